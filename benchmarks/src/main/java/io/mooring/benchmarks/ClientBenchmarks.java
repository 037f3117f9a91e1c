package io.mooring.benchmarks;

import io.mooring.benchmarks.Report.Bound;
import io.mooring.benchmarks.page.Section;
import io.mooring.request.ReplyQueue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * What the native client costs and how fast it moves, beside IBM's MQ classes for Java used directly, in one run. From the
 * top of the project:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.main=io.mooring.benchmarks.ClientBenchmarks
 * </pre>
 *
 * <p>Arguments: {@code --half}, {@code --quick} or {@code --smoke} for less effort, {@code --out FILE} for where the
 * table goes, and the names of groups: {@code calls moves requests asking}; all of them if none is named.
 */
public final class ClientBenchmarks {
    private static final String TITLE = "MqClient beside MQ classes for Java";
    private static final int KIBIBYTE = 1024;
    private static final int LOSSES = 200;
    private static final String QUEUE = "BENCH.QUEUE";
    private static final String SECOND = "BENCH.SECOND";
    private static final String THIRD = "BENCH.THIRD";
    private static final String REPLIES = "BENCH.REPLY";
    private static final int ASKERS = 8;
    private static final int SERVERS = 2;
    private static final int OUTSTANDING = 50_000;
    private static final String SHARED = "shared";
    private static final String SELECTOR = "a JMS consumer with selector each";
    private static final String MATCHED = "an MQGET by correlation id on a connection each";
    private static final String REQUESTS = "Requests by 8 threads, per s, ";
    private static final String OWN = "MqClient";
    private static final String RAW = "MQ classes for Java";

    private final Effort effort;

    ClientBenchmarks(Effort effort) {
        this.effort = effort;
    }

    /** Runs what the arguments name, prints the table and writes it to a file. */
    public static void main(String[] arguments) throws Exception {
        BenchmarkProgram.find(arguments, "client", TITLE, (effort, groups) -> new ClientBenchmarks(effort).run(groups));
    }

    /** Runs the groups with these names, all if there is none. */
    List<Section> run(Set<String> names) throws Exception {
        Map<String, Callable<Section>> groups = new LinkedHashMap<>();
        groups.put("calls", this::calls);
        groups.put("moves", this::moves);
        groups.put("requests", this::requests);
        groups.put("asking", this::asking);
        return BenchmarkProgram.measure(groups, names);
    }

    private Section requests() throws Exception {
        try (EmbeddedContender queueManager = withReplyQueues()) {
            EchoServers servers = new EchoServers(queueManager, QUEUE, SERVERS);
            Report report;
            try (servers) {
                report = asked(queueManager);
            }
            outstanding(queueManager, report);
            return report.section("client-requests", "Requests to two programs in the same JVM");
        }
    }

    private Section asking() throws Exception {
        try (EmbeddedContender queueManager = withReplyQueues()) {
            AutoCloseable answers = queueManager.echo(QUEUE);
            try (answers) {
                return asked(queueManager).section("client-asking", "Requests that the queue manager itself answers");
            }
        }
    }

    private static EmbeddedContender withReplyQueues() {
        return new EmbeddedContender(QUEUE, SECOND, REPLIES, THIRD);
    }

    private Report asked(EmbeddedContender queueManager) throws Exception {
        Load load = Load.BASE.withThreads(ASKERS).withBytes(KIBIBYTE);
        Askers askers = new Askers(queueManager, QUEUE, load);
        Map<String, Samples> asked = new Race(20_000)
                .lane(RAW, askers.getForEach(REPLIES))
                .lane(SELECTOR, askers.selectorForEach(queueManager.connections(), REPLIES))
                .lane(OWN, askers.requester(ReplyQueue.exclusive(SECOND)))
                .lane(SHARED, askers.requester(ReplyQueue.shared(THIRD).passingIds()))
                .run(effort);
        Report report = new Report(OWN, RAW);
        report.share(REQUESTS + "exclusive, beside " + SELECTOR, of(asked, OWN), of(asked, SELECTOR), 1.8);
        report.share(REQUESTS + "shared, beside " + SELECTOR, of(asked, SHARED), of(asked, SELECTOR), 1.8);
        report.beside(REQUESTS + "exclusive, beside " + MATCHED, of(asked, OWN), of(asked, RAW));
        report.beside(REQUESTS + "shared, beside " + MATCHED, of(asked, SHARED), of(asked, RAW));
        return report;
    }

    private void outstanding(EmbeddedContender queueManager, Report report) throws Exception {
        int many = effort.operations(OUTSTANDING);
        Course course = new Course(EmbeddedContender.QUEUE_MANAGER)
                .runner(
                        OWN,
                        new Outstanding(
                                queueManager,
                                QUEUE,
                                Outstanding.requester(queueManager, QUEUE, ReplyQueue.exclusive(SECOND))));
        course.run(many, new Effort("once", 0, 1, 1));
        Samples rate = course.result(OWN, Outstanding.LEG).rate();
        report.figure(many + " requests outstanding at once, per s", rate, null);
    }

    private Section calls() throws Exception {
        Report report = new Report(OWN, RAW);
        try (EmbeddedContender queueManager = new EmbeddedContender(QUEUE, SECOND)) {
            Map<String, Samples> puts = new Race(20_000)
                    .lane(RAW, ClassesForJava.puts(queueManager, QUEUE, 1, KIBIBYTE))
                    .lane(OWN, NativeCalls.puts(queueManager, SECOND, KIBIBYTE))
                    .run(effort);
            report.share("Put, 1 KiB, per s", of(puts, OWN), of(puts, RAW), 0.97);
            Map<String, Samples> gets = new Race(20_000)
                    .lane(RAW, ClassesForJava.gets(queueManager, QUEUE, 1, KIBIBYTE))
                    .lane(OWN, NativeCalls.gets(queueManager, SECOND, KIBIBYTE))
                    .run(effort);
            report.share("Get, 1 KiB, per s", of(gets, OWN), of(gets, RAW), 0.97);
            Samples raw = Allocation.of(RawPuts.on(queueManager, QUEUE, KIBIBYTE), 5_000, effort);
            Samples own = Allocation.of(NativeCalls.puts(queueManager, SECOND, KIBIBYTE), 5_000, effort);
            report.figure("Bytes of heap per put more than raw", own.less(raw), Bound.below(300));
        }
        return report.section("client-calls", "Put and get");
    }

    private Section moves() throws Exception {
        Report report = new Report(OWN, RAW);
        int losses = Math.max(2, LOSSES / effort.scale());
        for (Loss loss : Loss.ALL) {
            Samples times = NativeMoves.measure(loss, losses, loss.isSlow() ? Math.min(10, losses) : 1);
            String what = loss.name() + ", ms from loss to first put stored elsewhere ("
                    + times.values().size() + "), ";
            report.figure(what + "median", times.at(0.5), Bound.below((double)
                    loss.median().toMillis()));
            report.figure(what + "99th percentile", times.at(0.99), Bound.below((double)
                    loss.most().toMillis()));
            report.figure(what + "greatest", times.at(1), null);
        }
        return report.section("client-moves", "Moves");
    }

    private static Samples of(Map<String, Samples> results, String key) {
        Samples samples = results.get(key);
        if (samples == null) {
            throw new IllegalStateException("nothing was measured for " + key + "; there is " + results.keySet());
        }
        return samples;
    }
}
