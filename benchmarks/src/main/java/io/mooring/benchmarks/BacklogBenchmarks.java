package io.mooring.benchmarks;

import io.mooring.benchmarks.page.LineChart;
import io.mooring.benchmarks.page.LineChart.Line;
import io.mooring.benchmarks.page.LineChart.Point;
import io.mooring.benchmarks.page.Section;
import io.mooring.scale.BacklogMonitor;
import io.mooring.scale.BacklogMonitorBuilder;
import io.mooring.scale.QueueDetail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What watching the depth of queues costs, and what becomes of that when every instance of a fleet does it, with and without
 * one poller for all. From the top of the project:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.main=io.mooring.benchmarks.BacklogBenchmarks
 * </pre>
 *
 * <p>Arguments: {@code --half}, {@code --quick} or {@code --smoke} for less effort and fewer of everything,
 * {@code --out FILE} for where the table goes, and the names of groups: {@code passes fleet}; all of them if none is
 * named.
 */
public final class BacklogBenchmarks {
    private static final String TITLE = "The backlog monitor";
    private static final List<String> GROUPS = List.of("passes", "fleet");
    private static final int MOST = 100;
    private static final int MOST_CLIENTS = 1_000;
    private static final int QUEUE_MANAGERS_OF_THE_FLEET = 3;
    private static final int QUEUES_OF_THE_FLEET = 10;

    /** What a monitor does unless it is told otherwise. */
    private static final Duration BEAT = Duration.ofSeconds(10);

    private static final int WATCHED_BEATS = 2;
    private static final long PATIENCE_NANOS = 300_000_000_000L;
    private static final long LOOK_NANOS = 10_000_000;
    private static final double MILLI = 1e6;
    private static final String ALL_POLL = "each polls";
    private static final String ONE_POLLS = "one polls for all";

    private final Effort effort;
    private final int most;
    private final int clients;

    BacklogBenchmarks(Effort effort) {
        this.effort = effort;
        this.most = Math.max(1, MOST / effort.scale());
        this.clients = Math.max(10, MOST_CLIENTS / effort.scale());
    }

    /** Runs what the arguments name, prints the tables and writes them to files. */
    public static void main(String[] arguments) throws Exception {
        BenchmarkProgram.find(
                arguments, "backlog", TITLE, (effort, groups) -> new BacklogBenchmarks(effort).run(groups));
    }

    /** Runs the groups with these names, all if there is none. */
    List<Section> run(Set<String> names) throws Exception {
        BenchmarkProgram.requireKnown(names, Set.copyOf(GROUPS));
        List<Section> sections = new ArrayList<>();
        if (names.isEmpty() || names.contains("passes")) {
            sections.add(passes());
        }
        if (names.isEmpty() || names.contains("fleet")) {
            sections.addAll(fleet());
        }
        return sections;
    }

    private Section passes() throws Exception {
        List<List<String>> rows = new ArrayList<>();
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        List<Line> lines = new ArrayList<>();
        for (int queueManagers : Growth.powersOfTen(most)) {
            List<Point> points = new ArrayList<>();
            for (int queues : Growth.powersOfTen(most)) {
                BenchmarkProgram.progress("backlog: " + queueManagers + " queue managers x " + queues + " queues");
                Samples millis = pass(queueManagers, queues, rows, samples);
                points.add(millis.point(queues));
            }
            lines.add(new Line(queueManagers + " queue manager" + (queueManagers == 1 ? "" : "s"), points));
        }
        int few = Math.min(10, most);
        pass(few, few, rows, samples, QueueDetail.OLDEST_MESSAGE_AGE, QueueDetail.MESSAGE_COUNTS);
        return Section.of(
                        "What a pass costs",
                        "A pass looks at all queues on all queue managers, over one connection for each of them. Its time is from"
                                + " its beginning until the last queue is told of; processor time is that of the monitor with"
                                + " IBM's client, and that of the embedded queue managers. Bytes are those in both directions,"
                                + " without TCP's own.")
                .withTable(
                        List.of(
                                "Queue managers x queues",
                                "ms for a pass",
                                "ms of processor time, monitor",
                                "ms, queue managers",
                                "calls",
                                "KB sent"),
                        rows)
                .with(new LineChart("backlog-pass", "Time of a pass", "queues on each", "ms", true, true, lines))
                .withSamples(samples);
    }

    private Samples pass(
            int queueManagers,
            int queues,
            List<List<String>> rows,
            Map<String, List<Double>> samples,
            QueueDetail... details)
            throws Exception {
        int wanted = Math.max(3, effort.operations(20_000 / (10 + queueManagers * queues / 2)) * 2);
        int skipped = effort.warmUps() == 0 ? 1 : Math.max(5, wanted / 2);
        try (WatchedFleet fleet = new WatchedFleet(queueManagers, queues)) {
            Passes.Measured timed = Passes.of(fleet, fleet.readers(), skipped, wanted, details);
            Passes.Cost counted =
                    Passes.of(fleet, fleet.countedReaders(), 1, 3, details).cost();
            Samples millis = new Samples(
                    timed.micros().values().stream().map(micros -> micros / 1e3).toList());
            String what = queueManagers + " x " + queues + (details.length == 0 ? "" : ", with age and message counts");
            double server = timed.cost().serverMicros() / 1e3;
            double whole = timed.cost().processMicros() / 1e3;
            rows.add(List.of(
                    what,
                    Samples.number(millis.median()) + " (99 %: "
                            + Samples.number(millis.at(0.99).median()) + ")",
                    Samples.number(Math.max(0, whole - server)),
                    Samples.number(server),
                    Samples.number(timed.cost().calls()),
                    Samples.number(counted.bytes() / 1e3)));
            samples.put(what + ": ms", millis.values());
            return new Samples(List.of(
                    millis.at(0.05).median(), millis.median(), millis.at(0.95).median()));
        }
    }

    private List<Section> fleet() throws Exception {
        Growth calls = new Growth(
                "backlog-fleet-calls",
                "Calls that all queue managers answer",
                "clients with a monitor",
                "calls per beat");
        Growth connections = new Growth(
                "backlog-fleet-connections",
                "Connections of all queue managers",
                "clients with a monitor",
                "connections");
        Growth processor = new Growth(
                "backlog-fleet-processor",
                "Processor time of all queue managers",
                "clients with a monitor",
                "ms per beat");
        for (int count : Growth.powersOfTen(clients)) {
            for (String how : List.of(ALL_POLL, ONE_POLLS)) {
                BenchmarkProgram.progress("backlog: " + count + " clients, " + how);
                fleet(count, how, calls, connections, processor);
            }
        }
        String text = String.format(
                Locale.ROOT,
                "%d queue managers with %d queues each; each client has a monitor with a beat of %s s. Either each of"
                        + " them polls, or one does (`onlyOnePollerBy`) and the others try once in a beat to take its place.",
                QUEUE_MANAGERS_OF_THE_FLEET,
                QUEUES_OF_THE_FLEET,
                Samples.number(beat().toMillis() / 1e3));
        List<Section> sections = new ArrayList<>(calls.sections(text));
        sections.addAll(connections.sections(""));
        sections.addAll(processor.sections(""));
        return sections;
    }

    private Duration beat() {
        return effort.scale() == 1 ? BEAT : BEAT.dividedBy(Math.min(effort.scale(), 50));
    }

    private void fleet(int count, String how, Growth calls, Growth connections, Growth processor) throws Exception {
        List<BacklogMonitor> monitors = new ArrayList<>();
        try (WatchedFleet fleet = new WatchedFleet(QUEUE_MANAGERS_OF_THE_FLEET, QUEUES_OF_THE_FLEET)) {
            try {
                for (int i = 0; i < count; i++) {
                    BacklogMonitorBuilder builder = BacklogMonitor.over(fleet.readers())
                            .queue(fleet.queues())
                            .every(beat())
                            .answerWithin(BEAT);
                    monitors.add(
                            (how.equals(ONE_POLLS) ? builder.onlyOnePollerBy(WatchedFleet.POLLER) : builder).start());
                    // The first of them is to be the poller; nobody starts a thousand at the same moment.
                    await(i == 0 ? QUEUE_MANAGERS_OF_THE_FLEET : i, fleet::connections);
                }
                long wanted = how.equals(ONE_POLLS)
                        ? count + QUEUE_MANAGERS_OF_THE_FLEET - 1L
                        : (long) count * QUEUE_MANAGERS_OF_THE_FLEET;
                await(wanted, fleet::connections);
                watch(fleet, how, count, calls, processor);
                connections.at(count, how, new Samples(List.of((double) fleet.connections())));
            } finally {
                monitors.parallelStream().forEach(BacklogMonitor::close);
            }
        }
    }

    private void watch(WatchedFleet fleet, String how, int count, Growth calls, Growth processor) {
        List<Double> called = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < Math.min(effort.rounds(), WATCHED_BEATS); i++) {
            long before = fleet.calls();
            double processorBefore = fleet.processorNanos();
            long end = System.nanoTime() + beat().toNanos();
            waitUntil(() -> System.nanoTime() >= end);
            called.add((double) fleet.calls() - before);
            millis.add((fleet.processorNanos() - processorBefore) / MILLI);
        }
        calls.at(count, how, new Samples(called));
        processor.at(count, how, new Samples(millis));
    }

    private static void await(long wanted, LongSupplier number) {
        long begin = System.nanoTime();
        waitUntil(() -> {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new IllegalStateException("there are " + number.getAsLong() + " connections, not " + wanted);
            }
            return number.getAsLong() >= wanted;
        });
    }

    private static void waitUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
