package io.mooring.idle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.QueueManagerName;
import io.mooring.idle.Departure.End;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** One attempt to leave, step by step. */
class DepartureTest {
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");

    private final ScriptedSource source = new ScriptedSource();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    @Test
    void itStepsAsideCountsTwiceAndLeaves() {
        source.counts(counts(1, 2), counts(0, 2), counts(0, 2));

        assertThat(attempt(2).end()).isEqualTo(End.LEFT);
        assertThat(source.calls()).containsExactly("count", "pause", "count", "count");
    }

    @Test
    void whereTheFloorIsReachedNoHandleIsClosed() {
        source.counts(counts(1, 1));

        Departure.Outcome outcome = attempt(2);

        assertThat(outcome.end()).isEqualTo(End.STAYED);
        assertThat(outcome.because())
                .isEqualTo("2 reader(s) are certain with this one, 2 have to stay (QM1: 1 reader(s), depth 0; QM2: 1"
                        + " reader(s), depth 0)");
        assertThat(source.calls()).containsExactly("count");
    }

    @Test
    void itComesBackIfOthersSteppedAsideToo() {
        source.counts(counts(2, 2), counts(0, 1));

        Departure.Outcome outcome = attempt(2);

        assertThat(outcome.end()).isEqualTo(End.STAYED);
        assertThat(outcome.because()).startsWith("1 reader(s) are certain without this one, 2 have to stay");
        assertThat(source.calls()).containsExactly("count", "pause", "count", "count", "resume");
    }

    @Test
    void aReaderThatMovesWhileBeingCountedIsCountedOnce() {
        // It was on QM1 when QM1 was asked and on QM2 when QM2 was.
        source.counts(counts(2, 1), counts(1, 1), counts(0, 1));

        assertThat(attempt(2).because()).startsWith("1 reader(s) are certain without this one");
    }

    @Test
    void messagesAnywhereHoldItBack() {
        source.counts(List.of(QueueCount.of(QM1, 0, 9), QueueCount.of(QM2, 1, 9)));
        assertThat(attempt(2).because()).startsWith("messages are waiting (QM1: 9 reader(s), depth 0; QM2: 9");

        source.counts(counts(9, 9), counts(9, 9), List.of(QueueCount.of(QM1, 0, 9), QueueCount.of(QM2, 1, 9)));
        assertThat(attempt(2).because()).startsWith("messages are waiting");
        assertThat(source.calls()).endsWith("resume");
    }

    @Test
    void whatIsNotKnownCountsAsNoReader() {
        List<QueueCount> half = List.of(QueueCount.of(QM1, 0, 1), QueueCount.notKnown(QM2));
        source.counts(counts(2, 2), counts(1, 2), half);

        assertThat(attempt(2).because())
                .isEqualTo(
                        "1 reader(s) are certain without this one, 2 have to stay (QM1: 1 reader(s), depth 0; QM2: not"
                                + " known); what is not known counts as none");
    }

    @Test
    void whatIsNotKnownHoldsNobodyBackIfEnoughReadersAreKnown() {
        List<QueueCount> half = List.of(QueueCount.of(QM1, 0, 3), QueueCount.notKnown(QM2));
        source.counts(half);

        assertThat(attempt(2).end()).isEqualTo(End.LEFT);
    }

    @Test
    void aQueueManagerThatOnlyOneCountHasIsNotKnown() {
        source.counts(counts(2, 2), counts(0, 2), List.of(QueueCount.of(QM1, 0, 2)));
        assertThat(attempt(2).because()).startsWith("0 reader(s) are certain");

        source.counts(counts(2, 2), List.of(QueueCount.of(QM1, 0, 0)), counts(0, 2));
        assertThat(attempt(2).because()).startsWith("0 reader(s) are certain");
    }

    @Test
    void aCensusOfNobodyOrWithOneTwiceIsNotTrusted() {
        source.counts(List.of());
        assertThat(attempt(1).because()).endsWith("(no queue manager was asked)");

        source.counts(List.of(QueueCount.of(QM1, 0, 1), QueueCount.of(QM1, 0, 1)));
        Departure.Outcome outcome = attempt(1);
        assertThat(outcome.because()).isEqualTo("the readers could not be counted");
        assertThat(outcome.failure()).hasMessageContaining("QM1 twice");
    }

    @Test
    void aFloorOfZeroLetsTheLastOneGo() {
        source.counts(counts(1, 0), counts(0, 0), counts(0, 0));

        assertThat(attempt(0).end()).isEqualTo(End.LEFT);
    }

    @Test
    void aMessageAtTheLastMomentBringsItBack() {
        source.counts(counts(2, 2));
        source.idleOncePaused(Duration.ZERO);

        assertThat(attempt(1).because()).isEqualTo("a message came at the last moment");
        assertThat(source.calls()).containsExactly("count", "pause", "resume");
    }

    @Test
    void whoeverFailsWhileItIsAsideItComesBack() {
        source.counts(counts(2, 2));
        source.failIn("pause");
        assertThat(attempt(1).failure()).hasMessage("pause failed");
        assertThat(source.calls()).containsExactly("count", "pause", "resume");

        source.mend();
        source.failIn("count");
        assertThat(attempt(1).failure()).hasMessage("count failed");
    }

    @Test
    void aFailureBeforeLeavingIsAVeto() {
        source.counts(counts(2, 2));
        IdleShutdown vetoed = settings(1).beforeLeaving(() -> {
            throw new IllegalStateException("not now");
        });

        Departure.Outcome outcome = new Departure(vetoed, source, cancelled::get).attempt();

        assertThat(outcome.end()).isEqualTo(End.STAYED);
        assertThat(outcome.failure()).hasMessage("not now");
        assertThat(source.calls()).endsWith("resume");
    }

    @Test
    void whoCannotComeBackSaysSo() {
        source.counts(counts(2, 2), counts(0, 0));
        source.failIn("resume");

        Departure.Outcome outcome = attempt(1);

        assertThat(outcome.end()).isEqualTo(End.ASIDE);
        assertThat(outcome.failure()).hasMessage("resume failed");
    }

    @Test
    void onceTheWatchIsClosedItComesBack() {
        source.counts(counts(2, 2));
        cancelled.set(true);

        assertThat(attempt(1).because()).isEqualTo("the watch was closed");
    }

    @Test
    void whatDoesNotMakeSenseIsRefusedWithASentence() {
        assertThatThrownBy(() -> IdleShutdown.after(Duration.ZERO))
                .hasMessage("The idle time after which to leave is PT0S; give one that is longer than nothing.");
        assertThatThrownBy(() -> settings(1).tryingAgainAfter(Duration.ofSeconds(-1)))
                .hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> settings(-1)).hasMessage("Keeping -1 readers; give 0 or more.");
        assertThatThrownBy(() -> QueueCount.of(QM1, 0, -1))
                .hasMessage("A queue cannot have 0 message(s) and -1 reader(s).");
    }

    private Departure.Outcome attempt(int floor) {
        return new Departure(settings(floor), source, cancelled::get).attempt();
    }

    private static IdleShutdown settings(int floor) {
        return IdleShutdown.after(Duration.ofMinutes(10)).keeping(floor);
    }

    private static List<QueueCount> counts(int qm1, int qm2) {
        return List.of(QueueCount.of(QM1, 0, qm1), QueueCount.of(QM2, 0, qm2));
    }
}
