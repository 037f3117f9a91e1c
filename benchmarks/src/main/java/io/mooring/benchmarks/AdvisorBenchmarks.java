package io.mooring.benchmarks;

import io.mooring.benchmarks.scaling.Contest;
import java.util.List;
import java.util.Set;

/**
 * Mooring's scale advisor against KEDA's ibmmq rule and a plain threshold, simulated: how long messages wait, what that costs,
 * and how restless it is. From the top of the project:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.main=io.mooring.benchmarks.AdvisorBenchmarks
 * </pre>
 *
 * <p>Arguments: names of loads, {@code diurnal bursts ramp outage recorded}; all of them if none is named. Effort makes no
 * difference: nothing is measured. Half a minute.
 */
public final class AdvisorBenchmarks {
    private static final String TITLE = "The scale advisor beside KEDA and a plain threshold";

    private AdvisorBenchmarks() {}

    /** Runs what the arguments name, prints the tables and writes them to files. */
    public static void main(String[] arguments) throws Exception {
        BenchmarkProgram.find(arguments, "advisor", TITLE, (effort, groups) -> new Contest(loads(groups)).sections());
    }

    /** The loads with these names, all if there is none, in their order. */
    static List<String> loads(Set<String> names) {
        BenchmarkProgram.requireKnown(names, Set.copyOf(Contest.names()));
        return Contest.names().stream()
                .filter(name -> names.isEmpty() || names.contains(name))
                .toList();
    }
}
