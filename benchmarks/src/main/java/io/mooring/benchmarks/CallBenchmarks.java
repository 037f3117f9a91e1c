package io.mooring.benchmarks;

import io.mooring.benchmarks.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a put, a get, a get and put in a unit of work, and a listener cost with each library, against one queue manager, in one
 * run. From the top of the project:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.main=io.mooring.benchmarks.CallBenchmarks
 * </pre>
 *
 * <p>Arguments: {@code --half}, {@code --quick} or {@code --smoke} for less effort, {@code --out FILE} for where the
 * table goes, and the names of groups: {@code base sizes threads persistent}; all of them if none is named.
 *
 * <p>Not every combination is measured, that would take hours: group {@code base} is 256 bytes, one thread, not persistent, and
 * each of the others changes one of these and keeps the rest. All libraries are in each of them.
 */
public final class CallBenchmarks {
    private static final int BASE_OPERATIONS = 8_000;
    private static final int OTHER_OPERATIONS = 3_200;

    private final Effort effort;

    CallBenchmarks(Effort effort) {
        this.effort = effort;
    }

    /** Runs what the arguments name, prints the table and writes it to a file. */
    public static void main(String[] arguments) throws Exception {
        BenchmarkProgram.find(
                arguments,
                "calls",
                "Calls of each library",
                (effort, groups) -> new CallBenchmarks(effort).run(groups));
    }

    /** Runs the groups with these names, all if there is none. */
    List<Section> run(Set<String> names) throws Exception {
        BenchmarkProgram.requireKnown(names, Set.copyOf(Load.GROUPS));
        List<Section> sections = new ArrayList<>();
        for (Load load : Load.ofGroups(names)) {
            sections.add(measure(load));
        }
        return sections;
    }

    private Section measure(Load load) throws Exception {
        BenchmarkProgram.progress("Calls: " + load.words());
        int operations = effort.operations(load.equals(Load.BASE) ? BASE_OPERATIONS : OTHER_OPERATIONS);
        Course course = new Course(EmbeddedContender.QUEUE_MANAGER);
        try (EmbeddedContender queueManager = new EmbeddedContender(Library.PUTS, Library.GETS)) {
            for (Contestant<Library> library : Libraries.ALL) {
                course.runner(library.name(), new Calling(queueManager, library.connecting(), load));
            }
            course.run(load.operations(operations), effort);
        }
        return course.section("calls-" + load.label(), "Calls: " + load.words(), Calling.LEGS, Libraries.ALL);
    }
}
