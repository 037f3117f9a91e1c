package io.mooring.benchmarks;

import io.mooring.benchmarks.Report.Bound;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.jms.DeliveryMode;

/**
 * Everything that the embedded queue manager promises about speed and size, in one run, beside embedded ActiveMQ Artemis
 * where both can do the same. From the top of the project:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.arguments="--quick requests start"
 * </pre>
 *
 * <p>Arguments: {@code --half}, {@code --quick} or {@code --smoke} for less effort, {@code --out FILE} for where the
 * table goes, and the names of groups: {@code calls listener sends requests start footprint}; all of them if none is
 * named.
 */
public final class EmbeddedBenchmarks {
    private static final String TITLE = "The embedded queue manager beside embedded ActiveMQ Artemis";
    private static final int KIBIBYTE = 1024;
    private static final String QUEUE = "BENCH.QUEUE";
    private static final String SECOND = "BENCH.SECOND";

    private final Effort effort;
    private final Report report = new Report(EmbeddedContender.NAME, ArtemisContender.NAME);

    EmbeddedBenchmarks(Effort effort) {
        this.effort = effort;
    }

    /** Runs what the arguments name, prints the table and writes it to a file. */
    public static void main(String[] arguments) throws Exception {
        BenchmarkProgram.find(arguments, "embedded", TITLE, (effort, groups) -> {
            EmbeddedBenchmarks benchmarks = new EmbeddedBenchmarks(effort);
            benchmarks.run(groups);
            return List.of(benchmarks.report.section("embedded", "What it does"));
        });
    }

    /** Runs the groups with these names, all if there is none; returns the table. */
    String run(Set<String> names) throws Exception {
        Map<String, Group> groups = Map.of(
                "calls", this::calls,
                "listener", this::listener,
                "sends", this::sends,
                "requests", this::requests,
                "start", this::start,
                "footprint", this::footprint);
        BenchmarkProgram.requireKnown(names, groups.keySet());
        for (String name : List.of("calls", "listener", "sends", "requests", "start", "footprint")) {
            Group group = groups.get(name);
            if (group != null && (names.isEmpty() || names.contains(name))) {
                BenchmarkProgram.progress("embedded queue manager: " + name);
                group.run();
            }
        }
        return report.toMarkdown();
    }

    @FunctionalInterface
    private interface Group {
        void run() throws Exception;
    }

    private void calls() throws Exception {
        try (EmbeddedContender queueManager = new EmbeddedContender(QUEUE, SECOND)) {
            Map<String, Samples> puts = new Race(20_000)
                    .lane("one", ClassesForJava.puts(queueManager, QUEUE, 1, KIBIBYTE))
                    .lane("eight", ClassesForJava.puts(queueManager, SECOND, 8, KIBIBYTE))
                    .run(effort);
            report.figure("MQPUT, 1 KiB, one connection, per s", of(puts, "one"), Bound.atLeast(15_000));
            report.ratio("MQPUT, eight connections to one", of(puts, "eight"), of(puts, "one"), 2);
            cpu("MQPUT", puts);
            Map<String, Samples> gets = new Race(20_000)
                    .lane("one", ClassesForJava.gets(queueManager, QUEUE, 1, KIBIBYTE))
                    .lane("eight", ClassesForJava.gets(queueManager, SECOND, 8, KIBIBYTE))
                    .run(effort);
            report.figure("MQGET, 1 KiB, one connection, per s", of(gets, "one"), Bound.atLeast(15_000));
            report.ratio("MQGET, eight connections to one", of(gets, "eight"), of(gets, "one"), 2);
            cpu("MQGET", gets);
        }
    }

    private void cpu(String verb, Map<String, Samples> results) {
        String what = verb + ", µs of processor time in client and queue manager, ";
        report.figure(what + "one connection", of(results, "one" + Race.CPU), null);
        report.figure(what + "eight connections", of(results, "eight" + Race.CPU), null);
    }

    private void listener() throws Exception {
        try (EmbeddedContender own = new EmbeddedContender(QUEUE);
                ArtemisContender peer = new ArtemisContender()) {
            Map<String, Samples> results = new Race(20_000)
                    .lane(own.name(), new Listening(own, QUEUE, KIBIBYTE))
                    .lane(peer.name(), new Listening(peer, QUEUE, KIBIBYTE))
                    .run(effort);
            report.figure("JMS listener, 1 KiB, per s", of(results, own.name()), Bound.atLeast(20_000));
            report.figure("(the same, Artemis, which sends ahead)", of(results, peer.name()), null);
        }
    }

    private void sends() throws Exception {
        try (EmbeddedContender own = new EmbeddedContender(QUEUE);
                ArtemisContender peer = new ArtemisContender()) {
            for (int mode : List.of(DeliveryMode.NON_PERSISTENT, DeliveryMode.PERSISTENT)) {
                Map<String, Samples> results = new Race(15_000)
                        .lane(own.name(), new WaitingSend(own, QUEUE, mode, KIBIBYTE))
                        .lane(peer.name(), new WaitingSend(peer, QUEUE, mode, KIBIBYTE))
                        .run(effort);
                String kind = mode == DeliveryMode.PERSISTENT ? "persistent" : "non-persistent";
                report.race(
                        "JMS send that waits, " + kind + ", 1 KiB, per s",
                        of(results, own.name()),
                        of(results, peer.name()),
                        true,
                        null);
            }
        }
    }

    private void requests() throws Exception {
        try (EmbeddedContender own = new EmbeddedContender(RequestReply.queues());
                ArtemisContender peer = new ArtemisContender()) {
            for (int inFlight : List.of(1, 8)) {
                Map<String, Samples> results = new Race(6_000)
                        .lane(own.name(), new RequestReply(own, inFlight, KIBIBYTE))
                        .lane(peer.name(), new RequestReply(peer, inFlight, KIBIBYTE))
                        .run(effort);
                report.race(
                        "Request/reply, shared listener, " + inFlight + " in flight, per s",
                        of(results, own.name()),
                        of(results, peer.name()),
                        true,
                        null);
            }
        }
    }

    private void start() throws Exception {
        Map<String, Samples> warm = WarmStart.run(effort);
        report.race(
                "Start to listening, warm, ms",
                of(warm, EmbeddedContender.NAME),
                of(warm, ArtemisContender.NAME),
                false,
                Bound.below(20));
        Map<String, Samples> cold = ColdStart.run(effort);
        cold("Start to listening, cold, from the JVM's own begin, ms", "sinceJvmBegan", cold);
        cold("Start to listening, cold, from the fork, ms", "sinceFork", cold);
        cold("Start and end, whole process, ms", "process", cold);
        firstMessage("warm, from the start of the server", FirstMessage.warm(effort));
        firstMessage("cold, from the JVM's own begin", FirstMessage.cold(effort));
    }

    private void firstMessage(String kind, Map<String, Samples> results) {
        report.race(
                "First message sent and received, " + kind + ", ms",
                of(results, EmbeddedContender.NAME),
                of(results, ArtemisContender.NAME),
                false,
                null);
    }

    private void cold(String what, String moment, Map<String, Samples> results) {
        report.race(
                what,
                of(results, EmbeddedContender.NAME + "/" + moment),
                of(results, ArtemisContender.NAME + "/" + moment),
                false,
                Bound.below(250));
    }

    private void footprint() throws Exception {
        int connections = effort.operations(1_000);
        int messages = effort.operations(100_000);
        Map<String, Double> figures = ChildProcess.run(
                Footprint.class,
                ChildProcess.classPath(),
                Footprint.JVM_OPTIONS,
                String.valueOf(connections),
                String.valueOf(messages));
        report.figure(
                connections + " connections, client and queue manager, MB of heap",
                one(figures, "connectionsHeap"),
                Bound.below(200));
        report.figure(messages + " messages of 1 KiB, MB of heap", one(figures, "messagesHeap"), Bound.below(200));
        report.figure("Heap left after close, MB", one(figures, "leftHeap"), Bound.below(5));
        report.figure("Threads left after close", one(figures, "leftThreads"), Bound.below(1));
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
