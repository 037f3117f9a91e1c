package io.mooring.samples.demo;

import java.util.List;
import java.util.Locale;

/**
 * A drawing of some lines over time, as SVG.
 *
 * @param title what it shows, a few words
 * @param lines what is drawn
 * @param steps whether values jump, as numbers of instances do
 */
record Chart(String title, List<Line> lines, boolean steps) {
    private static final double ASIDE = 2.5;

    /**
     * A line.
     *
     * @param name for the legend
     * @param style the class of its colour
     * @param seconds where its points are
     * @param values as many as seconds
     */
    record Line(String name, String style, double[] seconds, double[] values) {
        Line {
            if (seconds.length != values.length) {
                throw new IllegalArgumentException(
                        name + " has " + values.length + " values at " + seconds.length + " moments.");
            }
        }

        double greatest() {
            double greatest = 0;
            for (double value : values) {
                greatest = Math.max(greatest, value);
            }
            return greatest;
        }
    }

    /** The points of a line in a frame, as the attribute of a polyline has them. */
    static String points(Line line, Frame frame, boolean steps) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < line.values().length; i++) {
            if (i > 0) {
                points.append(' ');
                if (steps) {
                    append(points, frame, line.seconds()[i], line.values()[i - 1]);
                    points.append(' ');
                }
            }
            append(points, frame, line.seconds()[i], line.values()[i]);
        }
        return points.toString();
    }

    private static void append(StringBuilder points, Frame frame, double second, double value) {
        points.append(Frame.number(frame.x(second))).append(',').append(Frame.number(frame.y(value)));
    }

    /**
     * The drawing.
     *
     * @param style the class of the whole
     * @param seconds at the right edge
     * @param acts when acts begin, which a vertical line marks with a letter
     */
    String svg(String style, int width, int height, double seconds, List<Double> acts) {
        double greatest = lines.stream().mapToDouble(Line::greatest).max().orElse(0);
        Frame frame = new Frame(width, height, seconds, Frame.roundUp(greatest));
        StringBuilder svg = new StringBuilder(String.format(
                "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                style, width, height, Html.escaped(title)));
        for (double value : new double[] {0, frame.top() / 2, frame.top()}) {
            svg.append(rule(frame, value));
        }
        svg.append(timeScale(frame)).append(actLines(frame, acts));
        for (int i = 0; i < lines.size(); i++) {
            // Beside each other where they would lie upon each other.
            double aside = steps ? ASIDE * (i - (lines.size() - 1) / 2.0) : 0;
            svg.append(String.format(
                    "<polyline class=\"line %s\" transform=\"translate(0 %s)\" points=\"%s\"/>%n",
                    lines.get(i).style(), Frame.number(aside), points(lines.get(i), frame, steps)));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String rule(Frame frame, double value) {
        String y = Frame.number(frame.y(value));
        String label = value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
        return String.format(
                "<line class=\"grid\" x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\"/><text class=\"tick\" x=\"%d\" y=\"%s\""
                        + " text-anchor=\"end\" dy=\"4\">%s</text>%n",
                Frame.LEFT, y, frame.width() - Frame.RIGHT, y, Frame.LEFT - 6, y, label);
    }

    /** Labels each five seconds, or ten where it is narrow. */
    static String timeScale(Frame frame) {
        int step = frame.width() / frame.seconds() > 12 ? 5 : 10;
        StringBuilder scale = new StringBuilder();
        for (int second = 0; second <= frame.seconds(); second += step) {
            scale.append(String.format(
                    "<text class=\"tick\" x=\"%s\" y=\"%d\" text-anchor=\"middle\">%d%s</text>",
                    Frame.number(frame.x(second)), frame.height() - 5, second, second == 0 ? " s" : ""));
        }
        return scale.append(System.lineSeparator()).toString();
    }

    static String actLines(Frame frame, List<Double> acts) {
        StringBuilder svg = new StringBuilder();
        for (double act : acts) {
            String x = Frame.number(frame.x(act));
            svg.append(String.format(
                    "<line class=\"act\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>%n",
                    x, Frame.ABOVE, x, frame.height() - Frame.BELOW));
        }
        return svg.toString();
    }
}
