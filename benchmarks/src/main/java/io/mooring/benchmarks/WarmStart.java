package io.mooring.benchmarks;

import io.mooring.embedded.EmbeddedQueueManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** How long a start takes in a JVM that has seen many: from the builder until a client could connect. */
final class WarmStart {
    private static final int STARTS_PER_ROUND = 10;
    private static final double NANOS_PER_MILLI = 1e6;

    private WarmStart() {}

    /** Milliseconds of a start, for each contender; a sample is one start. */
    static Map<String, Samples> run(Effort effort) throws Exception {
        List<Double> own = new ArrayList<>();
        List<Double> peer = new ArrayList<>();
        int each = Math.max(1, STARTS_PER_ROUND / effort.scale());
        for (int round = -effort.warmUps(); round < effort.rounds(); round++) {
            for (int i = 0; i < each; i++) {
                double embedded = millis(
                        () -> EmbeddedQueueManager.named("QM1").queue("Q1").start());
                double artemis = millis(ArtemisContender::new);
                if (round >= 0) {
                    own.add(embedded);
                    peer.add(artemis);
                }
            }
        }
        Map<String, Samples> results = new LinkedHashMap<>();
        results.put(EmbeddedContender.NAME, new Samples(own));
        results.put(ArtemisContender.NAME, new Samples(peer));
        return results;
    }

    private static double millis(Callable<? extends AutoCloseable> start) throws Exception {
        long begin = System.nanoTime();
        AutoCloseable started = start.call();
        double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
        started.close();
        return millis;
    }
}
