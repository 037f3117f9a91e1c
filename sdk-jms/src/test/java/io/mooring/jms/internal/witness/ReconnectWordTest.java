package io.mooring.jms.internal.witness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What IBM's client says to its observer is read defensively. */
class ReconnectWordTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Reconnecting to 'null', ATTEMPT, ",
                "Reconnecting to 'QM2', ATTEMPT, QM2",
                "Reconnect failed, ATTEMPT_FAILED, ",
                "Reconnected to 'QM2', DONE, QM2",
                "Reconnected to 'QM2   ', DONE, QM2",
                "Reconnected to '', NOT_UNDERSTOOD, ",
                "Reconnected, NOT_UNDERSTOOD, ",
                "Wiederverbunden mit 'QM2', NOT_UNDERSTOOD, ",
                "'', NOT_UNDERSTOOD, "
            })
    void readsAText(String text, ReconnectWord.Kind kind, String name) {
        ReconnectWord word = ReconnectWord.of(text);

        assertThat(word.kind()).isEqualTo(kind);
        assertThat(word.name().orElse(null)).isEqualTo(name);
    }

    @Test
    void whatIsNoTextIsNotUnderstood() {
        assertThat(ReconnectWord.of(null).kind()).isEqualTo(ReconnectWord.Kind.NOT_UNDERSTOOD);
        assertThat(ReconnectWord.of(42).kind()).isEqualTo(ReconnectWord.Kind.NOT_UNDERSTOOD);
    }
}
