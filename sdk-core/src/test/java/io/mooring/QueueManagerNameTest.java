package io.mooring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueManagerNameTest {
    @Test
    void paddingOfTheQueueManagerIsDropped() {
        assertThat(QueueManagerName.of("QM1" + " ".repeat(45))).isEqualTo(new QueueManagerName("QM1"));
        assertThat(QueueManagerName.of("QM1\0\0")).hasToString("QM1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "Z", "a", "z", "0", "9", "qm.1/A_%"})
    void whatMqAllowsIsAName(String name) {
        assertThat(QueueManagerName.of(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*ANY_QM", "QM 1", "QM-1", "QMÄ", "@", "[", "`", "{", ":", " QM1"})
    void whatMqDoesNotAllowIsRefusedWithTheCharacter(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueManagerName.of(name))
                .withMessageContaining("'" + name + "'")
                .withMessageContaining("A-Z a-z 0-9 . / _ %");
    }

    @Test
    void anEmptyNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueManagerName.of("   "))
                .withMessageContaining("empty");
    }

    @Test
    void fortyEightCharactersAreTheMost() {
        assertThat(QueueManagerName.of("Q".repeat(48)).value()).hasSize(48);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueManagerName.of("Q".repeat(49)))
                .withMessageContaining("49")
                .withMessageContaining("48");
    }

    @Test
    void aMessageIdHoldsTwelveCharactersOfIt() {
        assertThat(QueueManagerName.of("ABCDEFGHIJKLMNOP").messageIdPrefix()).isEqualTo("ABCDEFGHIJKL");
        assertThat(QueueManagerName.of("QM1").messageIdPrefix()).isEqualTo("QM1");
    }

    @Test
    void namesSortLikeTheirText() {
        assertThat(QueueManagerName.of("QM1")).isLessThan(QueueManagerName.of("QM2"));
    }
}
