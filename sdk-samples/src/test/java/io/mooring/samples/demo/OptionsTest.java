package io.mooring.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line: what it means, and sentences for what it cannot mean. */
class OptionsTest {
    @Test
    void withoutArgumentsItIsTheWholeDemoInThisProcess() throws Options.Misunderstood {
        Options options = Options.of();

        assertThat(options.ccdt()).isEmpty();
        assertThat(options.brief()).isFalse();
        assertThat(options.report()).isEqualTo(Path.of("demo.html"));
        assertThat(options.queues()).isEqualTo("DEMO");
    }

    @Test
    void optionsComeInAnyOrder() throws Options.Misunderstood {
        Options options =
                Options.of("--user", "app", "--brief", "--queue-manager", "QM1", "--queues", "MY", "--ccdt", "t.json");

        assertThat(options.user()).contains("app");
        assertThat(options.queueManager()).contains("QM1");
        assertThat(options.ccdt()).contains(Path.of("t.json"));
        assertThat(options.queues()).isEqualTo("MY");
        assertThat(options.brief()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--cddt t.json | There is no option '--cddt'; --help names those that there are.",
                "--ccdt | --ccdt needs a value; --help says which.",
                "--ccdt --user app | --ccdt needs a value; --help says which.",
                "--ccdt t.json | --ccdt says where queue managers are and --queue-manager which of them; give both, or"
                        + " neither for queue managers in this process.",
                "--queue-manager QM1 | --ccdt says where queue managers are and --queue-manager which of them; give both,"
                        + " or neither for queue managers in this process.",
                "--user app | --user is for your own queue managers; give --ccdt and --queue-manager as well.",
                "--queues MY-QUEUES | --queues 'MY-QUEUES' cannot begin the name of a queue; give 1 to 36 letters, digits"
                        + " and . / _ %."
            })
    void whatCannotBeMeantIsASentence(String arguments, String sentence) throws InterruptedException {
        String[] words = arguments.split(" ", -1);
        assertThatThrownBy(() -> Options.of(words)).hasMessage(sentence);

        Run run = Run.of(Map.of(), words);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.lines()).containsExactly(sentence);
    }

    @Test
    void helpNamesEachOption() throws InterruptedException {
        Run run = Run.of(Map.of(), "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.text())
                .contains(
                        "--ccdt", "--queue-manager", "--user", "--queues", "--report", "--brief", "--help", "NO_COLOR");
        assertThat(run.lines()).allMatch(line -> line.length() <= 120);
    }
}
