package io.mooring.benchmarks.page;

import io.mooring.benchmarks.page.BarChart.Bar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws bars from left to right: what was measured, the bar with its spread, its value. */
final class BarDrawing {
    private static final int WIDTH = 860;
    private static final int LABEL_LETTERS = 46;
    private static final double LETTER = 6.6;
    private static final int VALUES = 64;
    private static final int BAR = 16;
    private static final int GAP = 10;
    private static final int LINE = 15;
    private static final int MARGIN = 16;

    private final BarChart chart;
    private final Svg svg = new Svg(WIDTH);
    private final List<String> series;
    private final Map<String, List<Bar>> groups = new LinkedHashMap<>();
    private final Scale scale;
    private final double left;
    private final double right;

    BarDrawing(BarChart chart) {
        this.chart = chart;
        this.series = chart.bars().stream().map(Bar::series).distinct().toList();
        chart.bars()
                .forEach(bar -> groups.computeIfAbsent(bar.label(), label -> new ArrayList<>())
                        .add(bar));
        double least = chart.bars().stream().mapToDouble(Bar::least).min().orElse(0);
        double greatest = chart.bars().stream().mapToDouble(Bar::greatest).max().orElse(1);
        if (chart.mark() != null) {
            least = Math.min(least, chart.mark());
            greatest = Math.max(greatest, chart.mark());
        }
        this.scale = Scale.over(least, greatest, chart.logarithmic() && least > 0);
        int letters = groups.keySet().stream()
                .flatMap(label -> lines(label).stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        this.left = 2 * MARGIN + letters * LETTER;
        this.right = WIDTH - (double) MARGIN - VALUES;
    }

    String draw() {
        double y = MARGIN + 10.0;
        svg.text(MARGIN, y, "start", "title", chart.title());
        double top = legend(y + 14) + 6;
        double bottom = top + GAP;
        for (Map.Entry<String, List<Bar>> group : groups.entrySet()) {
            bottom += height(group.getKey(), group.getValue()) + GAP;
        }
        for (double tick : scale.ticks()) {
            svg.line(x(tick), top, x(tick), bottom, "grid");
            svg.text(x(tick), bottom + 16, "middle", "small", Scale.label(tick));
        }
        y = top + GAP;
        for (Map.Entry<String, List<Bar>> group : groups.entrySet()) {
            group(group.getKey(), group.getValue(), y);
            y += height(group.getKey(), group.getValue()) + GAP;
        }
        if (chart.mark() != null) {
            svg.line(x(chart.mark()), top, x(chart.mark()), bottom, "mark");
        }
        svg.text((left + right) / 2, bottom + 34, "middle", "small", chart.unit());
        return svg.toString((int) bottom + 34 + MARGIN, chart.title());
    }

    private static double height(String label, List<Bar> bars) {
        return Math.max(bars.size() * BAR, lines(label).size() * LINE);
    }

    private void group(String label, List<Bar> bars, double top) {
        double y = top + 11;
        for (String line : lines(label)) {
            svg.text(left - 8, y, "end", "label", line);
            y += LINE;
        }
        y = top;
        for (Bar bar : bars) {
            bar(bar, y);
            y += BAR;
        }
    }

    private void bar(Bar bar, double top) {
        double zero = x(Math.max(0, scale.from()));
        double end = x(bar.median());
        svg.box(Math.min(zero, end), top, Math.abs(end - zero), BAR - 2.0, Svg.series(series.indexOf(bar.series())));
        double middle = top + BAR / 2.0 - 1;
        if (bar.greatest() > bar.least()) {
            svg.line(x(bar.least()), middle, x(bar.greatest()), middle, "spread");
            svg.line(x(bar.least()), middle - 4, x(bar.least()), middle + 4, "spread");
            svg.line(x(bar.greatest()), middle - 4, x(bar.greatest()), middle + 4, "spread");
        }
        svg.text(
                Math.max(Math.max(zero, end), x(bar.greatest())) + 6,
                middle + 4,
                "start",
                "value",
                Scale.label(bar.median()));
    }

    /** Returns where it ends. */
    private double legend(double top) {
        if (series.size() < 2) {
            return top;
        }
        double x = MARGIN;
        double y = top;
        for (int i = 0; i < series.size(); i++) {
            double width = 38 + series.get(i).length() * LETTER;
            if (x + width > WIDTH - MARGIN) {
                x = MARGIN;
                y += 18;
            }
            svg.box(x, y, 12, 12, Svg.series(i));
            svg.text(x + 18, y + 10, "start", "label", series.get(i));
            x += width;
        }
        return y + 18;
    }

    private double x(double value) {
        return left + scale.place(value) * (right - left);
    }

    /** Breaks between words, so that no line is longer than the space for labels. */
    private static List<String> lines(String label) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : label.split(" ", -1)) {
            if (line.length() > 0 && line.length() + word.length() >= LABEL_LETTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
