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

    /** The least value. */
    public double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The greatest value. */
    public double greatest() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
