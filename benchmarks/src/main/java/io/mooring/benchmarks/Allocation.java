package io.mooring.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** How many bytes of heap a workload's own thread takes for one operation. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Runs rounds of a workload that works on the thread that calls it, and closes it. */
    static Samples of(Workload workload, int operations, Effort effort) throws Exception {
        int count = effort.operations(operations);
        List<Double> samples = new ArrayList<>();
        try (workload) {
            for (int round = -effort.warmUps(); round < effort.rounds(); round++) {
                workload.prepare(count);
                long before = THREADS.getCurrentThreadAllocatedBytes();
                workload.run(count);
                double bytes = (double) THREADS.getCurrentThreadAllocatedBytes() - before;
                if (round >= 0) {
                    samples.add(bytes / count);
                }
            }
        }
        return new Samples(samples);
    }
}
