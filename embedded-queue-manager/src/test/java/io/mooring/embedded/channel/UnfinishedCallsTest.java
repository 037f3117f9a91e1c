package io.mooring.embedded.channel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.embedded.wire.ProtocolException;
import org.junit.jupiter.api.Test;

/** The unfinished calls of a socket's conversations are bounded together. */
class UnfinishedCallsTest {
    private final UnfinishedCalls calls = new UnfinishedCalls(1000);

    @Test
    void severalConversationsMayHoldWhatIsAllowedTogether() {
        calls.changed(0, 600);

        assertThatCode(() -> calls.changed(0, 400)).doesNotThrowAnyException();
    }

    @Test
    void oneByteMoreIsRefusedWithBothNumbers() {
        calls.changed(0, 600);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> calls.changed(0, 401))
                .withMessageContaining("1001")
                .withMessageContaining("1000 are allowed");
    }

    @Test
    void aCallThatEndsMakesRoom() {
        calls.changed(0, 600);
        calls.changed(600, 0);

        assertThatCode(() -> calls.changed(0, 1000)).doesNotThrowAnyException();
    }
}
