package io.mooring.benchmarks.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part of what a program found: a heading, what is to be said, a table, its charts, and the values of each round.
 *
 * @param title its heading; empty for none
 * @param text Markdown above the table
 * @param columns heads of the table; those after the first are aligned to the right
 * @param rows cells in the order of the columns
 * @param bars charts of bars
 * @param lines charts of lines
 * @param samples what was measured, by what it is, a value for each round
 */
public record Section(
        String title,
        String text,
        List<String> columns,
        List<List<String>> rows,
        List<BarChart> bars,
        List<LineChart> lines,
        Map<String, List<Double>> samples) {
    /** Copies what it is given. */
    public Section {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        bars = List.copyOf(bars);
        lines = List.copyOf(lines);
        samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("the row " + row + " is not one of " + columns);
            }
        }
    }

    /** A section with a heading and text. */
    public static Section of(String title, String text) {
        return new Section(title, text, List.of(), List.of(), List.of(), List.of(), Map.of());
    }

    /** It with a table. */
    public Section withTable(List<String> columns, List<List<String>> rows) {
        return new Section(title, text, columns, rows, bars, lines, samples);
    }

    /** It with one more chart; one without figures is left out. */
    public Section with(BarChart chart) {
        return chart.bars().isEmpty()
                ? this
                : new Section(title, text, columns, rows, append(bars, chart), lines, samples);
    }

    /** It with one more chart. */
    public Section with(LineChart chart) {
        return new Section(title, text, columns, rows, bars, append(lines, chart), samples);
    }

    /** It with what was measured. */
    public Section withSamples(Map<String, List<Double>> measured) {
        return new Section(title, text, columns, rows, bars, lines, measured);
    }

    private static <T> List<T> append(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return more;
    }

    /** All charts, in the order in which they are shown. */
    public List<Chart> charts() {
        return Stream.concat(bars.stream(), lines.stream()).collect(Collectors.toList());
    }

    /** It as Markdown. */
    String toMarkdown(String heading, String folderOfImages) {
        StringBuilder out = new StringBuilder();
        if (!title.isEmpty()) {
            out.append(heading).append(' ').append(title).append("\n\n");
        }
        if (!text.isEmpty()) {
            out.append(text.strip()).append("\n\n");
        }
        if (!columns.isEmpty()) {
            out.append(line(columns)).append("| --- |").append(" ---: |".repeat(columns.size() - 1));
            out.append('\n');
            rows.forEach(row -> out.append(line(row)));
            out.append('\n');
        }
        for (Chart chart : charts()) {
            out.append("![")
                    .append(chart.title())
                    .append("](")
                    .append(folderOfImages)
                    .append(chart.name())
                    .append(".svg)\n\n");
        }
        return out.toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
