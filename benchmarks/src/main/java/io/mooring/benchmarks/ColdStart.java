package io.mooring.benchmarks;

import io.mooring.embedded.EmbeddedQueueManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * How long a whole new JVM takes until a server in it listens, and until the program has ended again. Each has the class
 * path that it needs: the queue manager and a logger, or the broker and what it brings.
 */
final class ColdStart {
    private ColdStart() {}

    /** Milliseconds by {@code contender/moment}; moments are sinceJvmBegan, sinceFork and process. */
    static Map<String, Samples> run(Effort effort) throws Exception {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        String own = ChildProcess.classPath(
                ColdStart.class.getName(),
                EmbeddedQueueManager.class.getName(),
                LoggerFactory.class.getName(),
                "org.slf4j.simple.SimpleLogger");
        int warmUps = Math.min(1, effort.warmUps()); // the file cache
        for (int round = -warmUps; round < effort.rounds(); round++) {
            Map<String, Double> embedded = ChildProcess.run(Embedded.class, own, List.of());
            Map<String, Double> artemis = ChildProcess.run(Artemis.class, ChildProcess.classPath(), List.of());
            if (round >= 0) {
                add(samples, EmbeddedContender.NAME, embedded);
                add(samples, ArtemisContender.NAME, artemis);
            }
        }
        Map<String, Samples> results = new LinkedHashMap<>();
        samples.forEach((key, values) -> results.put(key, new Samples(values)));
        return results;
    }

    private static void add(Map<String, List<Double>> samples, String contender, Map<String, Double> figures) {
        figures.forEach((moment, millis) -> samples.computeIfAbsent(contender + "/" + moment, key -> new ArrayList<>())
                .add(millis));
    }

    /** Starts an embedded queue manager and ends. */
    public static final class Embedded {
        private Embedded() {}

        public static void main(String[] arguments) {
            EmbeddedQueueManager started = EmbeddedQueueManager.named("QM1")
                    .mqsc("DEFINE QLOCAL(Q1) MAXDEPTH(1000000)")
                    .start();
            ChildProcess.printReached();
            started.close();
        }
    }

    /** Starts an embedded Artemis and ends. */
    public static final class Artemis {
        private Artemis() {}

        public static void main(String[] arguments) throws Exception {
            Contender started = new ArtemisContender();
            ChildProcess.printReached();
            started.close();
        }
    }
}
