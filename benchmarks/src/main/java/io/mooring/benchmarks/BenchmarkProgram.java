package io.mooring.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the programs of this module have in common: {@code --quick} or {@code --smoke} for less effort, {@code --out FILE} for
 * where the table goes, and names of groups, all of them if none is named.
 */
final class BenchmarkProgram {
    private BenchmarkProgram() {}

    /** Measures the groups with these names and returns the table. */
    interface Measuring {
        String run(Effort effort, Set<String> groups) throws Exception;
    }

    /** Runs what the arguments name, prints the table and writes it to a file. */
    @SuppressWarnings("SystemOut") // a program that prints its result
    static void run(String[] arguments, String file, Measuring measuring) throws Exception {
        Effort effort = Effort.FULL;
        Path out = Path.of("target", "benchmarks", file);
        Set<String> groups = new TreeSet<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> effort = Effort.QUICK;
                case "--smoke" -> effort = Effort.SMOKE;
                case "--out" -> out = Path.of(arguments[++i]);
                default -> groups.add(arguments[i]);
            }
        }
        String table = measuring.run(effort, groups);
        write(table, out);
        System.out.print(table);
    }

    /** Says on standard error what is being measured, for whoever waits. */
    @SuppressWarnings("SystemOut") // a program that is looked at while it runs
    static void progress(String sentence) {
        System.err.println(sentence);
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

    private static void write(String table, Path out) throws IOException {
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(out, table, StandardCharsets.UTF_8);
    }
}
