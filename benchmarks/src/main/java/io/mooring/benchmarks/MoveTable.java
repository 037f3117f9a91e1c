package io.mooring.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Markdown table of moves, a line for each kind of loss and library. */
final class MoveTable {
    private final Duration limit;
    private final List<String> lines = new ArrayList<>();
    private String lastLoss = "";

    /** A table of moves that count as hung after a time. */
    MoveTable(Duration limit) {
        this.limit = limit;
    }

    /** Adds what was seen of a library. */
    void add(Loss loss, String library, Moving.Outcome outcome) {
        List<String> cells = new ArrayList<>();
        cells.add(loss.name().equals(lastLoss) ? "" : loss.name());
        lastLoss = loss.name();
        cells.add(library);
        List<Double> times = outcome.times();
        cells.add(String.valueOf(times.size()));
        if (times.isEmpty()) {
            cells.addAll(List.of("", "", "", ""));
        } else {
            Samples samples = new Samples(times);
            cells.add(millis(samples.median()));
            cells.add(millis(samples.at(0.95).median()));
            cells.add(millis(samples.at(0.99).median()));
            cells.add(millis(samples.greatest()));
        }
        cells.add(String.valueOf(outcome.hung()));
        cells.add(String.valueOf(outcome.stored()));
        cells.add(String.valueOf(outcome.lost()));
        cells.add(String.valueOf(outcome.doubled()));
        cells.add(outcome.inDoubt() + " (" + outcome.inDoubtStored() + ")");
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    /** The table, and what its columns mean. */
    String toMarkdown() {
        return "Milliseconds from the loss to the end of the first put that is stored after it. Hung: nothing was stored within "
                + limit.toSeconds()
                + " s. Stored: puts that\nreturned normally; lost: those whose message is nowhere. In doubt: "
                + "puts that failed, and how many of their messages are there.\n\n"
                + "| Loss | Library | Moves | Median | 95th | 99th | Greatest | Hung | Stored | Lost | Doubled | In doubt |\n"
                + "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
                + String.join("\n", lines) + "\n";
    }
}
