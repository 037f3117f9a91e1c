package io.mooring.benchmarks;

import io.mooring.benchmarks.page.BarChart.Bar;
import io.mooring.benchmarks.page.LineChart.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one contender reached in the rounds of a race.
 *
 * @param values one for each round, in the order of the rounds
 */
public record Samples(List<Double> values) {
    /** Copies the list. */
    public Samples {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there is no sample; a race has at least one round");
        }
    }

    /** The value in the middle, or the mean of the two there. */
    public double median() {
        List<Double> sorted = values.stream().sorted().collect(Collectors.toList());
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The value below or at which this share of all lies, as a sample of its own; 1 is the greatest. */
    Samples at(double share) {
        List<Double> sorted = values.stream().sorted().collect(Collectors.toList());
        int rank = (int) Math.ceil(share * sorted.size());
        return new Samples(List.of(sorted.get(Math.max(rank, 1) - 1)));
    }

    /** These values less the other's median. */
    Samples less(Samples other) {
        double median = other.median();
        return new Samples(values.stream().map(value -> value - median).collect(Collectors.toList()));
    }

    /** These values divided by the other's, round by round; by its median if there are not as many rounds. */
    Samples dividedBy(Samples other) {
        if (other.values.size() != values.size()) {
            double median = other.median();
            return new Samples(values.stream().map(value -> value / median).collect(Collectors.toList()));
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ratios.add(values.get(i) / other.values.get(i));
        }
        return new Samples(ratios);
    }

    /** So much divided by each of these values: times from rates. */
    Samples inverse(double dividend) {
        return new Samples(values.stream().map(value -> dividend / value).collect(Collectors.toList()));
    }

    /** As a bar of a chart. */
    Bar bar(String label, String series) {
        return new Bar(label, series, median(), least(), greatest());
    }

    /** As a point of a line. */
    Point point(double x) {
        return new Point(x, median(), least(), greatest());
    }

    /** The median, with the least and the greatest behind it if there is more than one value. */
    String withSpread() {
        return values.size() == 1
                ? number(median())
                : number(median()) + " (" + number(least()) + " to " + number(greatest()) + ")";
    }

    /** A number with as many digits as mean something. */
    static String number(double value) {
        double size = Math.abs(value);
        String pattern = size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, pattern, value);
    }

    /** The least value. */
    public double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The greatest value. */
    public double greatest() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
