package io.mooring.benchmarks;

import io.mooring.benchmarks.page.LineChart;
import io.mooring.benchmarks.page.LineChart.Line;
import io.mooring.benchmarks.page.LineChart.Point;
import io.mooring.benchmarks.page.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How figures of several contenders follow a number that grows by powers of ten: a table and a chart of lines. */
final class Growth {
    private final String name;
    private final String title;
    private final String across;
    private final String up;
    private final Map<Integer, Map<String, Samples>> figures = new LinkedHashMap<>();

    /**
     * Nothing yet.
     *
     * @param name of the chart's file
     * @param title of both
     * @param across what grows
     * @param up what follows, with its unit
     */
    Growth(String name, String title, String across, String up) {
        this.name = name;
        this.title = title;
        this.across = across;
        this.up = up;
    }

    /** What each reached at this size. */
    void at(int size, Map<String, Samples> reached) {
        reached.forEach((who, samples) ->
                figures.computeIfAbsent(size, key -> new LinkedHashMap<>()).put(who, samples));
    }

    /** One figure of one contender at this size. */
    void at(int size, String who, Samples samples) {
        at(size, Map.of(who, samples));
    }

    /** The table and the chart, with a sentence or more above them; nothing for nothing. */
    List<Section> sections(String text) {
        if (figures.isEmpty()) {
            return List.of();
        }
        List<String> contenders = figures.values().stream()
                .flatMap(reached -> reached.keySet().stream())
                .distinct()
                .toList();
        List<String> columns = new ArrayList<>(List.of(across));
        contenders.forEach(who -> columns.add(who + ", " + up));
        List<List<String>> rows = new ArrayList<>();
        Map<String, List<Point>> points = new LinkedHashMap<>();
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        figures.forEach((size, reached) -> {
            List<String> row = new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d", size)));
            for (String who : contenders) {
                Samples one = reached.get(who);
                row.add(one == null ? "" : one.withSpread());
                if (one != null) {
                    points.computeIfAbsent(who, key -> new ArrayList<>()).add(one.point(size));
                    samples.put(size + ", " + who, one.values());
                }
            }
            rows.add(row);
        });
        List<Line> lines = points.entrySet().stream()
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .toList();
        return List.of(Section.of(title, text)
                .withTable(columns, rows)
                .with(new LineChart(name, title, across, up, true, true, lines))
                .withSamples(samples));
    }

    /** 1, 10, 100 and so on, up to the greatest. */
    static List<Integer> powersOfTen(int greatest) {
        List<Integer> powers = new ArrayList<>();
        for (long power = 1; power <= greatest; power *= 10) {
            powers.add((int) power);
        }
        return powers;
    }
}
