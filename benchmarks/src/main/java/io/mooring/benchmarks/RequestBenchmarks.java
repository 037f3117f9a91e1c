package io.mooring.benchmarks;

import io.mooring.benchmarks.page.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a request and its reply cost with each library, against one queue manager whose servers answer with what they got, in
 * one run. From the top of the project:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.main=io.mooring.benchmarks.RequestBenchmarks
 * </pre>
 *
 * <p>Arguments: {@code --half}, {@code --quick} or {@code --smoke} for less effort, {@code --out FILE} for where the
 * table goes, and the names of groups: {@code base sizes threads persistent outstanding}; all of them if none is named.
 *
 * <p>Group {@code base} is 256 bytes, one thread, not persistent; {@code sizes}, {@code threads} and {@code persistent} each
 * change one of these and keep the rest. In {@code outstanding} one thread puts 10,000 requests before the first is answered;
 * JmsTemplate is not in it, which needs a thread for each request, nor Camel with a shared reply queue, whose selector names
 * each of them.
 */
public final class RequestBenchmarks {
    private static final int OPERATIONS = 1_600;
    private static final int OUTSTANDING_AT_ONCE = 10_000;
    private static final String OUTSTANDING = "outstanding";
    private static final int SERVERS = 2;
    private static final String LEG = "Request";

    private final Effort effort;

    RequestBenchmarks(Effort effort) {
        this.effort = effort;
    }

    /** Runs what the arguments name, prints the table and writes it to a file. */
    public static void main(String[] arguments) throws Exception {
        BenchmarkProgram.find(
                arguments,
                "requests",
                "Requests and replies of each library",
                (effort, groups) -> new RequestBenchmarks(effort).run(groups));
    }

    /** Runs the groups with these names, all if there is none. */
    List<Section> run(Set<String> names) throws Exception {
        Set<String> known = new LinkedHashSet<>(Load.GROUPS);
        known.add(OUTSTANDING);
        BenchmarkProgram.requireKnown(names, known);
        List<Section> sections = new ArrayList<>();
        for (Load load : Load.ofGroups(names)) {
            sections.add(measure(load));
        }
        if (names.isEmpty() || names.contains(OUTSTANDING)) {
            sections.add(outstanding());
        }
        return sections;
    }

    private Section measure(Load load) throws Exception {
        BenchmarkProgram.progress("Requests: " + load.words());
        int operations = load.operations(effort.operations(OPERATIONS));
        Course course = new Course(EmbeddedContender.QUEUE_MANAGER);
        try (EmbeddedContender queueManager = new EmbeddedContender(Requesting.queues())) {
            EchoServers servers = new EchoServers(queueManager, Requesting.REQUESTS, SERVERS);
            try (servers) {
                for (Contestant<Workload> contestant : Requesting.WAITING) {
                    Workload workload = contestant.connecting().connect(queueManager, load);
                    int count = Requesting.operations(contestant, load, operations);
                    course.runner(contestant.name(), asRunner(workload, count));
                }
                course.run(operations, effort);
            }
        }
        return course.section(
                "requests-" + load.label(), "Requests: " + load.words(), List.of(LEG), Requesting.WAITING);
    }

    private static Course.Runner asRunner(Workload workload, int count) {
        return new Course.Runner() {
            @Override
            public void round(int operations, Course.Watch watch) throws Exception {
                workload.prepare(count);
                watch.leg(LEG, count, () -> workload.run(count));
            }

            @Override
            public void close() throws Exception {
                workload.close();
            }
        };
    }

    private Section outstanding() throws Exception {
        int count = effort.operations(OUTSTANDING_AT_ONCE);
        BenchmarkProgram.progress("Requests: " + count + " outstanding");
        Course course = new Course(EmbeddedContender.QUEUE_MANAGER);
        try (EmbeddedContender queueManager = new EmbeddedContender(Requesting.queues())) {
            for (Contestant<Outstanding.Asker> contestant : Requesting.OUTSTANDING) {
                Outstanding.Asker asker = contestant.connecting().connect(queueManager, Load.BASE);
                course.runner(contestant.name(), new Outstanding(queueManager, Requesting.REQUESTS, asker));
            }
            course.run(count, effort);
        }
        return course.section(
                "requests-outstanding",
                String.format(Locale.ROOT, "Requests: %,d outstanding at once", count),
                List.of(Outstanding.LEG),
                Requesting.OUTSTANDING);
    }
}
