package io.mooring.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.jms.Connection;
import javax.jms.MessageConsumer;
import javax.jms.Session;

/** How long it takes from nothing to a first message sent and received: what a single test waits for. */
public final class FirstMessage {
    private static final String QUEUE = "BENCH.HOLDING";
    private static final long PATIENCE_MILLIS = 60_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private FirstMessage() {}

    /** Milliseconds by contender in new JVMs, from the JVM's own begin. */
    static Map<String, Samples> cold(Effort effort) throws Exception {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        int warmUps = Math.min(1, effort.warmUps()); // the file cache
        for (int round = -warmUps; round < effort.rounds(); round++) {
            for (String contender : List.of(EmbeddedContender.NAME, ArtemisContender.NAME)) {
                Map<String, Double> figures =
                        ChildProcess.run(FirstMessage.class, ChildProcess.classPath(), List.of(), contender);
                if (round >= 0) {
                    samples.computeIfAbsent(contender, key -> new ArrayList<>())
                            .add(Objects.requireNonNull(figures.get("sinceJvmBegan")));
                }
            }
        }
        return of(samples);
    }

    /** Milliseconds by contender in this JVM, from the start of the server. */
    static Map<String, Samples> warm(Effort effort) throws Exception {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        for (int round = -effort.warmUps(); round < effort.rounds(); round++) {
            for (String contender : List.of(EmbeddedContender.NAME, ArtemisContender.NAME)) {
                long begin = System.nanoTime();
                try (Contender server = Holding.contender(contender)) {
                    sendAndReceive(server);
                    double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
                    if (round >= 0) {
                        samples.computeIfAbsent(contender, key -> new ArrayList<>())
                                .add(millis);
                    }
                }
            }
        }
        return of(samples);
    }

    private static Map<String, Samples> of(Map<String, List<Double>> samples) {
        Map<String, Samples> results = new LinkedHashMap<>();
        samples.forEach((name, values) -> results.put(name, new Samples(values)));
        return results;
    }

    /** Argument: the contender. */
    public static void main(String[] arguments) throws Exception {
        try (Contender server = Holding.contender(arguments[0])) {
            sendAndReceive(server);
            ChildProcess.printReached();
        }
        System.exit(0); // Artemis' client keeps threads for a while
    }

    private static void sendAndReceive(Contender server) throws Exception {
        Connection connection = server.connections().createConnection();
        try {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createProducer(session.createQueue(QUEUE)).send(session.createTextMessage("first"));
            connection.start();
            MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
            Objects.requireNonNull(consumer.receive(PATIENCE_MILLIS), "the first message did not come");
        } finally {
            connection.close();
        }
    }
}
