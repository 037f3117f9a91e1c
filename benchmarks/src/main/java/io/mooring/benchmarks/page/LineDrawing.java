package io.mooring.benchmarks.page;

import io.mooring.benchmarks.page.LineChart.Line;
import io.mooring.benchmarks.page.LineChart.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws lines over a grid, with the spread of each point, and a legend below the title. */
final class LineDrawing {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int LEFT = 76;
    private static final int MARGIN = 16;
    private static final double LETTER = 6.6;
    /** A point for each pixel or two is a curve: dots would hide it. */
    private static final int MOST_DOTS = 40;

    private final LineChart chart;
    private final Svg svg = new Svg(WIDTH);
    private final Scale across;
    private final Scale up;
    private double top = MARGIN + 10;

    LineDrawing(LineChart chart) {
        this.chart = chart;
        this.across = Scale.over(least(Point::x), greatest(Point::x), chart.logarithmicAcross() && least(Point::x) > 0);
        this.up = Scale.over(
                least(Point::least), greatest(Point::greatest), chart.logarithmicUp() && least(Point::least) > 0);
    }

    private double least(ToDoubleFunction<Point> value) {
        return chart.lines().stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(value)
                .min()
                .orElse(1);
    }

    private double greatest(ToDoubleFunction<Point> value) {
        return chart.lines().stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(value)
                .max()
                .orElse(1);
    }

    String draw() {
        svg.text(MARGIN, top, "start", "title", chart.title());
        top += 16;
        legend();
        top += 12;
        for (double tick : across.ticks()) {
            svg.line(x(tick), top, x(tick), top + HEIGHT, "grid");
            svg.text(x(tick), top + HEIGHT + 16, "middle", "small", Scale.label(tick));
        }
        for (double tick : up.ticks()) {
            svg.line(LEFT, y(tick), WIDTH - (double) MARGIN, y(tick), "grid");
            svg.text(LEFT - 8, y(tick) + 4, "end", "small", Scale.label(tick));
        }
        svg.text((LEFT + WIDTH - MARGIN) / 2.0, top + HEIGHT + 36, "middle", "small", chart.across());
        svg.upwards(20, top + HEIGHT / 2.0, "small", chart.up());
        for (int i = 0; i < chart.lines().size(); i++) {
            line(chart.lines().get(i), Svg.series(i));
        }
        return svg.toString((int) top + HEIGHT + 36 + MARGIN, chart.title());
    }

    private void line(Line line, String style) {
        List<Double> points = new ArrayList<>();
        boolean dots = line.points().size() <= MOST_DOTS;
        for (Point point : line.points()) {
            points.add(x(point.x()));
            points.add(y(point.median()));
            if (point.greatest() > point.least()) {
                svg.line(x(point.x()), y(point.least()), x(point.x()), y(point.greatest()), "spread");
            }
        }
        svg.path(points, style);
        for (int i = 0; dots && i < points.size(); i += 2) {
            svg.dot(points.get(i), points.get(i + 1), style);
        }
    }

    private void legend() {
        double x = MARGIN;
        for (int i = 0; i < chart.lines().size(); i++) {
            String label = chart.lines().get(i).label();
            double width = 24 + label.length() * LETTER + 14;
            if (x + width > WIDTH - MARGIN) {
                x = MARGIN;
                top += 18;
            }
            svg.path(List.of(x, top + 6.0, x + 14, top + 6.0), Svg.series(i));
            svg.text(x + 20, top + 10, "start", "label", label);
            x += width;
        }
        top += 14;
    }

    private double x(double value) {
        return LEFT + across.place(value) * (WIDTH - MARGIN - LEFT);
    }

    private double y(double value) {
        return top + (1 - up.place(value)) * HEIGHT;
    }
}
