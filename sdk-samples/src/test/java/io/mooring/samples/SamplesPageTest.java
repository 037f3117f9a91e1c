package io.mooring.samples;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.channeltable.ChannelTable;
import io.mooring.channeltable.ChannelTableSource;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.mqsc.MqscResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/samples.md tells people to define and to write can be defined and read, and it names each sample. */
class SamplesPageTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

    @TempDir
    private Path folder;

    @Test
    void definitionsAreUnderstood() throws IOException {
        String mqsc = page().lines()
                .filter(line -> line.matches("    (DEFINE|SET) .*"))
                .collect(joining("\n"));

        try (EmbeddedQueueManager queueManager =
                EmbeddedQueueManager.named("QM1").start()) {
            // The channel is there already.
            List<MqscResult> results = queueManager.mqsc(mqsc.replace("SVRCONN) CHLTYPE", "SVRCONN) REPLACE CHLTYPE"));

            assertThat(results).hasSizeGreaterThan(15).allMatch(MqscResult::ok);
            assertThat(results)
                    .filteredOn(result -> result.command().startsWith("DEFINE"))
                    .allSatisfy(result -> assertThat(result.warnings()).isEmpty());
        }
    }

    @Test
    void channelTableCanBeRead() throws IOException {
        String page = page();
        int begin = page.indexOf("```json\n") + "```json\n".length();
        Path file = folder.resolve("ccdt.json");
        Files.writeString(file, page.substring(begin, page.indexOf("```", begin)));

        ChannelTable table = ChannelTableSource.at(file.toUri()).load();

        assertThat(table.queueManagers()).extracting(Object::toString).containsExactly("QM1", "QM2");
        assertThat(table.groups()).containsExactly("ANY_QM");
    }

    @Test
    void eachSampleIsInTheTable() throws IOException {
        String page = page();
        try (Stream<Path> files = Files.list(MODULE.resolve("src/main/java/io/mooring/samples"))) {
            List<String> samples = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !List.of("Environment", "package-info").contains(name))
                    .toList();

            assertThat(samples).hasSizeGreaterThan(10).allMatch(name -> page.contains("`" + name + "`"));
        }
    }

    private static String page() throws IOException {
        return Files.readString(MODULE.resolve("../docs/samples.md"));
    }
}
