package io.mooring.embedded.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.embedded.standalone.QueueManagerArguments.KeyStoreFiles;
import io.mooring.embedded.standalone.QueueManagerArguments.User;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command line means, and which sentence a wrong one gets. */
class CommandLineParserTest {
    @Test
    void aNameIsEnough() throws UsageException {
        CommandLine.Run run = run("--queue-manager QM1");

        assertThat(run.queueManagers())
                .containsExactly(new QueueManagerArguments("QM1", 1414, List.of(), List.of(), Optional.empty()));
        assertThat(run.address()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(run.untilEndOfInput()).isFalse();
    }

    @Test
    void optionsBelongToTheQueueManagerBeforeThem() throws UsageException {
        CommandLine.Run run = run("--queue-manager QM1 --port 14141 --mqsc a.mqsc --mqsc b.mqsc --user app:secret"
                + " --user ops:with:colon --queue-manager QM2 --port 0 --tls-password-file pw --tls-keystore keys.p12");

        assertThat(run.queueManagers())
                .containsExactly(
                        new QueueManagerArguments(
                                "QM1",
                                14141,
                                List.of(Path.of("a.mqsc"), Path.of("b.mqsc")),
                                List.of(new User("app", "secret"), new User("ops", "with:colon")),
                                Optional.empty()),
                        new QueueManagerArguments(
                                "QM2",
                                0,
                                List.of(),
                                List.of(),
                                Optional.of(new KeyStoreFiles(Path.of("keys.p12"), Path.of("pw")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--until-eof --address 0.0.0.0 --queue-manager QM1 --port 1 --queue-manager QM2 --port 2",
                "--queue-manager QM1 --port 1 --address 0.0.0.0 --queue-manager QM2 --port 2 --until-eof"
            })
    void globalOptionsMayBeAnywhere(String line) throws Exception {
        CommandLine.Run run = run(line);

        assertThat(run.address()).isEqualTo(InetAddress.getByName("0.0.0.0"));
        assertThat(run.untilEndOfInput()).isTrue();
        assertThat(run.queueManagers()).hasSize(2);
    }

    @Test
    void helpAndVersionGoBeforeAnythingElse() throws UsageException {
        assertThat(CommandLineParser.parse(List.of("--queue-manager", "QM1", "--help")))
                .isInstanceOf(CommandLine.Help.class);
        assertThat(CommandLineParser.parse(List.of("--version", "--rubbish"))).isInstanceOf(CommandLine.Version.class);
    }

    @Test
    void aPasswordIsNotPrinted() throws UsageException {
        assertThat(run("--queue-manager QM1 --user app:secret").toString())
                .contains("app:***")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                      | No queue manager is named; --queue-manager QM1 would name one.
            --until-eof                             | No queue manager is named; --queue-manager QM1 would name one.
            --queue-manager                         | --queue-manager needs a value behind it; --help shows which.
            --queue-manager QM1 --port              | --port needs a value behind it; --help shows which.
            --queue-manager --port 1                | --queue-manager needs a value behind it; --help shows which.
            --port 1 --queue-manager QM1            | --port is about a queue manager; it comes after --queue-manager NAME.
            --queue-manager QM1 --port x            | --port is 'x'; it is a number from 0, for a free one, to 65535.
            --queue-manager QM1 --port 65536        | --port is '65536'; it is a number from 0, for a free one, to 65535.
            --queue-manager QM1 --port -1           | --port is '-1'; it is a number from 0, for a free one, to 65535.
            --queue-manager QM1 --user app          | --user needs a name and a password with a colon between them, app:secret.
            --queue-manager QM1 --user :secret      | --user needs a name and a password with a colon between them, app:secret.
            --queue-manager QM1 --user app:         | --user needs a name and a password with a colon between them, app:secret.
            --queue-manager QM1 --tls-keystore k    | --tls-keystore and --tls-password-file belong together; queue manager QM1 has one of them only.
            --queue-manager QM1 --tls-password-file p --queue-manager QM2 --tls-keystore k | --tls-keystore and --tls-password-file belong together; queue manager QM1 has one of them only.
            --queue-manager QM1 --port 1 --queue-manager QM1 --port 2 | Queue manager QM1 is named twice.
            --queue-manager QM1 --queue-manager QM2 | Queue managers QM1 and QM2 cannot both listen on port 1414; --port gives one of them another.
            --queue-manager QM1 QM2                 | 'QM2' is not an option; --help names them all.
            --quit                                  | '--quit' is not an option; --help names them all.
            """)
    void aWrongCommandLineGetsASentence(String line, String sentence) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> run(line))
                .withMessage(sentence);
    }

    @Test
    void aWrongNameIsToldTheRule() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> run("--queue-manager QM-1"))
                .withMessageStartingWith("'QM-1' is not a queue manager name: ")
                .withMessageEndingWith(", and at most 48 of them.");
    }

    @Test
    void anUnknownAddressIsNamed() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> run("--queue-manager QM1 --address 300.1.1.1"))
                .withMessage("--address is '300.1.1.1', which is no address and no host that is known here.");
    }

    @Test
    void theHelpNamesEveryOption() {
        assertThat(CommandLineParser.USAGE)
                .contains(
                        "--queue-manager",
                        "--port",
                        "--mqsc",
                        "--user",
                        "--tls-keystore",
                        "--tls-password-file",
                        "--address",
                        "--until-eof",
                        "--help",
                        "--version");
    }

    private static CommandLine.Run run(String line) throws UsageException {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
        return (CommandLine.Run) CommandLineParser.parse(words);
    }
}
