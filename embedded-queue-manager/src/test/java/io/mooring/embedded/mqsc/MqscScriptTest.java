package io.mooring.embedded.mqsc;

import static io.mooring.embedded.mqsc.MqscResult.Outcome.DONE;
import static io.mooring.embedded.mqsc.MqscResult.Outcome.SYNTAX_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.embedded.definition.QueueAttributes;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a script is cut into commands, with continuation lines, comments and line numbers. */
class MqscScriptTest {
    private final FakeAdministration administration = new FakeAdministration("QM1");
    private final MqscInterpreter mqsc = new MqscInterpreter(administration);

    private List<MqscResult> run(String script) throws IOException {
        return mqsc.runScript(new StringReader(script));
    }

    @Test
    void plusGoesOnWithTheFirstCharacterThatIsNotBlank() throws IOException {
        List<MqscResult> results = run("DEFINE QLOCAL(A.+\n     LONG.NAME) + \n   DESCR('one +\n      two')\n");

        assertThat(results).singleElement().extracting(MqscResult::outcome).isEqualTo(DONE);
        assertThat(results.get(0).command()).isEqualTo("DEFINE QLOCAL(A.LONG.NAME) DESCR('one two')");
        assertThat(administration.queue("A.LONG.NAME").text(QueueAttributes.DESCR))
                .isEqualTo("one two");
    }

    @Test
    void minusGoesOnWithTheFirstColumn() throws IOException {
        run("DEFINE QLOCAL(A) DESCR('one-\n  two')");

        assertThat(administration.queue("A").text(QueueAttributes.DESCR)).isEqualTo("one  two");
    }

    @Test
    void commentsAndEmptyLinesAreSkippedAlsoWithinACommand() throws IOException {
        List<MqscResult> results =
                run("* DEFINE QLOCAL(X)\n\nDEFINE QLOCAL(A) +\n* in between +\n  MAXDEPTH(1)\n* end");

        assertThat(results).singleElement().extracting(MqscResult::line).isEqualTo(3);
        assertThat(administration.queue("A").number(QueueAttributes.MAXDEPTH)).isEqualTo(1);
    }

    @Test
    void semicolonsEndCommandsUnlessTheyAreQuoted() throws IOException {
        List<MqscResult> results =
                run("DEFINE QLOCAL(A) DESCR('a;b''c;'); DEFINE QLOCAL(B);;\nDEFINE QLOCAL(C); DEFINE +\nQLOCAL(D);");

        assertThat(results).extracting(MqscResult::line).containsExactly(1, 1, 2, 2);
        assertThat(results).allMatch(MqscResult::ok);
        assertThat(administration.queues.keySet()).containsExactly("A", "B", "C", "D");
        assertThat(administration.queue("A").text(QueueAttributes.DESCR)).isEqualTo("a;b'c;");
    }

    @Test
    void aQuoteThatIsNotClosedReachesNoFurtherThanItsCommand() throws IOException {
        List<MqscResult> results = run("DEFINE QLOCAL(A) DESCR('x)\nDEFINE QLOCAL(B);");

        assertThat(results).extracting(MqscResult::outcome).containsExactly(SYNTAX_ERROR, DONE);
    }

    @Test
    void messagesNameTheLineOfTheMistake() throws IOException {
        List<MqscResult> results = run(
                "* one\n  DEFINE QLOCAL(A) +\n  PUT(ENABLED) +\n  MAXDEPTH(X) +\n  DESCR('y')\r\nDEF QL(B)\r\nNONSENSE\n");

        assertThat(results).extracting(MqscResult::line).containsExactly(2, 6, 7);
        assertThat(results.get(0).lines())
                .containsExactly(
                        "AMQ8425E: Attribute value error.",
                        "AMQ8405I: Syntax error detected at or near end of command segment below:-",
                        "DEFINE QLOCAL(A) PUT(ENABLED) MAXDEPTH(X)",
                        "   Line 4: MAXDEPTH takes a number, not 'X'.");
        assertThat(results.get(2).lines())
                .containsExactly(
                        "AMQ8405I: Syntax error detected at or near end of command segment below:-",
                        "NONSENSE",
                        "   Line 7: NONSENSE is not an MQSC command.");
        assertThat(administration.queues.keySet()).containsExactly("B");
    }

    @Test
    void endEndsTheScript() throws IOException {
        assertThat(run("DEF QL(A)\nend;\nDEF QL(B)\n")).hasSize(1);
        assertThat(administration.queues.keySet()).containsExactly("A");
    }

    @Test
    void anEmptyScriptHasNoResults() throws IOException {
        assertThat(run("")).isEmpty();
        assertThat(run("\n* nothing\n;;\n +\n")).isEmpty();
    }

    @Test
    void aCommandThatIsNotFinishedIsNotCarriedOut() throws IOException {
        List<MqscResult> results = run("DEF QL(A) +\n");

        assertThat(results).singleElement().extracting(MqscResult::outcome).isEqualTo(SYNTAX_ERROR);
        assertThat(results.get(0).lines().get(0)).isEqualTo("AMQ8406E: Unexpected 'end of input' in MQSC.");
        assertThat(administration.queues).isEmpty();
    }

    @Test
    void aCommandThatIsTooLongIsRefusedWithoutBeingKept() throws IOException {
        String blanks = " ".repeat(40_000);
        List<MqscResult> results = run("DEF QL(A)" + blanks + "MAXDEPTH(1)\n* " + blanks + "\nDEF QL(B) +\n"
                + ("x".repeat(1000) + "+\n").repeat(40) + "\nDEF QL(C)");

        assertThat(results).extracting(MqscResult::outcome).containsExactly(SYNTAX_ERROR, SYNTAX_ERROR, DONE);
        assertThat(results.get(0).lines())
                .containsExactly(
                        "AMQ8403E: The command is too long.", "   Line 1: A command has at most 32767 characters.");
        assertThat(results.get(1).command().length()).isEqualTo(32_767);
        assertThat(administration.queues.keySet()).containsExactly("C");
    }

    @Test
    void aLineWithoutEndIsReadInBoundedMemory() throws IOException {
        long length = 50_000_000;
        Reader endless = new Reader() {
            private long left = length;

            @Override
            public int read(char[] buffer, int offset, int count) {
                if (left == 0) {
                    return -1;
                }
                left--;
                buffer[offset] = 'x';
                return 1;
            }

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public void close() {}
        };

        assertThat(mqsc.runScript(endless))
                .singleElement()
                .satisfies(result -> assertThat(result.command()).hasSizeLessThan(40_000));
    }

    @Test
    void aScriptIsReadFromAFileInUtf8(@TempDir Path directory) throws IOException {
        Path script = Files.writeString(directory.resolve("qm.mqsc"), "\uFEFFDEF QL(A) DESCR('für die Prüfung')\n");

        assertThat(mqsc.runScript(script))
                .singleElement()
                .extracting(MqscResult::outcome)
                .isEqualTo(DONE);
        assertThat(administration.queue("A").text(QueueAttributes.DESCR)).isEqualTo("für die Prüfung");
        assertThatThrownBy(() -> mqsc.runScript(directory.resolve("missing"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void theSummaryCountsAsRunmqscDoes() throws IOException {
        assertThat(MqscSummary.of(run("")).lines())
                .containsExactly(
                        "No MQSC commands read.",
                        "No commands have a syntax error.",
                        "All valid MQSC commands were processed.");
        assertThat(MqscSummary.of(run("NONSENSE")).lines())
                .containsExactly(
                        "One MQSC command read.",
                        "One command has a syntax error.",
                        "All valid MQSC commands were processed.");
        assertThat(MqscSummary.of(run("DEL QL(A)\nPING QMGR")).lines())
                .containsExactly(
                        "2 MQSC commands read.",
                        "No commands have a syntax error.",
                        "One valid MQSC command could not be processed.");
        MqscSummary summary = MqscSummary.of(run("DEL QL(A)\nPING QMGR\nA B\nC D\nDIS CHS(*)"));
        assertThat(summary.lines())
                .containsExactly(
                        "5 MQSC commands read.",
                        "2 commands have a syntax error.",
                        "2 valid MQSC commands could not be processed.");
        assertThat(summary.ok()).isFalse();
        assertThat(MqscSummary.of(run("PING QMGR")).ok()).isTrue();
    }
}
