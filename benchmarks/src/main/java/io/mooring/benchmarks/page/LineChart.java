package io.mooring.benchmarks.page;

import java.util.List;

/**
 * How something grows, a line for each contender.
 *
 * @param name of its file, without what it ends with
 * @param title above it
 * @param across what grows, with its unit
 * @param up what follows, with its unit
 * @param logarithmicAcross whether each power of ten has the same width
 * @param logarithmicUp whether each power of ten has the same height
 * @param lines in the order of the legend
 */
public record LineChart(
        String name,
        String title,
        String across,
        String up,
        boolean logarithmicAcross,
        boolean logarithmicUp,
        List<Line> lines)
        implements Chart {
    /** Copies the list. */
    public LineChart {
        lines = List.copyOf(lines);
    }

    @Override
    public String toSvg() {
        return new LineDrawing(this).draw();
    }

    /**
     * One line.
     *
     * @param label for the legend
     * @param points from left to right
     */
    public record Line(String label, List<Point> points) {
        /** Copies the list. */
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * One point with its spread.
     *
     * @param x how far it has grown
     * @param median of what was measured there
     * @param least of it
     * @param greatest of it
     */
    public record Point(double x, double median, double least, double greatest) {}
}
