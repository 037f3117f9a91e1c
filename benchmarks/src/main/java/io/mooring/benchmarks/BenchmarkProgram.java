package io.mooring.benchmarks;

import io.mooring.benchmarks.page.Machine;
import io.mooring.benchmarks.page.Results;
import io.mooring.benchmarks.page.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * What the programs of this module have in common: {@code --half}, {@code --quick} or {@code --smoke} for less effort,
 * {@code --out FILE} for where the table goes, and names of groups, all of them if none is named. Beside the table
 * there are the results as JSON, from which docs/performance.md is made, and the charts.
 */
final class BenchmarkProgram {
    private static final double NANOS_PER_SECOND = 1e9;

    private BenchmarkProgram() {}

    /** Measures the groups with these names and returns a table. */
    interface Measuring {
        String run(Effort effort, Set<String> groups) throws Exception;
    }

    /** Measures the groups with these names and returns what it found, with charts. */
    interface Finding {
        List<Section> run(Effort effort, Set<String> groups) throws Exception;
    }

    /** Runs what the arguments name, prints the table and writes it to a file. */
    static void run(String[] arguments, String file, Measuring measuring) throws Exception {
        String name = file.replaceAll("\\.md$", "");
        find(arguments, name, name, (effort, groups) -> List.of(Section.of("", measuring.run(effort, groups))));
    }

    /** Runs what the arguments name, prints the tables, and writes tables, charts and JSON to files of this name. */
    @SuppressWarnings("SystemOut") // a program that prints its result
    static void find(String[] arguments, String name, String title, Finding finding) throws Exception {
        Effort effort = Effort.FULL;
        Path out = Path.of("target", "benchmarks", name + ".md");
        Set<String> groups = new TreeSet<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--half" -> effort = Effort.HALF;
                case "--quick" -> effort = Effort.QUICK;
                case "--smoke" -> effort = Effort.SMOKE;
                case "--out" -> out = Path.of(arguments[++i]);
                default -> groups.add(arguments[i]);
            }
        }
        long begin = System.nanoTime();
        List<Section> sections = finding.run(effort, groups);
        long seconds = Math.round((System.nanoTime() - begin) / NANOS_PER_SECOND);
        Results results = new Results(name, title, Machine.here(), effort.label(), seconds, sections);
        results.write(out.resolveSibling(out.getFileName().toString().replaceAll("\\.md$", "") + ".json"));
        System.out.print(results.toMarkdown("#", ""));
    }

    /** Says on standard error what is being measured, for whoever waits. */
    @SuppressWarnings("SystemOut") // a program that is looked at while it runs
    static void progress(String sentence) {
        System.err.println(sentence);
    }

    /** Measures the groups with these names, all if there is none, in their order. */
    static List<Section> measure(Map<String, Callable<Section>> groups, Set<String> names) throws Exception {
        requireKnown(names, groups.keySet());
        List<Section> sections = new ArrayList<>();
        for (Map.Entry<String, Callable<Section>> group : groups.entrySet()) {
            if (names.isEmpty() || names.contains(group.getKey())) {
                progress("Group " + group.getKey());
                sections.add(group.getValue().call());
            }
        }
        return sections;
    }

    /** Refuses names that are no group. */
    static void requireKnown(Set<String> names, Set<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no group '" + name + "'; the groups are " + new TreeSet<>(known));
            }
        }
    }
}
