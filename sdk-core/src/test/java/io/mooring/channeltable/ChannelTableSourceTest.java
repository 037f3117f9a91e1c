package io.mooring.channeltable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files and the class path; {@link HttpTableTest} has the web servers. */
class ChannelTableSourceTest {
    private static final String ONE = Tables.json(Tables.entry("QM1", "A", "mq1"));
    private static final String TWO = Tables.json(Tables.entry("QM2", "A", "mq2"));

    private final LogOf log = new LogOf(ChannelTableSource.class);
    private int writes;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void detach() {
        log.close();
    }

    @Test
    void fileIsReadOnceWhileItIsTheSame() throws IOException {
        ChannelTableSource source = file(ONE);

        ChannelTable first = source.load();

        assertThat(names(first)).isEqualTo("[QM1]");
        assertThat(source.load()).isSameAs(first);
        assertThat(source.current()).isSameAs(first);
        assertThat(log.infos()).containsExactly("Channel table " + first);
    }

    @Test
    void changedFileIsReadAgain() throws IOException {
        ChannelTableSource source = file(ONE);
        ChannelTable first = source.load();

        file(TWO);

        assertThat(source.current()).describedAs("without a look at the file").isSameAs(first);
        assertThat(names(source.load())).isEqualTo("[QM2]");
        assertThat(names(source.current())).isEqualTo("[QM2]");
    }

    @Test
    void fileOfAnotherLengthIsReadAgainEvenWithTheSameTime() throws IOException {
        ChannelTableSource source = file(ONE);
        FileTime time = Files.getLastModifiedTime(path());
        source.load();

        Files.writeString(path(), TWO + " ");
        Files.setLastModifiedTime(path(), time);

        assertThat(names(source.load())).isEqualTo("[QM2]");
    }

    @Test
    void brokenFileLeavesTheLastGoodTableAndIsLoggedOnce() throws IOException {
        ChannelTableSource source = file(ONE);
        ChannelTable good = source.load();

        file(TWO.replace("1414", "0"));
        assertThat(source.load()).isSameAs(good);
        assertThat(source.load()).isSameAs(good);

        assertThat(log.warnings())
                .containsExactly("Channel table " + source.origin() + ", line 2, column 103,"
                        + " channel[0].clientConnection.connection[0].port: 0 is out of range; give 1 to 65535. The last"
                        + " good table stays in use: " + good + ".");
        assertThat(log.keys()).contains("mq.channel_table=" + source.origin());
        file(TWO);
        assertThat(names(source.load())).isEqualTo("[QM2]");
    }

    @Test
    void fileThatIsGoneLeavesTheLastGoodTableAndItsReturnIsLogged() throws IOException {
        ChannelTableSource source = file(ONE);
        ChannelTable good = source.load();
        Path aside = Files.move(path(), folder.resolve("aside"));

        assertThat(source.load()).isSameAs(good);
        assertThat(source.load()).isSameAs(good);
        Files.move(aside, path());
        assertThat(source.load()).isSameAs(good);
        assertThat(source.load()).isSameAs(good);

        assertThat(log.warnings())
                .containsExactly("Channel table " + source.origin() + " cannot be read: there is no such file. The last"
                        + " good table stays in use: " + good + ".");
        assertThat(log.infos())
                .last()
                .isEqualTo("Channel table " + source.origin() + " can be read again, it is the same.");
        assertThat(log.infos()).hasSize(2);
    }

    @Test
    void brokenFileThatWasGoneForAWhileIsNotCalledReadable() throws IOException {
        ChannelTableSource source = file(ONE);
        source.load();
        file("{");
        source.load();
        Path aside = Files.move(path(), folder.resolve("aside"));
        source.load();
        Files.move(aside, path());
        source.load();

        assertThat(log.infos()).hasSize(1);
        assertThat(log.warnings()).hasSize(2);
    }

    @Test
    void withoutAGoodTableEachLoadTriesAgainAndFails() throws IOException {
        ChannelTableSource source = file("{}");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(source::load)
                    .isInstanceOf(ChannelTableException.class)
                    .hasMessageContaining("channel: the field is missing");
        }
        assertThatThrownBy(source::current).isInstanceOf(ChannelTableException.class);
        file(ONE);

        assertThat(names(source.current())).isEqualTo("[QM1]");
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void missingFileAndFolderAreNamed() {
        ChannelTableSource missing =
                ChannelTableSource.at(folder.resolve("none.json").toUri());
        assertThatThrownBy(missing::load)
                .isInstanceOf(ChannelTableException.class)
                .hasMessage("Channel table " + missing.origin() + " cannot be read: there is no such file.");

        assertThatThrownBy(ChannelTableSource.at(folder.toUri())::load)
                .isInstanceOf(ChannelTableException.class)
                .hasMessageEndingWith(" cannot be read: it is not a file.");
    }

    @Test
    void fileThatIsTooLongIsRefused() throws IOException {
        Files.write(path(), new byte[JsonText.MAX_BYTES + 5]);

        assertThatThrownBy(ChannelTableSource.at(path().toUri())::load)
                .isInstanceOf(ChannelTableException.class)
                .hasMessageContaining("at most 8388608 are read");
    }

    @Test
    void warningsAreLoggedWhenTheTableIsRead() throws IOException {
        ChannelTableSource source = file(ONE.replace("\"name\"", "\"nam\": 1, \"name\""));

        ChannelTable table = source.load();
        source.load();

        assertThat(table.warnings()).hasSize(1);
        assertThat(log.warnings())
                .containsExactly("Channel table " + source.origin() + ", "
                        + table.warnings().get(0));
        assertThat(log.keys()).contains("mq.warning=UNKNOWN_ATTRIBUTE");
    }

    @ParameterizedTest
    @CsvSource({"classpath:mq/table.json", "classpath:/mq/table.json", "CLASSPATH:///mq/table.json"})
    void resourceOfTheClassPathIsRead(URI uri) throws IOException {
        Files.createDirectory(folder.resolve("mq"));
        Files.writeString(folder.resolve("mq/table.json"), ONE);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            ChannelTableSource source = ChannelTableSource.at(uri);

            ChannelTable table = source.load();

            assertThat(names(table)).isEqualTo("[QM1]");
            assertThat(table.origin()).isEqualTo(uri.toString());
            assertThat(source.load()).isSameAs(table);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void missingResourceIsNamed() {
        assertThatThrownBy(ChannelTableSource.at(URI.create("classpath:mq/none.json"))::load)
                .isInstanceOf(ChannelTableException.class)
                .hasMessage(
                        "Channel table classpath:mq/none.json cannot be read: there is no resource 'mq/none.json' on"
                                + " the class path.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ccdt.json                  | 'ccdt.json' does not begin with file:, http:, https: or classpath:",
                "ftp://u:secret@host/x?t=secret | 'ftp://host/x' does not begin with",
                "file:ccdt.json             | 'file:ccdt.json' does not name a file of this machine; give for example",
                "http:/ccdt.json            | 'http:/ccdt.json' has no host",
                "https://u:secret@host/x    | at host host has a user or password in it",
                "classpath:/                | 'classpath:/' names no resource"
            })
    void otherAddressIsRefusedWithoutItsSecrets(URI uri, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelTableSource.at(uri))
                .withMessageContaining(sentence)
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret"));
    }

    private Path path() {
        return folder.resolve("ccdt.json");
    }

    /** Writes the file with a time of its own, whatever the grain of the file system's clock. */
    private ChannelTableSource file(String json) throws IOException {
        Files.writeString(path(), json);
        writes++;
        Files.setLastModifiedTime(path(), FileTime.fromMillis(1_700_000_000_000L + writes * 5_000L));
        return ChannelTableSource.at(path().toUri());
    }

    private static String names(ChannelTable table) {
        return table.queueManagers().toString();
    }
}
