package io.mooring.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets workloads take turns, round by round, and says how many operations per second each reached. */
public final class Race {
    /** Behind a lane's name: its microseconds of processor time per operation, of the whole process. */
    static final String CPU = "/cpu";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Map<String, Workload> lanes = new LinkedHashMap<>();
    private final int operations;
    private final boolean exactly;

    /** A race over so many operations in each round at full effort. */
    public Race(int operations) {
        this(operations, false);
    }

    private Race(int operations, boolean exactly) {
        this.operations = operations;
        this.exactly = exactly;
    }

    /** A race over so many operations in each round whatever the effort. */
    static Race ofExactly(int operations) {
        return new Race(operations, true);
    }

    /** Adds a contender, which the race closes. */
    public Race lane(String name, Workload workload) {
        lanes.put(name, workload);
        return this;
    }

    /** Runs all rounds; the result has operations per second for each lane, and what is said at {@link #CPU}. */
    public Map<String, Samples> run(Effort effort) throws Exception {
        int count = exactly ? operations : effort.operations(operations);
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        try {
            for (int round = -effort.warmUps(); round < effort.rounds(); round++) {
                for (Map.Entry<String, Workload> lane : lanes.entrySet()) {
                    lane.getValue().prepare(count);
                    long cpu = PROCESS.getProcessCpuTime();
                    long begin = System.nanoTime();
                    lane.getValue().run(count);
                    double nanos = (double) System.nanoTime() - begin;
                    double cpuNanos = (double) PROCESS.getProcessCpuTime() - cpu;
                    if (round >= 0) {
                        add(samples, lane.getKey(), count * NANOS_PER_SECOND / nanos);
                        add(samples, lane.getKey() + CPU, cpuNanos / NANOS_PER_MICRO / count);
                    }
                }
            }
        } finally {
            for (Workload workload : lanes.values()) {
                workload.close();
            }
        }
        Map<String, Samples> results = new LinkedHashMap<>();
        samples.forEach((name, values) -> results.put(name, new Samples(values)));
        return results;
    }

    private static void add(Map<String, List<Double>> samples, String key, double value) {
        samples.computeIfAbsent(key, name -> new ArrayList<>()).add(value);
    }
}
