package io.mooring.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets workloads take turns, round by round, and says how many operations per second each reached. */
public final class Race {
    /** Behind a lane's name: its microseconds of processor time per operation, of the whole process. */
    static final String CPU = "/cpu";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** A round of a few operations says how long one takes when it took this share of its time. */
    private static final int TRIAL_SHARE = 8;

    private final Map<String, Workload> lanes = new LinkedHashMap<>();
    private final int operations;
    private final @Nullable Duration mostPerRound;

    /** A race over so many operations in each round at full effort. */
    public Race(int operations) {
        this(operations, null);
    }

    private Race(int operations, @Nullable Duration mostPerRound) {
        this.operations = operations;
        this.mostPerRound = mostPerRound;
    }

    /**
     * A race over so many operations in each round whatever the effort, but for a lane that would need longer than this
     * for them: it makes as many as it can in that time, at least one.
     */
    static Race ofAtMost(int operations, Duration mostPerRound) {
        return new Race(operations, mostPerRound);
    }

    /** Adds a contender, which the race closes. */
    public Race lane(String name, Workload workload) {
        lanes.put(name, workload);
        return this;
    }

    /** Runs all rounds; the result has operations per second for each lane, and what is said at {@link #CPU}. */
    public Map<String, Samples> run(Effort effort) throws Exception {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        try {
            Map<String, Integer> counts = new LinkedHashMap<>();
            for (Map.Entry<String, Workload> lane : lanes.entrySet()) {
                counts.put(lane.getKey(), operationsOf(lane.getValue(), effort));
            }
            for (int round = -effort.warmUps(); round < effort.rounds(); round++) {
                for (Map.Entry<String, Workload> lane : lanes.entrySet()) {
                    int count = Objects.requireNonNull(counts.get(lane.getKey()));
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

    private int operationsOf(Workload workload, Effort effort) throws Exception {
        if (mostPerRound == null) {
            return effort.operations(operations);
        }
        long most = mostPerRound.toNanos();
        for (int tried = 1; ; tried = Math.min(2 * tried, operations)) {
            workload.prepare(tried);
            long begin = System.nanoTime();
            workload.run(tried);
            long nanos = Math.max(1, System.nanoTime() - begin);
            if (tried == operations || nanos > most / TRIAL_SHARE) {
                return (int) Math.max(1, Math.min(operations, tried * most / nanos));
            }
        }
    }

    private static void add(Map<String, List<Double>> samples, String key, double value) {
        samples.computeIfAbsent(key, name -> new ArrayList<>()).add(value);
    }
}
