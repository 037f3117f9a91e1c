package io.mooring.channeltable;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.QueueManagerName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code docs/channel-table.md} shows is true. */
class ChannelTablePageTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path PAGE = MODULE.resolve("../docs/channel-table.md");
    private static final Logger log = LoggerFactory.getLogger(ChannelTablePageTest.class);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void tableOfTheUniformClusterHasNoWarning() throws IOException {
        ChannelTable table = Tables.parse(block("json"));

        assertThat(table.warnings()).isEmpty();
        assertThat(table).hasToString("ccdt.json: 4 entries, queue managers [QM1, QM2], groups [ANY_QM]");
    }

    @Test
    void snippetShowsEachWay() throws IOException {
        Path file = Files.writeString(folder.resolve("ccdt.json"), block("json"));
        try (LogOf lines = new LogOf(ChannelTablePageTest.class)) {
            show(file.toUri());

            assertThat(lines.infos())
                    .contains(
                            "mq1.example(1414) by APP.SVRCONN",
                            "mq2.example(1414) by APP.SVRCONN",
                            "QM2 is reached by [APP.SVRCONN/mq2.example(1414) as QM2]")
                    .hasSize(4);
        }
    }

    @Test
    void eachKindOfWarningIsExplained() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(Arrays.asList(ChannelTableWarning.Kind.values()))
                .allSatisfy(kind -> assertThat(page).contains("| `" + kind + "` |"));
    }

    private static void show(URI address) {
        ChannelTableSource source = ChannelTableSource.at(address); // file:///etc/mq/ccdt.json, https://...

        ChannelTable table = source.load();
        for (ConnectionAttempt attempt : table.attempts("*ANY_QM", new SplittableRandom())) {
            log.info("{} by {}", attempt.endpoint(), attempt.channel().name());
        }
        for (QueueManagerName each : table.queueManagers()) {
            log.info("{} is reached by {}", each, table.attempts(each.value(), new SplittableRandom()));
        }
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(Files.readString(PAGE));
        assertThat(block.find()).describedAs("a block of " + language).isTrue();
        return block.group(1);
    }
}
