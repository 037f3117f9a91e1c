package io.mooring.embedded.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Verb;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls are counted always and kept when it is wanted. */
class CallRecorderTest {
    private final CallRecorder recorder = new CallRecorder();

    private void answer(Verb verb, int reason) {
        recorder.answered(verb, Byte24.NONE, "orders", "Q", reason == 0 ? 0 : 2, reason, Byte24.NONE);
    }

    @Test
    void itCountsFromTheBeginningAndKeepsNothingUntilToldTo() {
        answer(Verb.MQPUT, 0);
        answer(Verb.MQPUT, 2053);
        answer(Verb.MQGET, 0);

        assertThat(recorder.count(Verb.MQPUT)).isEqualTo(2);
        assertThat(recorder.count(Verb.MQGET)).isEqualTo(1);
        assertThat(recorder.count(Verb.MQINQ)).isZero();
        assertThat(recorder.calls()).isEmpty();
    }

    @Test
    void itKeepsCallsInOrderAsLongAsItIsTold() {
        recorder.start();
        answer(Verb.MQPUT, 0);
        answer(Verb.MQGET, 2033);
        recorder.stop();
        answer(Verb.MQINQ, 0);

        assertThat(recorder.calls()).extracting(RecordedCall::verb).containsExactly(Verb.MQPUT, Verb.MQGET);
        assertThat(recorder.calls()).extracting(RecordedCall::succeeded).containsExactly(true, false);
        assertThat(recorder.calls().get(0)).hasToString("#1 MQPUT Q by orders: ok");
        assertThat(recorder.calls().get(1).toString()).contains("2033").contains("NO_MSG_AVAILABLE");
    }

    @Test
    void aNewStartForgetsWhatWasKept() {
        recorder.start();
        answer(Verb.MQPUT, 0);
        recorder.start();

        assertThat(recorder.calls()).isEmpty();
    }

    @Test
    void itKeepsTheLatestTenThousand() {
        recorder.start();
        IntStream.range(0, 12_000).parallel().forEach(i -> answer(Verb.MQPUT, 0));

        assertThat(recorder.count(Verb.MQPUT)).isEqualTo(12_000);
        assertThat(recorder.calls()).hasSize(10_000);
        assertThat(recorder.calls().get(9_999).number()).isEqualTo(12_000);
    }
}
