package io.mooring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Collects figures and writes them as a Markdown table. */
final class Report {
    private record Row(String what, String own, String peer, String ratio, String wanted, String verdict) {}

    private final String own;
    private final String peer;
    private final List<Row> rows = new ArrayList<>();

    /** An empty report about one contender beside another. */
    Report(String own, String peer) {
        this.own = own;
        this.peer = peer;
    }

    /** A figure that has to be at least, or below, a bound; a null bound asks for nothing. */
    void figure(String what, Samples own, @Nullable Bound bound) {
        rows.add(new Row(
                what,
                withSpread(own),
                "",
                "",
                bound == null ? "" : bound.sentence(),
                bound == null ? "" : verdict(bound.holds(own.median()))));
    }

    /** A figure beside the peer's; ahead means more if it is a rate, less if it is a time. */
    void race(String what, Samples own, Samples peer, boolean moreIsBetter, @Nullable Bound bound) {
        double ratio = moreIsBetter ? own.median() / peer.median() : peer.median() / own.median();
        boolean good = ratio > 1 && (bound == null || bound.holds(own.median()));
        rows.add(new Row(
                what,
                withSpread(own),
                withSpread(peer),
                String.format(Locale.ROOT, "%.2f", ratio),
                (bound == null ? "" : bound.sentence() + ", ") + "ahead",
                verdict(good)));
    }

    /** A rate beside the peer's, of which it has to reach a share; the share is the median of those of the rounds. */
    void share(String what, Samples own, Samples peer, double wanted) {
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < own.values().size(); i++) {
            shares.add(own.values().get(i) / peer.values().get(i));
        }
        double share = new Samples(shares).median();
        rows.add(new Row(
                what,
                withSpread(own),
                withSpread(peer),
                String.format(Locale.ROOT, "%.3f", share),
                String.format(Locale.ROOT, "at least %.2f", wanted),
                verdict(share >= wanted)));
    }

    /** A rate beside the peer's, of which nothing is asked; the ratio is the median of those of the rounds. */
    void beside(String what, Samples own, Samples peer) {
        rows.add(new Row(what, withSpread(own), withSpread(peer), share(own, peer), "", ""));
    }

    /** A cost beside the peer's, of which nothing is asked; the ratio is that of the medians, above 1 if it is the less. */
    void cost(String what, Samples own, Samples peer) {
        String ratio = String.format(Locale.ROOT, "%.3f", peer.median() / own.median());
        rows.add(new Row(what, withSpread(own), withSpread(peer), ratio, "", ""));
    }

    private static String share(Samples own, Samples peer) {
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < own.values().size(); i++) {
            shares.add(own.values().get(i) / peer.values().get(i));
        }
        return String.format(Locale.ROOT, "%.3f", new Samples(shares).median());
    }

    /** The ratio of two figures of ours. */
    void ratio(String what, Samples more, Samples than, double wanted) {
        double ratio = more.median() / than.median();
        rows.add(new Row(
                what,
                withSpread(more) + " to " + withSpread(than),
                "",
                String.format(Locale.ROOT, "%.2f", ratio),
                String.format(Locale.ROOT, "at least %.1f times", wanted),
                verdict(ratio >= wanted)));
    }

    /** The table, a line for each figure. */
    String toMarkdown() {
        StringBuilder out = new StringBuilder();
        out.append("Median of the rounds (least to greatest); ratio above 1: ")
                .append(own)
                .append(" is ahead.\n")
                .append(environment())
                .append("\n\n| What | ")
                .append(own)
                .append(" | ")
                .append(peer)
                .append(" | Ratio | Wanted | |\n|---|---:|---:|---:|---|---|\n");
        for (Row row : rows) {
            out.append("| ")
                    .append(String.join(" | ", row.what, row.own, row.peer, row.ratio, row.wanted, row.verdict));
            out.append(" |\n");
        }
        return out.toString();
    }

    private static String environment() {
        return String.format(
                Locale.ROOT,
                "JDK %s, %s, %s, %d processors.",
                System.getProperty("java.vm.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
    }

    private static String withSpread(Samples samples) {
        return samples.values().size() == 1
                ? number(samples.median())
                : number(samples.median()) + " (" + number(samples.least()) + " to " + number(samples.greatest()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.1f" : "%,.0f", value);
    }

    private static String verdict(boolean good) {
        return good ? "yes" : "**no**";
    }

    /**
     * What a figure must reach.
     *
     * @param least whether it is a least value, rather than one to stay below
     * @param value the value
     */
    record Bound(boolean least, double value) {
        static Bound atLeast(double value) {
            return new Bound(true, value);
        }

        static Bound below(double value) {
            return new Bound(false, value);
        }

        boolean holds(double figure) {
            return least ? figure >= value : figure < value;
        }

        String sentence() {
            return (least ? "at least " : "below ") + String.format(Locale.ROOT, "%,.0f", value);
        }
    }
}
