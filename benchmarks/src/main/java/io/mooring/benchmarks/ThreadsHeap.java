package io.mooring.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** How many bytes of heap some threads of this process have taken. What a thread took that has ended is not counted. */
final class ThreadsHeap {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Predicate<String> names;

    /** Counts the threads whose names meet a condition. */
    ThreadsHeap(Predicate<String> names) {
        this.names = names;
    }

    /** What each thread had taken at one moment. */
    record Reading(Map<Long, Long> bytes) {
        /** What was taken since another reading, by the threads that are there now. */
        long since(Reading before) {
            long sum = 0;
            for (Map.Entry<Long, Long> thread : bytes.entrySet()) {
                sum += thread.getValue() - before.bytes.getOrDefault(thread.getKey(), 0L);
            }
            return sum;
        }
    }

    Reading read() {
        ThreadInfo[] threads = THREADS.getThreadInfo(THREADS.getAllThreadIds());
        long[] ids = new long[threads.length];
        int count = 0;
        for (ThreadInfo thread : threads) {
            if (thread != null && names.test(thread.getThreadName())) {
                ids[count++] = thread.getThreadId();
            }
        }
        long[] taken = THREADS.getThreadAllocatedBytes(Arrays.copyOf(ids, count));
        Map<Long, Long> bytes = new HashMap<>();
        for (int i = 0; i < count; i++) {
            bytes.put(ids[i], Math.max(taken[i], 0));
        }
        return new Reading(bytes);
    }
}
