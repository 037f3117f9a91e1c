package io.mooring.benchmarks;

import io.mooring.benchmarks.page.PerformancePage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs every program, each in a JVM of its own, and then makes the page of what all have found. From the top of the project:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.main=io.mooring.benchmarks.All
 * </pre>
 *
 * <p>Arguments: {@code --half}, {@code --quick} or {@code --smoke} for less effort, {@code --document} to write
 * docs/performance.md and its charts; without it, the page goes to {@code target/benchmarks/docs}. A program that fails
 * does not keep the others from running, and all of it ends with status 1.
 */
public final class All {
    /** In the order of the page. */
    static final List<Class<?>> PROGRAMS = List.of(
            CallBenchmarks.class,
            RequestBenchmarks.class,
            MoveBenchmarks.class,
            ClientBenchmarks.class,
            JmsBenchmarks.class,
            EmbeddedBenchmarks.class,
            GrowthBenchmarks.class,
            BacklogBenchmarks.class,
            AdvisorBenchmarks.class);

    private All() {}

    /** Runs them one after the other. */
    public static void main(String[] arguments) throws Exception {
        List<String> passed = new ArrayList<>(List.of(arguments));
        boolean document = passed.remove("--document");
        List<String> failed = new ArrayList<>();
        for (Class<?> program : PROGRAMS) {
            BenchmarkProgram.progress(program.getSimpleName() + " begins");
            int status = ChildProcess.runVisibly(program, passed);
            if (status != 0) {
                failed.add(program.getSimpleName() + " ended with status " + status);
            }
        }
        Path docs = document ? Path.of("..", "docs") : Path.of("target", "benchmarks", "docs");
        PerformancePage.main(new String[] {Path.of("target", "benchmarks").toString(), docs.toString()});
        if (!failed.isEmpty()) {
            BenchmarkProgram.progress(failed.stream().collect(Collectors.joining("; ")));
            System.exit(1);
        }
    }
}
