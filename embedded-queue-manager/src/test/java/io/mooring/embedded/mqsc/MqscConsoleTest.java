package io.mooring.embedded.mqsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.embedded.mqi.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A session at the console, as it is typed and answered. */
class MqscConsoleTest {
    private final FakeAdministration one = new FakeAdministration("QM1");
    private final FakeAdministration two = new FakeAdministration("QM2");
    private final StringBuilder output = new StringBuilder();

    private MqscConsole.Ending type(String input) throws IOException {
        return new MqscConsole(List.of(one, two), new StringReader(input), output).run();
    }

    private List<String> answers() {
        List<String> lines = output.toString().lines().toList();
        return lines.subList(1, lines.size() - 3);
    }

    @Test
    void aSessionBeginsWithAGreetingAndEndsWithASummary() throws IOException {
        assertThat(type("def ql(a) trigger\nend\ndef ql(b)\n")).isEqualTo(MqscConsole.Ending.COMMAND);

        assertThat(output.toString().lines())
                .containsExactly(
                        "Starting MQSC for queue manager QM1.",
                        "AMQ8006I: IBM MQ queue created.",
                        "Warning: TRIGGER is not known to the embedded queue manager; DEFINE QLOCAL goes on without it.",
                        "One MQSC command read.",
                        "No commands have a syntax error.",
                        "All valid MQSC commands were processed.");
        assertThat(one.queues.keySet()).containsExactly("A");
    }

    @Test
    void theEndOfTheInputEndsTheSessionToo() throws IOException {
        assertThat(type("")).isEqualTo(MqscConsole.Ending.END_OF_INPUT);
    }

    @Test
    void useChoosesTheQueueManager() throws IOException {
        type("use QM2\ndef ql(a)\nUSE QM1\ndef ql(b)\nuse QM3\nuse\n");

        assertThat(answers())
                .containsExactly(
                        "Commands go to queue manager QM2.",
                        "AMQ8006I: IBM MQ queue created.",
                        "Commands go to queue manager QM1.",
                        "AMQ8006I: IBM MQ queue created.",
                        "Usage: use QMNAME, one of QM1, QM2",
                        "Usage: use QMNAME, one of QM1, QM2");
        assertThat(one.queues.keySet()).containsExactly("B");
        assertThat(two.queues.keySet()).containsExactly("A");
    }

    @Test
    void aQueueManagerIsEndedAndStarted() throws IOException {
        type(
                "endmqm -i\nping qmgr\nendmqm\nstrmqm\nstrmqm\nendmqm -r QM2\nuse QM2\nstrmqm QM1\nstrmqm QM2\nping qmgr\n");

        assertThat(answers())
                .containsExactly(
                        "IBM MQ queue manager 'QM1' ending.",
                        "IBM MQ queue manager 'QM1' ended.",
                        "AMQ8146E: IBM MQ queue manager not available.",
                        "   QM1 does not run; strmqm starts it.",
                        "AMQ8146E: IBM MQ queue manager not available.",
                        "IBM MQ queue manager 'QM1' starting.",
                        "IBM MQ queue manager 'QM1' started.",
                        "IBM MQ queue manager 'QM1' is running already.",
                        "IBM MQ queue manager 'QM2' ending.",
                        "IBM MQ queue manager 'QM2' ended.",
                        "Commands go to queue manager QM2.",
                        "IBM MQ queue manager 'QM1' is running already.",
                        "IBM MQ queue manager 'QM2' starting.",
                        "IBM MQ queue manager 'QM2' started.",
                        "AMQ8415I: Ping IBM MQ Queue Manager command complete.");
        assertThat(one.calls).containsExactly("end IMMEDIATE", "start");
        assertThat(two.calls).containsExactly("end RECONNECT", "start");
    }

    @Test
    void aQueueManagerThatQuiescesIsNotSaidToHaveEnded() throws IOException {
        one.waitsForApplications = true;
        type("endmqm -w QM1\ndspmq\nping qmgr\nendmqm -i -r\n");

        assertThat(answers())
                .containsExactly(
                        "Quiesce request accepted. The queue manager will stop when all outstanding work is complete.",
                        "QMNAME(QM1)                                               STATUS(Quiescing)",
                        "QMNAME(QM2)                                               STATUS(Running)",
                        "AMQ8415I: Ping IBM MQ Queue Manager command complete.",
                        "IBM MQ queue manager 'QM1' ending.");
        assertThat(one.calls).containsExactly("end QUIESCE", "end RECONNECT");
    }

    @Test
    void dspmqListsTheQueueManagers() throws IOException {
        two.running = false;
        type("dspmq\n");

        assertThat(answers())
                .containsExactly(
                        "QMNAME(QM1)                                               STATUS(Running)",
                        "QMNAME(QM2)                                               STATUS(Ended)");
    }

    @Test
    void controlCommandsThatAreNotUnderstoodDoNothing() throws IOException {
        type("endmqm -x\nendmqm -i -c\nendmqm QM1 QM2\nendmqm qm1\nstrmqm -x\nstrmqm QM3\nstrmqm QM1 QM2\ndspmq -a\n");

        assertThat(answers())
                .containsExactly(
                        "Usage: endmqm [-c | -w | -i | -r] [QMNAME]",
                        "Usage: endmqm [-c | -w | -i | -r] [QMNAME]",
                        "Usage: endmqm [-c | -w | -i | -r] [QMNAME]",
                        "AMQ8118E: IBM MQ queue manager does not exist.",
                        "Usage: strmqm [QMNAME]",
                        "AMQ8118E: IBM MQ queue manager does not exist.",
                        "Usage: strmqm [QMNAME]",
                        "Usage: dspmq");
        assertThat(one.calls).isEmpty();
    }

    @Test
    void aRefusalToEndOrStartIsAnswered() throws IOException {
        one.refusal = Optional.of(Reason.UNEXPECTED_ERROR);
        two.refusal = Optional.of(Reason.UNEXPECTED_ERROR);
        two.running = false;
        type("endmqm\nstrmqm QM2\n");

        assertThat(answers())
                .containsExactly(
                        "AMQ8101S: IBM MQ error (2195 (MQRC_UNEXPECTED_ERROR)) has occurred.",
                        "   refused on purpose",
                        "AMQ8101S: IBM MQ error (2195 (MQRC_UNEXPECTED_ERROR)) has occurred.",
                        "   refused on purpose");
    }

    @Test
    void aMistakeOfOursDoesNotEndTheConsole() throws IOException {
        one.connections.add(null);
        type("display conn(*)\nping qmgr\n");

        assertThat(answers().get(0)).isEqualTo("AMQ8101S: IBM MQ error (unexpected) has occurred.");
        assertThat(answers()).last().isEqualTo("AMQ8415I: Ping IBM MQ Queue Manager command complete.");
    }

    @Test
    void aConsoleNeedsAQueueManager() {
        assertThatThrownBy(() -> new MqscConsole(List.of(), new StringReader(""), output))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one queue manager");
    }

    @Test
    void anAnswerComesAsSoonAsTheLineIsComplete() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AtomicReference<MqscConsole.Ending> ending = new AtomicReference<>();
        try (PipedWriter keyboard = new PipedWriter();
                PipedReader input = new PipedReader(keyboard);
                PrintStream screen = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            Thread console = new Thread(
                    () -> {
                        try {
                            ending.set(new MqscConsole(List.of(one), input, screen).run());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    "console under test");
            console.start();
            keyboard.write("PING QMGR\n");
            keyboard.flush();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> bytes.toString(StandardCharsets.UTF_8).contains("AMQ8415I"));
            keyboard.write("end\n");
            keyboard.flush();
            console.join(10_000);
            assertThat(console.isAlive()).isFalse();
        }
        assertThat(ending.get()).isEqualTo(MqscConsole.Ending.COMMAND);
    }
}
