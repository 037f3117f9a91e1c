package io.mooring.samples.demo;

import io.mooring.samples.demo.Journal.Entry;
import io.mooring.samples.demo.Journal.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A drawing with a mark for each entry, a lane for each kind; each mark has its text, and leads to its line in the list.
 *
 * @param entries all of them, in order
 */
record EventLanes(List<Entry> entries) {
    private static final int LANE = 20;

    /** The drawing. */
    String svg(String style, int width, double seconds, List<Double> acts) {
        List<Kind> lanes = lanes();
        int height = Frame.ABOVE + Frame.BELOW + LANE * lanes.size();
        Frame frame = new Frame(width, height, seconds, lanes.size());
        StringBuilder svg = new StringBuilder(String.format(
                "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Events\">%n", style, width, height));
        svg.append(Chart.timeScale(frame)).append(Chart.actLines(frame, acts));
        for (Kind lane : lanes) {
            String y = Frame.number(y(frame, lanes, lane));
            svg.append(String.format(
                    "<line class=\"grid\" x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\"/>%n",
                    Frame.LEFT, y, width - Frame.RIGHT, y));
        }
        int act = 0;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            String letter = entry.kind() == Kind.ACT ? Html.letter(act++) : "";
            svg.append(mark(entry, i, letter, frame.x(entry.seconds()), y(frame, lanes, entry.kind())));
        }
        for (Kind lane : lanes) {
            svg.append(String.format(
                    "<text class=\"lane\" x=\"0\" y=\"%s\" dy=\"4\">%s</text>%n",
                    Frame.number(y(frame, lanes, lane)), lane.word()));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String mark(Entry entry, int number, String letter, double x, double y) {
        String title = Html.seconds(entry.seconds()) + " " + entry.text();
        String shape = letter.isEmpty()
                ? String.format(
                        "<circle class=\"mark %s\" cx=\"%s\" cy=\"%s\" r=\"5\"><title>%s</title></circle>",
                        entry.kind().word(), Frame.number(x), Frame.number(y), Html.escaped(title))
                : String.format(
                        "<g><title>%s</title><circle class=\"mark act-mark\" cx=\"%s\" cy=\"%s\" r=\"8\"/><text"
                                + " class=\"act-letter\" x=\"%s\" y=\"%s\" dy=\"4\" text-anchor=\"middle\">%s</text></g>",
                        Html.escaped(title),
                        Frame.number(x),
                        Frame.number(y),
                        Frame.number(x),
                        Frame.number(y),
                        letter);
        return String.format("<a href=\"#e%d\">%s</a>%n", number, shape);
    }

    private static double y(Frame frame, List<Kind> lanes, Kind lane) {
        return frame.y(lanes.size() - lanes.indexOf(lane) - 0.5);
    }

    private List<Kind> lanes() {
        List<Kind> lanes = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (entries.stream().anyMatch(entry -> entry.kind() == kind)) {
                lanes.add(kind);
            }
        }
        return lanes;
    }
}
