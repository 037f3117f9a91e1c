package io.mooring.benchmarks;

import java.util.List;
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

    /** The least value. */
    public double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The greatest value. */
    public double greatest() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
