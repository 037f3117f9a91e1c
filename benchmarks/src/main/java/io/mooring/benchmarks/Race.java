package io.mooring.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets workloads take turns, round by round, and says how many operations per second each reached. */
public final class Race {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, Workload> lanes = new LinkedHashMap<>();
    private final int operations;

    /** A race over so many operations in each round at full effort. */
    public Race(int operations) {
        this.operations = operations;
    }

    /** Adds a contender, which the race closes. */
    public Race lane(String name, Workload workload) {
        lanes.put(name, workload);
        return this;
    }

    /** Runs all rounds; the result has operations per second for each lane. */
    public Map<String, Samples> run(Effort effort) throws Exception {
        int count = effort.operations(operations);
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        try {
            for (int round = -effort.warmUps(); round < effort.rounds(); round++) {
                for (Map.Entry<String, Workload> lane : lanes.entrySet()) {
                    double rate = rate(lane.getValue(), count);
                    if (round >= 0) {
                        rates.computeIfAbsent(lane.getKey(), name -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
        } finally {
            for (Workload workload : lanes.values()) {
                workload.close();
            }
        }
        Map<String, Samples> results = new LinkedHashMap<>();
        rates.forEach((name, values) -> results.put(name, new Samples(values)));
        return results;
    }

    private static double rate(Workload workload, int count) throws Exception {
        workload.prepare(count);
        long begin = System.nanoTime();
        workload.run(count);
        return count * NANOS_PER_SECOND / (System.nanoTime() - begin);
    }
}
