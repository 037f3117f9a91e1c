package io.mooring.benchmarks.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a static SVG: lines, boxes, dots and texts by class, whose colours are dark on light or, where the page is dark, light
 * on dark. It brings its own ground, so that it can be read where nothing tells it how the page is.
 */
final class Svg {
    /** Colours of series on light and on dark; told apart also by those who do not see red or green. */
    private static final List<String> LIGHT = List.of(
            "#0b6bcb", "#c2570c", "#0f7b4f", "#8a3ffc", "#b8860b", "#c2185b", "#5f6b7a", "#00838f", "#6d4c41",
            "#7a9e00");

    private static final List<String> DARK = List.of(
            "#6cb6ff", "#ffa657", "#56d364", "#d2a8ff", "#e3b341", "#ff9bce", "#adbac7", "#4dd0e1", "#d7b8a5",
            "#c6e05a");

    private final int width;
    private final StringBuilder body = new StringBuilder();

    Svg(int width) {
        this.width = width;
    }

    /** The class of a series, by its number. */
    static String series(int number) {
        return "s" + number % LIGHT.size();
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        body.append(format(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>\n", x1, y1, x2, y2, style));
    }

    void box(double x, double y, double wide, double high, String style) {
        body.append(format(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s fill\"/>\n",
                x, y, Math.max(0.5, wide), high, style));
    }

    void dot(double x, double y, String style) {
        body.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" class=\"%s fill\"/>\n", x, y, style));
    }

    /** A line through points given as x, y, x, y. */
    void path(List<Double> points, String style) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < points.size(); i += 2) {
            pairs.add(format("%.1f,%.1f", points.get(i), points.get(i + 1)));
        }
        body.append(format("<polyline points=\"%s\" class=\"%s stroke\"/>\n", String.join(" ", pairs), style));
    }

    /** A text; anchor is {@code start}, {@code middle} or {@code end}. */
    void text(double x, double y, String anchor, String style, String text) {
        body.append(format(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>\n",
                x, y, anchor, style, escape(text)));
    }

    /** A text that reads upwards. */
    void upwards(double x, double y, String style, String text) {
        body.append(format(
                "<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\" class=\"%s\">%s</text>\n",
                x, y, style, escape(text)));
    }

    /** The whole file. */
    String toString(int height, String title) {
        return format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\"",
                        width, height, width, height)
                + " role=\"img\">\n<title>" + escape(title) + "</title>\n<style>\n"
                + "text { font: 12px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; }\n"
                + "text.title { font-size: 15px; font-weight: 600; }\n"
                + "text.small { font-size: 11px; }\n"
                + ".grid { stroke-width: 1; } .mark { stroke-width: 1.5; stroke-dasharray: 5 3; }\n"
                + ".spread { stroke-width: 1.2; } .stroke { fill: none; stroke-width: 2; }\n"
                + colours("#ffffff", "#1f2328", "#59636e", "#d9dee3", LIGHT)
                + "@media (prefers-color-scheme: dark) {\n"
                + colours("#0d1117", "#f0f6fc", "#9198a1", "#30363d", DARK)
                + "}\n</style>\n"
                + "<rect width=\"100%\" height=\"100%\" class=\"ground\"/>\n"
                + body + "</svg>\n";
    }

    private static String colours(String ground, String ink, String pale, String grid, List<String> series) {
        StringBuilder out = new StringBuilder(".ground { fill: " + ground + "; } text { fill: " + ink
                + "; } text.small { fill: " + pale + "; }\n.grid { stroke: " + grid + "; } .mark, .spread { stroke: "
                + ink + "; }\n");
        for (int i = 0; i < series.size(); i++) {
            String colour = series.get(i);
            out.append(format(".s%d.fill { fill: %s; } .s%d.stroke { stroke: %s; }\n", i, colour, i, colour));
        }
        return out.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
