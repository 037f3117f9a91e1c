package io.mooring.benchmarks;

import io.mooring.benchmarks.Report.Bound;
import io.mooring.benchmarks.page.Section;
import io.mooring.request.ReplyQueue;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.jms.Session;

/**
 * What the drop-in connection factory costs beside IBM's own objects, its requester beside what else people use, and how fast
 * it moves while a thread receives, in one run. From the top of the project:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.main=io.mooring.benchmarks.JmsBenchmarks
 * </pre>
 *
 * <p>Arguments: {@code --half}, {@code --quick} or {@code --smoke} for less effort, {@code --out FILE} for where the
 * table goes, and the names of groups: {@code calls requests asking moves receive}; all of them if none is named.
 */
public final class JmsBenchmarks {
    private static final String TITLE = "The JMS drop-in beside IBM's JMS";
    private static final int CHARACTERS = 256;
    private static final String QUEUE = "BENCH.QUEUE";
    private static final String SECOND = "BENCH.SECOND";
    private static final String REPLIES = "BENCH.REPLY";
    private static final String SHARED = "BENCH.SHARED";
    private static final String EXCLUSIVE = "BENCH.EXCLUSIVE";
    private static final String CAMEL_SHARED = "BENCH.CAMEL.SHARED";
    private static final String CAMEL_EXCLUSIVE = "BENCH.CAMEL.EXCLUSIVE";
    private static final String SELECTOR = "a consumer with a selector for each";
    private static final String CACHE = "JmsTemplate with CachingConnectionFactory";
    private static final String POOL = "JmsTemplate with pooled-jms";
    private static final String CAMEL = "Camel with a shared reply queue";
    private static final String EXCLUSIVE_CAMEL = "Camel with an exclusive reply queue";

    /** What no requester over IBM's client can be faster than. */
    private static final String BARE = "a listener and a map, without anything else";

    private static final String BARE_REPLIES = "BENCH.BARE";
    private static final int ASKERS = 8;
    private static final int SERVERS = 2;
    private static final int MOVES = 200;

    /** Each takes five seconds. */
    private static final int RAW_MOVES = 5;

    private static final int TARGET_MILLIS = 30;
    private static final int REPLY_MILLIS = 250;
    private static final double LEAST_SHARE = 0.97;
    private static final String OWN = DropInContender.NAME;
    private static final String RAW = "IBM's JMS";

    private final Effort effort;

    JmsBenchmarks(Effort effort) {
        this.effort = effort;
    }

    /** Runs what the arguments name, prints the table and writes it to a file. */
    public static void main(String[] arguments) throws Exception {
        BenchmarkProgram.find(arguments, "jms", TITLE, (effort, groups) -> new JmsBenchmarks(effort).run(groups));
    }

    /** Runs the groups with these names, all if there is none. */
    List<Section> run(Set<String> names) throws Exception {
        Map<String, Callable<Section>> groups = new LinkedHashMap<>();
        groups.put("calls", this::calls);
        groups.put("requests", this::requests);
        groups.put("asking", this::asking);
        groups.put("moves", this::moves);
        groups.put("receive", this::receive);
        return BenchmarkProgram.measure(groups, names);
    }

    private Section calls() throws Exception {
        Report report = new Report(OWN, RAW);
        try (EmbeddedContender raw = new EmbeddedContender(QUEUE, SECOND)) {
            DropInContender own = new DropInContender(raw);
            Map<String, Samples> sends = new Race(20_000)
                    .lane(RAW, JmsCalls.sends(raw, QUEUE, CHARACTERS))
                    .lane(OWN, JmsCalls.sends(own, SECOND, CHARACTERS))
                    .run(effort);
            call(report, "Send, 256 characters", sends);
            Map<String, Samples> receives = new Race(20_000)
                    .lane(RAW, JmsCalls.receives(raw, QUEUE, CHARACTERS))
                    .lane(OWN, JmsCalls.receives(own, SECOND, CHARACTERS))
                    .run(effort);
            call(report, "Receive", receives);
            Map<String, Samples> listens = new Race(20_000)
                    .lane(RAW, JmsCalls.listens(raw, QUEUE, CHARACTERS))
                    .lane(OWN, JmsCalls.listens(own, SECOND, CHARACTERS))
                    .run(effort);
            call(report, "Listener", listens);
            Samples heapOfRaw = Allocation.of(JmsCalls.sends(raw, QUEUE, CHARACTERS), 5_000, effort);
            Samples heapOfOwn = Allocation.of(JmsCalls.sends(own, SECOND, CHARACTERS), 5_000, effort);
            report.figure("Bytes of heap per send more than raw", heapOfOwn.less(heapOfRaw), Bound.below(250));
        }
        return report.section("jms-calls", "Send, receive, listen");
    }

    private static void call(Report report, String what, Map<String, Samples> results) {
        report.share(what + ", per s", of(results, OWN), of(results, RAW), LEAST_SHARE);
        report.cost(
                what + ", microseconds of processor time, client and queue manager",
                of(results, OWN + Race.CPU),
                of(results, RAW + Race.CPU));
    }

    private Section requests() throws Exception {
        try (EmbeddedContender raw = withReplyQueues()) {
            EchoServers servers = new EchoServers(raw, QUEUE, SERVERS);
            try (servers) {
                return asked(raw).section("jms-requests", "Requests to two programs in the same JVM");
            }
        }
    }

    private Section asking() throws Exception {
        try (EmbeddedContender raw = withReplyQueues()) {
            AutoCloseable answers = raw.echo(QUEUE);
            try (answers) {
                return asked(raw).section("jms-asking", "Requests that the queue manager itself answers");
            }
        }
    }

    private static EmbeddedContender withReplyQueues() {
        return new EmbeddedContender(QUEUE, REPLIES, CAMEL_SHARED, CAMEL_EXCLUSIVE, SHARED, EXCLUSIVE, BARE_REPLIES);
    }

    private Report asked(EmbeddedContender raw) throws Exception {
        Load load = Load.BASE.withThreads(ASKERS);
        Askers byHand = new Askers(raw, QUEUE, load);
        FrameworkAskers frameworks = new FrameworkAskers(raw.connections(), QUEUE, load);
        Map<String, Samples> asked = new Race(8_000)
                .lane(SELECTOR, byHand.selectorForEach(raw.connections(), REPLIES))
                .lane(CACHE, frameworks.templateWithCache())
                .lane(POOL, frameworks.templateWithPool())
                .lane(CAMEL, frameworks.camel(CAMEL_SHARED, "Shared"))
                .lane(EXCLUSIVE_CAMEL, frameworks.camel(CAMEL_EXCLUSIVE, "Exclusive"))
                .lane(BARE, BareAsking.open(raw, QUEUE, BARE_REPLIES, load))
                .lane(SHARED, byHand.jmsRequester(ReplyQueue.shared(SHARED)))
                .lane(EXCLUSIVE, byHand.jmsRequester(ReplyQueue.exclusive(EXCLUSIVE)))
                .run(effort);
        String best = Stream.of(SELECTOR, CACHE, POOL, CAMEL)
                .max(Comparator.comparingDouble(lane -> of(asked, lane).median()))
                .orElseThrow();
        Report report = new Report(OWN, RAW);
        String what = "Requests by 8 threads, per s, ";
        report.share(what + "shared, beside the best, " + best, of(asked, SHARED), of(asked, best), 1.5);
        report.share(what + "exclusive, beside the best, " + best, of(asked, EXCLUSIVE), of(asked, best), 1.5);
        for (String lane : List.of(SELECTOR, CACHE, POOL, CAMEL, EXCLUSIVE_CAMEL, BARE)) {
            report.beside(what + "shared, beside " + lane, of(asked, SHARED), of(asked, lane));
        }
        report.beside(what + "exclusive, beside " + BARE, of(asked, EXCLUSIVE), of(asked, BARE));
        report.beside(what + BARE + ", beside the best", of(asked, BARE), of(asked, best));
        processorTime(report, asked);
        return report;
    }

    /** Of the whole process, with whoever answers and the queue manager in it: also right where others use the processors. */
    private void processorTime(Report report, Map<String, Samples> asked) {
        String what = "Microseconds of processor time per request, ";
        for (String lane : List.of(SELECTOR, CACHE, POOL, CAMEL, EXCLUSIVE_CAMEL, BARE)) {
            Samples peer = of(asked, lane + Race.CPU);
            report.cost(what + "shared, beside " + lane, of(asked, SHARED + Race.CPU), peer);
            report.cost(what + "exclusive, beside " + lane, of(asked, EXCLUSIVE + Race.CPU), peer);
        }
    }

    private Section moves() throws Exception {
        Report report = new Report(OWN, RAW);
        int moves = Math.max(2, MOVES / effort.scale());
        for (Loss loss : Loss.ALL) {
            if (!loss.movesIdleJms()) {
                continue;
            }
            JmsRequestMoves pending = new JmsRequestMoves(loss);
            Samples times = pending.measure(moves);
            String what = "A request across a move, " + loss.name() + " (" + moves + " moves), ";
            report.figure(what + "ms to its reply, median", times.at(0.5), null);
            report.figure(what + "99th percentile", times.at(0.99), Bound.below(REPLY_MILLIS));
            report.figure(what + "greatest", times.at(1), Bound.below(REPLY_MILLIS));
            report.figure(what + "requests lost", new Samples(List.of((double) pending.lost())), Bound.below(1));
            report.figure(what + "replies twice", new Samples(List.of((double) pending.twice())), Bound.below(1));
            report.figure(
                    what + "requests that met another move of IBM's client, and were made again",
                    new Samples(List.of((double) pending.metAnother())),
                    null);
        }
        return report.section("jms-moves", "Requests across moves");
    }

    private Section receive() throws Exception {
        Report report = new Report(OWN, RAW);
        int moves = Math.max(2, MOVES / effort.scale());
        int rawMoves = Math.max(1, RAW_MOVES / effort.scale());
        for (JmsMoves.Waiting waiting : JmsMoves.Waiting.values()) {
            lane(report, waiting, Session.SESSION_TRANSACTED, moves, rawMoves);
            lane(report, waiting, Session.CLIENT_ACKNOWLEDGE, moves, rawMoves);
        }
        return report.section("jms-receive", "Moves while a thread receives");
    }

    private void lane(Report report, JmsMoves.Waiting waiting, int mode, int moves, int rawMoves) throws Exception {
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
