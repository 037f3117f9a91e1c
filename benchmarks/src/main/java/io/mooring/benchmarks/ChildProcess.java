package io.mooring.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a main class of this module in a JVM of its own; it prints {@code key=number} lines. */
final class ChildProcess {
    /** What the child finds its own wall-clock start in: milliseconds since the epoch, read just before the fork. */
    static final String FORKED_AT = "io.mooring.benchmarks.forkedAt";

    private ChildProcess() {}

    /**
     * Runs it to its end.
     *
     * @param classPath what it needs
     * @return what it printed, and {@code process} with the milliseconds from fork to exit
     */
    static Map<String, Double> run(Class<?> main, String classPath, List<String> jvmOptions, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(classPath);
        command.add("-D" + FORKED_AT + "=" + System.currentTimeMillis());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        double millis = (System.nanoTime() - begin) / 1e6;
        if (status != 0) {
            throw new IllegalStateException(main.getSimpleName() + " ended with status " + status + ":\n" + output);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        output.lines()
                .filter(line -> line.matches("\\w+=-?[0-9.]+"))
                .forEach(line -> figures.put(
                        line.substring(0, line.indexOf('=')), Double.valueOf(line.substring(line.indexOf('=') + 1))));
        figures.put("process", millis);
        return figures;
    }

    /** Runs a program of this module, which says by itself what it has to say; returns its status. */
    static int runVisibly(Class<?> main, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(classPath());
        command.add(main.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** The class path of this process. */
    static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** The entries of this process's class path that a child needs which uses just these classes. */
    static String classPath(String... classNames) throws ClassNotFoundException, URISyntaxException {
        Set<String> entries = new LinkedHashSet<>();
        for (String className : classNames) {
            Class<?> type = Class.forName(className);
            entries.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /** For a child that has reached what is measured: prints how long ago it was forked, and its JVM began. */
    static void printReached() {
        long now = System.currentTimeMillis();
        print("sinceFork", (double) now - Long.parseLong(System.getProperty(FORKED_AT, String.valueOf(now))));
        print(
                "sinceJvmBegan",
                (double) now - ManagementFactory.getRuntimeMXBean().getStartTime());
    }

    @SuppressWarnings("SystemOut") // this is how a child answers
    static void print(String key, double value) {
        System.out.println(key + "=" + value);
    }
}
