package io.mooring.samples.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The two sides beside each other, in rows for the terminal and for the report. */
final class ClosingTable {
    /**
     * A row.
     *
     * @param what it is about
     * @param mooring with Mooring
     * @param raw with IBM's client alone
     * @param key whether it is what the demo is about
     */
    record Row(String what, String mooring, String raw, boolean key) {}

    /** What there is to say below it. */
    static final String NOTE = "Each side was asked for the same; a program that is held up makes fewer requests.";

    private static final String LOST = "lost";

    private final List<Row> rows = new ArrayList<>();

    private ClosingTable() {}

    /** The table of an outcome. */
    static ClosingTable of(Outcome outcome) {
        Side mooring = outcome.mooring();
        Side raw = outcome.raw();
        ClosingTable table = new ClosingTable();
        table.row("requests", mooring.requests(), raw.requests());
        table.row("replies, each to its own request", mooring.replies(), raw.replies());
        table.row("  fetched from a queue manager that was left", count(outcome.stranded()), "never looked for");
        table.row(LOST + ": no reply, and nobody said in doubt", mooring.lost(), raw.lost());
        table.row("  of these the reply lies on a queue, unread", mooring.unread(), raw.unread());
        table.row("in doubt, and said so", doubt(mooring), doubt(raw));
        table.row("not put, and said so", mooring.notPut(), raw.notPut());
        table.row("calls that hung, a second too long or more", mooring.overdue(), raw.overdue());
        table.row("longest wait of a caller", mooring.longest(), raw.longest());
        table.row("longest silence of a program", mooring.silence(), raw.silence());
        table.row("usual time to a reply", mooring.usual(), raw.usual());
        table.row("moves that the program was told of", outcome.outages().size(), outcome.toldRaw());
        table.row("outage of a move: usual, longest", outages(outcome.outages()), "not told");
        table.row("handled twice, because backed out once", mooring.handledAgain(), raw.handledAgain());
        return table;
    }

    private void row(String what, String mooring, String raw) {
        rows.add(new Row(what, mooring, raw, what.startsWith(LOST)));
    }

    private void row(String what, int mooring, int raw) {
        row(what, count(mooring), count(raw));
    }

    private void row(String what, Duration mooring, Duration raw) {
        row(what, Journal.inWords(mooring), Journal.inWords(raw));
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String doubt(Side side) {
        return count(side.inDoubt()) + (side.inDoubt() == 0 ? "" : " (" + side.inDoubtHandled() + " put)");
    }

    private static String outages(List<Duration> outages) {
        if (outages.isEmpty()) {
            return "none";
        }
        List<Duration> sorted = outages.stream().sorted().toList();
        return Journal.inWords(sorted.get(sorted.size() / 2)) + ", " + Journal.inWords(sorted.get(sorted.size() - 1));
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The table as lines of text. */
    List<String> lines() {
        int first = width(rows.stream().map(Row::what).toList(), "");
        int second = width(rows.stream().map(Row::mooring).toList(), "Mooring");
        int third = width(rows.stream().map(Row::raw).toList(), "IBM's client alone");
        List<String> lines = new ArrayList<>();
        String form = "  %-" + first + "s  %" + second + "s  %" + third + "s";
        lines.add(String.format(form, "", "Mooring", "IBM's client alone"));
        lines.add("  " + "-".repeat(first) + "  " + "-".repeat(second) + "  " + "-".repeat(third));
        rows.forEach(row -> lines.add(String.format(form, row.what(), row.mooring(), row.raw())));
        return lines;
    }

    private static int width(List<String> cells, String head) {
        return Math.max(
                head.length(), cells.stream().mapToInt(String::length).max().orElse(0));
    }
}
