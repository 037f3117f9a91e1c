package io.mooring.benchmarks;

import io.mooring.benchmarks.page.BarChart;
import io.mooring.benchmarks.page.BarChart.Bar;
import io.mooring.benchmarks.page.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tables and charts of moves: one of each for a kind of loss, a line and a bar for each library. */
final class MoveTable {
    private static final List<String> HEADS = List.of(
            "Library", "Moves", "Median", "95th", "99th", "Greatest", "Hung", "Stored", "Lost", "Doubled", "In doubt");

    private final Duration limit;
    private final Map<Loss, List<List<String>>> rows = new LinkedHashMap<>();
    private final Map<Loss, List<Bar>> bars = new LinkedHashMap<>();
    private final Map<Loss, Map<String, List<Double>>> samples = new LinkedHashMap<>();

    /** A table of moves that count as hung after a time. */
    MoveTable(Duration limit) {
        this.limit = limit;
    }

    /** Adds what was seen of a library. */
    void add(Loss loss, String library, Moving.Outcome outcome) {
        List<String> cells = new ArrayList<>();
        cells.add(library);
        List<Double> times = outcome.times();
        cells.add(String.valueOf(times.size()));
        if (times.isEmpty()) {
            cells.addAll(List.of("", "", "", ""));
        } else {
            Samples each = new Samples(times);
            double high = each.at(0.99).median();
            cells.add(millis(each.median()));
            cells.add(millis(each.at(0.95).median()));
            cells.add(millis(high));
            cells.add(millis(each.greatest()));
            bars.computeIfAbsent(loss, key -> new ArrayList<>())
                    .add(new Bar(library, "", each.median(), each.least(), high));
        }
        cells.add(String.valueOf(outcome.hung()));
        cells.add(String.valueOf(outcome.stored()));
        cells.add(String.valueOf(outcome.lost()));
        cells.add(String.valueOf(outcome.doubled()));
        cells.add(outcome.inDoubt() + " (" + outcome.inDoubtStored() + ")");
        rows.computeIfAbsent(loss, key -> new ArrayList<>()).add(cells);
        samples.computeIfAbsent(loss, key -> new LinkedHashMap<>()).put(library, times);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    /** What the columns mean, and then each kind of loss. */
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of(
                "",
                "Milliseconds from the loss to the end of the first put that is stored after it; bars end at the median, their "
                        + "spread\nat the 99th percentile. Hung: nothing was stored within " + limit.toSeconds()
                        + " s. Stored: puts that returned normally; lost: those\nwhose message is nowhere. "
                        + "In doubt: puts that failed, and how many of their messages are there."));
        rows.forEach((loss, cells) -> {
            String name = "moves-" + loss.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            sections.add(Section.of("Moves: " + loss.name(), "")
                    .withTable(HEADS, cells)
                    .with(new BarChart(
                            name,
                            "Time to move: " + loss.name(),
                            "ms; each line ten times the one before",
                            null,
                            true,
                            bars.getOrDefault(loss, List.of())))
                    .withSamples(samples.getOrDefault(loss, Map.of())));
        });
        return sections;
    }
}
