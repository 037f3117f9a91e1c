package io.mooring.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mooring.benchmarks.page.Chart;
import io.mooring.benchmarks.page.Section;
import io.mooring.benchmarks.scaling.Contest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every benchmark of growth, of the backlog monitor and of the advisor runs, with hardly any effort. */
class GrowthSmokeTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"connections, 2, 4", "messages, 4, 16", "memory, 3, 3", "status, 1, 4"})
    void eachGroupOfGrowthHasItsChartsAndRows(String group, int charts, int rows) throws Exception {
        List<Section> sections = new GrowthBenchmarks(Effort.SMOKE).run(Set.of(group));

        assertThat(sections).flatExtracting(Section::charts).hasSize(charts);
        assertThat(sections).flatExtracting(Section::rows).hasSize(rows);
        assertThat(sections).allSatisfy(section -> assertThat(section.samples()).isNotEmpty());
    }

    @Test
    void whatWatchingAFleetCostsIsMeasured() throws Exception {
        List<Section> sections = new BacklogBenchmarks(Effort.SMOKE).run(Set.of());

        assertThat(sections)
                .flatExtracting(Section::charts)
                .extracting(Chart::name)
                .containsExactly(
                        "backlog-pass", "backlog-fleet-calls", "backlog-fleet-connections", "backlog-fleet-processor");
        List<String> pass = sections.get(0).rows().get(0);
        assertThat(pass).startsWith("1 x 1").as("one call").element(4).isEqualTo("1.00");
        // An answer over TCP, in milliseconds; less would be a clock that was started too late.
        assertThat(sections.get(0).samples().get("1 x 1: ms")).isNotEmpty().allMatch(millis -> millis > 0.01);
        assertThat(Double.parseDouble(pass.get(5))).as("KB of a pass: %s", pass).isBetween(0.05, 2.0);
    }

    @Test
    void eachRuleDecidesAboutTheRecordedLoad() throws Exception {
        List<Section> sections = new Contest(List.of("recorded")).sections();

        assertThat(sections.get(1).rows())
                .hasSize(9)
                .extracting(row -> row.get(0))
                .contains("KEDA, queueDepth 20", "plain threshold, depth 100", "Mooring, measured rates");
    }

    @Test
    void aProgramLeavesItsTablesChartsAndResults() throws Exception {
        AdvisorBenchmarks.main(
                new String[] {"recorded", "--out", folder.resolve("advisor.md").toString()});

        assertThat(folder)
                .isDirectoryContaining("glob:**/advisor.json")
                .isDirectoryContaining("glob:**/advisor.md")
                .isDirectoryContaining("glob:**/advisor-waiting.svg");
    }

    @Test
    void anUnknownLoadIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AdvisorBenchmarks.loads(Set.of("tide")))
                .withMessageContaining("'tide'")
                .withMessageContaining("bursts");
    }
}
