package io.mooring.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mooring.benchmarks.page.Section;
import java.util.List;
import java.util.Set;
import javax.jms.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs, with hardly any effort; nothing is said about how fast. */
class SmokeTest {
    @ParameterizedTest
    @CsvSource({"calls, 8", "listener, 2", "sends, 2", "requests, 2", "start, 6", "footprint, 4"})
    void eachGroupRunsAndGivesItsFigures(String group, int figures) throws Exception {
        String table = new EmbeddedBenchmarks(Effort.SMOKE).run(Set.of(group));

        assertThat(table.lines().filter(line -> line.matches("\\| [^-].*\\d.* \\|")))
                .as(table)
                .hasSize(figures);
    }

    @ParameterizedTest
    @CsvSource({"requests, 5", "asking, 4"})
    void eachGroupOfTheClientRunsAndGivesItsFigures(String group, int figures) throws Exception {
        assertThat(rows(new ClientBenchmarks(Effort.SMOKE).run(Set.of(group)))).hasSize(figures);
    }

    @ParameterizedTest
    @CsvSource({"calls, 7", "asking, 22"})
    void eachGroupOfTheDropInRunsAndGivesItsFigures(String group, int figures) throws Exception {
        assertThat(rows(new JmsBenchmarks(Effort.SMOKE).run(Set.of(group)))).hasSize(figures);
    }

    @Test
    void everyCallOfEveryLibraryIsMeasured() throws Exception {
        List<Section> sections = new CallBenchmarks(Effort.SMOKE).run(Set.of("base", "persistent"));

        assertThat(sections).hasSize(2);
        assertThat(rows(sections)).hasSize(2 * Calling.LEGS.size() * Libraries.ALL.size());
    }

    @Test
    void requestsOfEveryLibraryAreMeasured() throws Exception {
        List<Section> sections = new RequestBenchmarks(Effort.SMOKE).run(Set.of("base", "outstanding"));

        assertThat(rows(sections)).hasSize(Requesting.WAITING.size() + Requesting.OUTSTANDING.size());
    }

    @Test
    void movesOfEveryLibraryAreMeasured() throws Exception {
        List<Section> sections = new MoveBenchmarks(MoveBenchmarks.Amount.of(Effort.SMOKE)).run(Set.of("listener"));

        assertThat(rows(sections)).hasSize(Movers.ALL.size()).allSatisfy(row -> {
            assertThat(row.get(1)).as("moves of %s", row).matches("[12]");
            assertThat(row.get(2)).as("median of %s", row).matches("[0-9].*");
        });
    }

    @Test
    void movesWhileAThreadReceivesAreMeasured() throws Exception {
        Samples times = new JmsMoves(true, Session.SESSION_TRANSACTED, JmsMoves.Waiting.IN_A_LOOP).measure(2);

        assertThat(times.values()).hasSize(2).allMatch(millis -> millis > 0);
    }

    private static List<List<String>> rows(List<Section> sections) {
        return sections.stream().flatMap(section -> section.rows().stream()).toList();
    }

    @Test
    void anUnknownGroupIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddedBenchmarks(Effort.SMOKE).run(Set.of("speed")))
                .withMessageContaining("'speed'")
                .withMessageContaining("[calls, footprint, listener, requests, sends, start]");
    }

    @Test
    void eachMicroBenchmarkRuns() throws RunnerException {
        Options options = new OptionsBuilder()
                .include("io\\.mooring\\.benchmarks\\.micro\\..*")
                .forks(0) // in this JVM
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(10))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        assertThat(new Runner(options).run())
                .extracting(RunResult::getPrimaryResult)
                .hasSize(10)
                .allSatisfy(result -> assertThat(result.getScore()).isPositive());
    }
}
