package io.mooring.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectionLifetimeTest {
    private static final ConnectionLifetime HOUR = ConnectionLifetime.of(Duration.ofHours(1));

    @Test
    void anUnlimitedLinkIsNeverDue() {
        assertThat(ConnectionLifetime.unlimited().dueAfter(new Random(1))).isEmpty();
    }

    @Test
    void withoutJitterALinkIsDueOnTime() {
        assertThat(HOUR.withJitter(0).dueAfter(new Random(1))).hasValue(Duration.ofHours(1));
    }

    @Test
    void jitterKeepsToItsShare() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(HOUR.dueAfter(random).orElseThrow()).isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72));
        }
    }

    @Test
    void theSameRandomNumbersGiveTheSameTimes() {
        assertThat(HOUR.dueAfter(new Random(5))).isEqualTo(HOUR.dueAfter(new Random(5)));
    }

    /** A thousand links made in one moment: after some lives no minute has many more than its share of them. */
    @Test
    void linksThatWereMadeTogetherAreDueFarApartAfterSomeLives() {
        Random random = new Random(1);
        int[] dueInMinute = new int[60];
        for (int link = 0; link < 1_000; link++) {
            Duration age = Duration.ZERO;
            for (int life = 0; life < 30; life++) {
                age = age.plus(HOUR.dueAfter(random).orElseThrow());
            }
            dueInMinute[(int) (age.toMinutes() % 60)]++;
        }
        assertThat(Arrays.stream(dueInMinute).max().orElseThrow()).isLessThan(40);
    }

    @Test
    void whatDoesNotMakeSenseIsRefusedWithASentence() {
        assertThatThrownBy(() -> ConnectionLifetime.of(Duration.ZERO))
                .hasMessage("The lifetime of a connection is PT0S; give one that is longer than nothing.");
        assertThatThrownBy(() -> HOUR.withJitter(-0.1)).hasMessageContaining("Jitter -0.1");
        assertThatThrownBy(() -> HOUR.lookingAgainAfter(Duration.ZERO)).hasMessageContaining("safe moment");
        assertThat(HOUR.lookingAgainAfter(Duration.ofSeconds(3)).looksAgain()).isEqualTo(Duration.ofSeconds(3));
    }
}
