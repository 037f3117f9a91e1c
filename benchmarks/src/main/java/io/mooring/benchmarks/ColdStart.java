package io.mooring.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a whole new JVM takes until a server in it listens, and until the program has ended again. */
final class ColdStart {
    private ColdStart() {}

    /** Milliseconds by {@code contender/moment}; moments are sinceJvmBegan, sinceFork and process. */
    static Map<String, Samples> run(Effort effort) throws Exception {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        int warmUps = Math.min(1, effort.warmUps()); // the file cache
        for (int round = -warmUps; round < effort.rounds(); round++) {
            for (String contender : List.of(EmbeddedContender.NAME, ArtemisContender.NAME)) {
                Class<?> main = contender.equals(EmbeddedContender.NAME) ? Embedded.class : Artemis.class;
                Map<String, Double> figures = ChildProcess.run(main, List.of());
                if (round >= 0) {
                    figures.forEach((moment, millis) -> samples.computeIfAbsent(
                                    contender + "/" + moment, key -> new ArrayList<>())
                            .add(millis));
                }
            }
        }
        Map<String, Samples> results = new LinkedHashMap<>();
        samples.forEach((key, values) -> results.put(key, new Samples(values)));
        return results;
    }

    /** Starts an embedded queue manager and ends. */
    public static final class Embedded {
        private Embedded() {}

        public static void main(String[] arguments) {
            Contender started = new EmbeddedContender("Q1");
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
