package io.mooring.benchmarks;

import io.mooring.benchmarks.Report.Bound;
import java.util.Map;
import java.util.Set;
import javax.jms.Session;

/**
 * What the drop-in connection factory costs beside IBM's own objects, its requester beside what else people use, and how fast
 * it moves while a thread receives, in one run. From the top of the project:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.main=io.mooring.benchmarks.JmsBenchmarks
 * </pre>
 *
 * <p>Arguments: {@code --quick} or {@code --smoke} for less effort, {@code --out FILE} for where the table goes, and the
 * names of groups: {@code calls requests receive}; all of them if none is named.
 */
public final class JmsBenchmarks {
    private static final int CHARACTERS = 256;
    private static final String QUEUE = "BENCH.QUEUE";
    private static final String SECOND = "BENCH.SECOND";
    private static final String REPLIES = "BENCH.REPLY";
    private static final String SHARED = "BENCH.SHARED";
    private static final String EXCLUSIVE = "BENCH.EXCLUSIVE";
    private static final int ASKERS = 8;
    private static final int SERVERS = 2;
    private static final int MOVES = 200;

    /** Each takes five seconds. */
    private static final int RAW_MOVES = 5;

    private static final int TARGET_MILLIS = 30;
    private static final double LEAST_SHARE = 0.97;
    private static final String OWN = DropInContender.NAME;
    private static final String RAW = "IBM's JMS";

    private final Effort effort;
    private final Report report = new Report(OWN, RAW);

    JmsBenchmarks(Effort effort) {
        this.effort = effort;
    }

    /** Runs what the arguments name, prints the table and writes it to a file. */
    public static void main(String[] arguments) throws Exception {
        BenchmarkProgram.run(arguments, "jms.md", (effort, groups) -> new JmsBenchmarks(effort).run(groups));
    }

    /** Runs the groups with these names, all if there is none; returns the table. */
    String run(Set<String> names) throws Exception {
        BenchmarkProgram.requireKnown(names, Set.of("calls", "requests", "receive"));
        if (names.isEmpty() || names.contains("calls")) {
            calls();
        }
        if (names.isEmpty() || names.contains("requests")) {
            requests();
        }
        if (names.isEmpty() || names.contains("receive")) {
            receive();
        }
        return report.toMarkdown();
    }

    private void calls() throws Exception {
        try (EmbeddedContender raw = new EmbeddedContender(QUEUE, SECOND)) {
            DropInContender own = new DropInContender(raw);
            Map<String, Samples> sends = new Race(20_000)
                    .lane(RAW, JmsCalls.sends(raw, QUEUE, CHARACTERS))
                    .lane(OWN, JmsCalls.sends(own, SECOND, CHARACTERS))
                    .run(effort);
            report.share("Send, 256 characters, per s", of(sends, OWN), of(sends, RAW), LEAST_SHARE);
            Map<String, Samples> receives = new Race(20_000)
                    .lane(RAW, JmsCalls.receives(raw, QUEUE, CHARACTERS))
                    .lane(OWN, JmsCalls.receives(own, SECOND, CHARACTERS))
                    .run(effort);
            report.share("Receive, per s", of(receives, OWN), of(receives, RAW), LEAST_SHARE);
            Map<String, Samples> listens = new Race(20_000)
                    .lane(RAW, JmsCalls.listens(raw, QUEUE, CHARACTERS))
                    .lane(OWN, JmsCalls.listens(own, SECOND, CHARACTERS))
                    .run(effort);
            report.share("Listener, per s", of(listens, OWN), of(listens, RAW), LEAST_SHARE);
            Samples heapOfRaw = Allocation.of(JmsCalls.sends(raw, QUEUE, CHARACTERS), 5_000, effort);
            Samples heapOfOwn = Allocation.of(JmsCalls.sends(own, SECOND, CHARACTERS), 5_000, effort);
            report.figure("Bytes of heap per send more than raw", heapOfOwn.less(heapOfRaw), Bound.below(250));
        }
    }

    private void requests() throws Exception {
        try (EmbeddedContender raw = new EmbeddedContender(QUEUE, REPLIES, SHARED, EXCLUSIVE, SECOND)) {
            EchoServers servers = new EchoServers(raw, QUEUE, SERVERS);
            try (servers) {
                Map<String, Samples> asked = new Race(8_000)
                        .lane(
                                "a consumer with a selector for each",
                                Asking.selectorForEach(raw, QUEUE, REPLIES, ASKERS, CHARACTERS))
                        .lane(
                                "JmsTemplate with CachingConnectionFactory",
                                FrameworkAsking.templateWithCache(raw, QUEUE, ASKERS, CHARACTERS))
                        .lane(
                                "JmsTemplate with pooled-jms",
                                FrameworkAsking.templateWithPool(raw, QUEUE, ASKERS, CHARACTERS))
                        .lane(
                                "Camel, shared reply queue",
                                FrameworkAsking.camel(raw, QUEUE, SHARED, "Shared", ASKERS, CHARACTERS))
                        .lane(
                                "Camel, exclusive reply queue",
                                FrameworkAsking.camel(raw, QUEUE, EXCLUSIVE, "Exclusive", ASKERS, CHARACTERS))
                        .run(effort);
                asked.keySet().stream()
                        .filter(lane -> !lane.endsWith(Race.CPU))
                        .forEach(lane -> report.figure("Requests by 8 threads, per s, " + lane, of(asked, lane), null));
            }
        }
    }

    private void receive() throws Exception {
        int moves = Math.max(2, MOVES / effort.scale());
        int rawMoves = Math.max(1, RAW_MOVES / effort.scale());
        for (JmsMoves.Waiting waiting : JmsMoves.Waiting.values()) {
            lane(waiting, Session.SESSION_TRANSACTED, moves, rawMoves);
            lane(waiting, Session.CLIENT_ACKNOWLEDGE, moves, rawMoves);
        }
    }

    private void lane(JmsMoves.Waiting waiting, int mode, int moves, int rawMoves) throws Exception {
        Samples raw = new JmsMoves(false, mode, waiting).measure(rawMoves);
        Samples own = new JmsMoves(true, mode, waiting).measure(moves);
        String what = (mode == Session.SESSION_TRANSACTED ? "Transacted, " : "Client-acknowledge, ") + waiting.words()
                + ", ms from loss to the message that waits elsewhere (" + moves + " moves, " + rawMoves
                + " of IBM's), ";
        report.race(what + "median", own.at(0.5), raw.at(0.5), false, null);
        report.race(what + "99th percentile", own.at(0.99), raw.at(0.99), false, Bound.below(TARGET_MILLIS));
        report.race(what + "greatest", own.at(1), raw.at(1), false, null);
    }

    private static Samples of(Map<String, Samples> results, String key) {
        Samples samples = results.get(key);
        if (samples == null) {
            throw new IllegalStateException("nothing was measured for " + key + "; there is " + results.keySet());
        }
        return samples;
    }
}
