package io.mooring.benchmarks;

import io.mooring.benchmarks.page.BarChart;
import io.mooring.benchmarks.page.BarChart.Bar;
import io.mooring.benchmarks.page.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects figures and writes them as a Markdown table, with a chart of the ratios. */
final class Report {
    private record Row(
            String what,
            String own,
            String peer,
            @Nullable Samples ratio,
            String wanted,
            String verdict,
            Map<String, List<Double>> samples) {
        String ratioText() {
            return ratio == null ? "" : String.format(Locale.ROOT, "%.3f", ratio.median());
        }
    }

    private final String own;
    private final String peer;
    private final List<Row> rows = new ArrayList<>();

    /** An empty report about one contender beside another. */
    Report(String own, String peer) {
        this.own = own;
        this.peer = peer;
    }

    /** A figure that has to be at least, or below, a bound; a null bound asks for nothing. */
    void figure(String what, Samples figure, @Nullable Bound bound) {
        rows.add(new Row(
                what,
                figure.withSpread(),
                "",
                null,
                bound == null ? "" : bound.sentence(),
                bound == null ? "" : verdict(bound.holds(figure.median())),
                Map.of(own, figure.values())));
    }

    /** A figure beside the peer's; ahead means more if it is a rate, less if it is a time. */
    void race(String what, Samples own, Samples peer, boolean moreIsBetter, @Nullable Bound bound) {
        Samples ratio = moreIsBetter ? own.dividedBy(peer) : peer.dividedBy(own);
        boolean good = ratio.median() > 1 && (bound == null || bound.holds(own.median()));
        row(what, own, peer, ratio, (bound == null ? "" : bound.sentence() + ", ") + "ahead", verdict(good));
    }

    /** A rate beside the peer's, of which it has to reach a share; the share is the median of those of the rounds. */
    void share(String what, Samples own, Samples peer, double wanted) {
        Samples share = own.dividedBy(peer);
        String sentence = String.format(Locale.ROOT, "at least %.2f", wanted);
        row(what, own, peer, share, sentence, verdict(share.median() >= wanted));
    }

    /** A rate beside the peer's, of which nothing is asked; the ratio is the median of those of the rounds. */
    void beside(String what, Samples own, Samples peer) {
        row(what, own, peer, own.dividedBy(peer), "", "");
    }

    /** A cost beside the peer's, of which nothing is asked; the ratio is the median of those of the rounds. */
    void cost(String what, Samples own, Samples peer) {
        row(what, own, peer, peer.dividedBy(own), "", "");
    }

    private void row(String what, Samples own, Samples peer, Samples ratio, String wanted, String verdict) {
        Map<String, List<Double>> samples = Map.of(this.own, own.values(), this.peer, peer.values());
        rows.add(new Row(what, own.withSpread(), peer.withSpread(), ratio, wanted, verdict, samples));
    }

    /** The ratio of two figures of ours. */
    void ratio(String what, Samples more, Samples than, double wanted) {
        Samples ratio = more.dividedBy(than);
        rows.add(new Row(
                what,
                more.withSpread() + " to " + than.withSpread(),
                "",
                ratio,
                String.format(Locale.ROOT, "at least %.1f times", wanted),
                verdict(ratio.median() >= wanted),
                Map.of(own, more.values(), own + ", compared with", than.values())));
    }

    /** The table, a line for each figure. */
    String toMarkdown() {
        StringBuilder out = new StringBuilder();
        out.append(legend())
                .append("\n\n| What | ")
                .append(own)
                .append(" | ")
                .append(peer)
                .append(" | Ratio | Wanted | |\n|---|---:|---:|---:|---|---|\n");
        for (Row row : rows) {
            out.append("| ").append(String.join(" | ", cells(row))).append(" |\n");
        }
        return out.toString();
    }

    /** The table and a chart of the ratios, as a part of what a program found; the name is that of the chart's file. */
    Section section(String name, String title) {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        List<Bar> ratios = new ArrayList<>();
        for (Row row : rows) {
            row.samples.forEach((who, values) -> samples.put(row.what + ": " + who, values));
            if (row.ratio != null && !row.peer.isEmpty()) {
                ratios.add(row.ratio.bar(row.what, ""));
            }
        }
        String unit = "ratio; right of the line " + own + " is ahead of " + peer;
        return Section.of(title, legend())
                .withTable(
                        List.of("What", own, peer, "Ratio", "Wanted", ""),
                        rows.stream().map(Report::cells).toList())
                .with(BarChart.ofRatios(name, title + ", beside " + peer, unit, ratios))
                .withSamples(samples);
    }

    private String legend() {
        return "Median of the rounds (least to greatest); ratio above 1: " + own + " is ahead.";
    }

    private static List<String> cells(Row row) {
        return List.of(row.what, row.own, row.peer, row.ratioText(), row.wanted, row.verdict);
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
