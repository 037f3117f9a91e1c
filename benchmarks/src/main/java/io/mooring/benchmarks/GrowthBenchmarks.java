package io.mooring.benchmarks;

import io.mooring.benchmarks.DeepQueue.Task;
import io.mooring.benchmarks.page.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How the embedded queue manager and embedded ActiveMQ Artemis grow: with connections, with messages on a queue, with
 * selectors on deep queues, and in memory. From the top of the project:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.main=io.mooring.benchmarks.GrowthBenchmarks
 * </pre>
 *
 * <p>Arguments: {@code --half}, {@code --quick} or {@code --smoke} for less effort and fewer of everything,
 * {@code --out FILE} for where the table goes, and the names of groups: {@code connections messages memory status}; all
 * of them if none is named.
 */
public final class GrowthBenchmarks {
    private static final String TITLE = "How the embedded queue manager grows, beside embedded ActiveMQ Artemis";
    private static final String QUEUE = "BENCH.GROWTH";
    private static final List<String> GROUPS = List.of("connections", "messages", "memory", "status");
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int MOST_MESSAGES = 1_000_000;
    private static final int BYTES = 256;
    private static final int SENDS = 20_000;
    private static final int CALLS = 2_000;
    private static final int SEARCHES = 500;

    /** A search on a deep queue takes a contender without an index so long that a round of all would take minutes. */
    private static final Duration ROUND = Duration.ofMillis(500);

    /** What makes a thousand connections takes a while, and says little more when repeated. */
    private static final int CONNECTING_ROUNDS = 3;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final String OWN = EmbeddedContender.NAME;
    private static final String PEER = ArtemisContender.NAME;

    private final Effort effort;
    private final int connections;
    private final int messages;

    GrowthBenchmarks(Effort effort) {
        this.effort = effort;
        // Less effort takes a power of ten off, or as many as the smoke has to.
        this.connections = Math.max(10, MOST_CONNECTIONS / effort.scale());
        this.messages = Math.max(1000, MOST_MESSAGES / effort.scale());
    }

    /** Runs what the arguments name, prints the tables and writes them to files. */
    public static void main(String[] arguments) throws Exception {
        BenchmarkProgram.find(arguments, "growth", TITLE, (effort, groups) -> new GrowthBenchmarks(effort).run(groups));
        System.exit(0); // Artemis' client keeps threads for a while
    }

    /** Runs the groups with these names, all if there is none. */
    List<Section> run(Set<String> names) throws Exception {
        BenchmarkProgram.requireKnown(names, Set.copyOf(GROUPS));
        List<Section> sections = new ArrayList<>();
        for (String group : GROUPS) {
            if (names.isEmpty() || names.contains(group)) {
                sections.addAll(
                        switch (group) {
                            case "connections" -> connections();
                            case "messages" -> messages();
                            case "memory" -> memory();
                            default -> status();
                        });
            }
        }
        return sections;
    }

    private List<Section> connections() throws Exception {
        Growth connecting = new Growth(
                "growth-connecting",
                "Time to connect",
                "JMS connections",
                "ms for each, with a session and a producer");
        Growth sending = new Growth(
                "growth-sending", "Sends that wait, by all connections together", "JMS connections", "per s");
        try (FillableContender own = new EmbeddedContender(QUEUE);
                FillableContender peer = new ArtemisContender()) {
            for (int count : Growth.powersOfTen(connections)) {
                BenchmarkProgram.progress("growth: " + count + " connections");
                connecting.at(count, connect(count, List.of(own, peer)));
                Map<String, Samples> sent = new Race(SENDS)
                        .lane(OWN, new ManyConnections(own, QUEUE, count, BYTES))
                        .lane(PEER, new ManyConnections(peer, QUEUE, count, BYTES))
                        .run(effort);
                sending.at(count, OWN, of(sent, OWN));
                sending.at(count, PEER, of(sent, PEER));
            }
        }
        List<Section> sections = new ArrayList<>(connecting.sections("Opened one after the other by one thread."));
        sections.addAll(sending.sections(
                "Non-persistent, " + BYTES + " bytes; each connection has a session and a thread of its own."));
        return sections;
    }

    private Map<String, Samples> connect(int count, List<Contender> servers) throws Exception {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        int rounds = Math.min(effort.rounds(), CONNECTING_ROUNDS);
        for (int round = effort.warmUps() == 0 ? 0 : -1; round < rounds; round++) {
            for (Contender server : servers) {
                long begin = System.nanoTime();
                ManyConnections opened = new ManyConnections(server, QUEUE, count, BYTES);
                double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
                opened.close();
                if (round >= 0) {
                    samples.computeIfAbsent(server.name(), key -> new ArrayList<>())
                            .add(millis / count);
                }
            }
        }
        Map<String, Samples> results = new LinkedHashMap<>();
        samples.forEach((name, values) -> results.put(name, new Samples(values)));
        return results;
    }

    private List<Section> messages() throws Exception {
        Map<Task, Growth> growth = new LinkedHashMap<>();
        for (Task task : Task.values()) {
            String file = "growth-" + task.name().toLowerCase(Locale.ROOT).replace('_', '-');
            growth.put(task, new Growth(file, task.words(), "messages on the queue", "µs"));
        }
        try (FillableContender own = new EmbeddedContender(QUEUE);
                FillableContender peer = new ArtemisContender();
                Filling fillingOwn = new Filling(own, QUEUE, BYTES);
                Filling fillingPeer = new Filling(peer, QUEUE, BYTES)) {
            for (int depth : Growth.powersOfTen(messages)) {
                BenchmarkProgram.progress("growth: " + depth + " messages on a queue");
                fillingOwn.add(depth - own.depth(QUEUE));
                fillingPeer.add(depth - peer.depth(QUEUE));
                for (Task task : Task.values()) {
                    Growth one = Objects.requireNonNull(growth.get(task));
                    one.at(depth, micros(task, own, peer));
                }
            }
        }
        List<Section> sections = new ArrayList<>();
        for (Map.Entry<Task, Growth> one : growth.entrySet()) {
            sections.addAll(one.getValue().sections(explanation(one.getKey())));
        }
        return sections;
    }

    private static String explanation(Task task) {
        return switch (task) {
            case PUT -> "Non-persistent, " + BYTES + " bytes, one session, one after the other.";
            case FIRST -> "One consumer; Artemis sends messages ahead to it, a queue manager does not.";
            case BY_ID ->
                "A consumer is made for each message, as with a selector that is used once, and closed again.";
            case SELECTOR -> "The same with a selector on a property, which has to look at all messages before.";
        };
    }

    private Map<String, Samples> micros(Task task, Contender own, Contender peer) throws Exception {
        int operations = switch (task) {
            case PUT, FIRST -> CALLS;
            case BY_ID, SELECTOR -> SEARCHES;
        };
        Map<String, Samples> rates = Race.ofAtMost(operations, ROUND)
                .lane(OWN, new DeepQueue(own, task, QUEUE, BYTES))
                .lane(PEER, new DeepQueue(peer, task, QUEUE, BYTES))
                .run(effort);
        Map<String, Samples> micros = new LinkedHashMap<>();
        for (String who : List.of(OWN, PEER)) {
            micros.put(who, of(rates, who).inverse(MICROS_PER_SECOND));
        }
        return micros;
    }

    private List<Section> memory() throws Exception {
        Growth ofMessages = new Growth(
                "growth-memory-messages",
                "Memory of a message of " + BYTES + " bytes",
                "messages on the queue",
                "KiB of heap for each");
        Growth ofConnections = new Growth(
                "growth-memory-connections",
                "Memory of a connection, client and server",
                "JMS connections",
                "KiB of heap for each");
        Growth threads =
                new Growth("growth-threads", "Threads of the process, client and server", "JMS connections", "threads");
        for (String who : List.of(OWN, PEER)) {
            BenchmarkProgram.progress("growth: memory, " + who);
            Map<String, Double> held = Holding.messages(who, messages, BYTES);
            for (int size : Growth.powersOfTen(messages)) {
                // Below that, what the JVM does by itself weighs more.
                if (size >= 1000) {
                    ofMessages.at(size, who, one(held, "n" + size));
                }
            }
            Map<String, Double> connected = Holding.connections(who, connections);
            for (int size : Growth.powersOfTen(connections)) {
                if (size >= 10) {
                    ofConnections.at(size, who, one(connected, "n" + size));
                    threads.at(size, who, one(connected, "threads" + size));
                }
            }
        }
        List<Section> sections = new ArrayList<>(ofMessages.sections("After full collections, in a JVM of its own."));
        sections.addAll(ofConnections.sections("A JMS connection with a session and a producer, in the same JVM."));
        sections.addAll(threads.sections(""));
        return sections;
    }

    private List<Section> status() throws Exception {
        Growth growth =
                new Growth("growth-status", "What an administrator or a monitor asks", "messages on the queue", "µs");
        try (EmbeddedContender own = new EmbeddedContender(QUEUE);
                Filling filling = new Filling(own, QUEUE, BYTES)) {
            for (int depth : Growth.powersOfTen(messages)) {
                BenchmarkProgram.progress("growth: status with " + depth + " messages");
                filling.add(depth - own.depth(QUEUE));
                Map<String, Samples> rates = Race.ofAtMost(CALLS, ROUND)
                        .lane(OWN, Workload.of(calls -> own.displayStatus(QUEUE, calls)))
                        .run(effort);
                growth.at(depth, "DISPLAY QSTATUS", of(rates, OWN).inverse(MICROS_PER_SECOND));
            }
        }
        return growth.sections("The age of the oldest message included; the embedded queue manager alone.");
    }

    private static Samples one(Map<String, Double> figures, String key) {
        Double figure = figures.get(key);
        if (figure == null) {
            throw new IllegalStateException("the child process did not print " + key + "; it printed " + figures);
        }
        return new Samples(List.of(figure));
    }

    private static Samples of(Map<String, Samples> results, String key) {
        Samples samples = results.get(key);
        if (samples == null) {
            throw new IllegalStateException("nothing was measured for " + key + "; there is " + results.keySet());
        }
        return samples;
    }
}
