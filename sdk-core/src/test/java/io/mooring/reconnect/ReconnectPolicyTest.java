package io.mooring.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconnectPolicyTest {
    private static final Duration MS_100 = Duration.ofMillis(100);

    @Test
    void theFirstAttemptIsMadeAtOnce() {
        ReconnectAttempt first = ReconnectAttempt.first(Optional.of(ReasonCode.CONNECTION_BROKEN));

        assertThat(ReconnectPolicy.standard().delayBefore(first)).hasValue(Duration.ZERO);
        assertThat(ReconnectPolicy.fixed(Duration.ofSeconds(3)).delayBefore(first))
                .hasValue(Duration.ZERO);
    }

    @Test
    void exponentialDelaysDoubleUpToTheLongest() {
        ReconnectPolicy policy = ReconnectPolicy.exponential(MS_100, Duration.ofSeconds(1));

        assertThat(millis(policy, 8)).containsExactly(0L, 100L, 200L, 400L, 800L, 1_000L, 1_000L, 1_000L);
    }

    @Test
    void exponentialDelaysNeverOverflow() {
        ReconnectPolicy policy = ReconnectPolicy.exponential(MS_100, Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(policy.delayBefore(attempt(Integer.MAX_VALUE))).hasValue(Duration.ofSeconds(Long.MAX_VALUE));
    }

    @Test
    void fixedDelaysAreAllTheSameAfterTheFirst() {
        assertThat(millis(ReconnectPolicy.fixed(MS_100), 4)).containsExactly(0L, 100L, 100L, 100L);
    }

    @Test
    void neverGivesUpBeforeTheFirstAttempt() {
        assertThat(ReconnectPolicy.never().delayBefore(attempt(1))).isEmpty();
    }

    @Test
    void jitterStaysWithinItsShareAndReachesBothSides() {
        ReconnectPolicy policy = ReconnectPolicy.fixed(MS_100).withJitter(0.2);

        List<Duration> delays = IntStream.range(0, 1_000)
                .mapToObj(i -> policy.delayBefore(attempt(2)).orElseThrow())
                .toList();

        assertThat(delays).allMatch(delay -> delay.toMillis() >= 80 && delay.compareTo(Duration.ofMillis(120)) <= 0);
        assertThat(delays)
                .anyMatch(delay -> delay.toMillis() < 90)
                .anyMatch(delay -> delay.compareTo(Duration.ofMillis(110)) > 0);
    }

    @Test
    void theSameRandomNumbersGiveTheSameDelays() {
        assertThat(millis(standardWith(new Random(7)), 20)).isEqualTo(millis(standardWith(new Random(7)), 20));
        assertThat(millis(standardWith(new Random(7)), 20)).isNotEqualTo(millis(standardWith(new Random(8)), 20));
    }

    @Test
    void jitterLeavesAnAttemptAtOnceAtOnce() {
        assertThat(ReconnectPolicy.fixed(MS_100).withJitter(1).delayBefore(attempt(1)))
                .hasValue(Duration.ZERO);
    }

    @Test
    void noAttemptBeginsAfterTheTimeToGiveUp() {
        ReconnectPolicy policy = ReconnectPolicy.fixed(Duration.ofSeconds(5)).givingUpAfter(Duration.ofSeconds(60));

        assertThat(policy.delayBefore(after(Duration.ofSeconds(55)))).hasValue(Duration.ofSeconds(5));
        assertThat(policy.delayBefore(after(Duration.ofSeconds(55).plusNanos(1))))
                .isEmpty();
        assertThat(policy.delayBefore(after(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void noMoreAttemptsThanAllowedAreMade() {
        ReconnectPolicy policy = ReconnectPolicy.fixed(MS_100).givingUpAfterAttempts(3);

        assertThat(policy.delayBefore(attempt(3))).isPresent();
        assertThat(policy.delayBefore(attempt(4))).isEmpty();
    }

    @Test
    void theStandardGivesUpWhereTheClientOfIbmDoes() {
        Duration limit = Duration.ofMinutes(30);

        assertThat(ReconnectPolicy.standard().delayBefore(after(limit.minusSeconds(7))))
                .isPresent();
        assertThat(ReconnectPolicy.standard().delayBefore(after(limit.plusNanos(1))))
                .isEmpty();
    }

    @Test
    void theStandardSlowsDownWhereEveryEndpointRefuses() {
        ReconnectAttempt refused =
                new ReconnectAttempt(4, Duration.ofSeconds(1), Optional.of(ReasonCode.NOT_AUTHORIZED), true);
        ReconnectAttempt partly =
                new ReconnectAttempt(4, Duration.ofSeconds(1), Optional.of(ReasonCode.NOT_AUTHORIZED), false);

        assertThat(ReconnectPolicy.standard().delayBefore(refused)).hasValue(Duration.ofMinutes(1));
        assertThat(ReconnectPolicy.standard().delayBefore(partly).orElseThrow()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aRefusalMakesNoDelayShorter() {
        ReconnectPolicy policy = ReconnectPolicy.fixed(Duration.ofMinutes(5)).slowerWhenRefused(Duration.ofMinutes(1));

        assertThat(policy.delayBefore(new ReconnectAttempt(2, Duration.ZERO, Optional.empty(), true)))
                .hasValue(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {2035, 2397, 2058, 2540})
    void securityAndConfigurationAreRefusals(int reason) {
        assertThat(ReconnectAttempt.isRefusal(new ReasonCode(reason))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2009, 2059, 2161, 2538, 2537, 4711})
    void whatMayPassByItselfIsNoRefusal(int reason) {
        assertThat(ReconnectAttempt.isRefusal(new ReasonCode(reason))).isFalse();
    }

    @Test
    void whatDoesNotMakeSenseIsRefusedWithASentence() {
        assertThatThrownBy(() -> ReconnectPolicy.exponential(Duration.ofSeconds(5), MS_100))
                .hasMessage("The longest reconnect delay PT0.1S is shorter than the first, PT5S; give one that is as"
                        + " long at least.");
        assertThatThrownBy(() -> ReconnectPolicy.fixed(Duration.ZERO))
                .hasMessage("The delay is PT0S; give one that is longer than nothing.");
        assertThatThrownBy(() -> ReconnectPolicy.standard().withJitter(1.5))
                .hasMessage("Jitter 1.5 is out of range; give 0 to 1, 0.2 for 20 %.");
        assertThatThrownBy(() -> ReconnectPolicy.standard().withJitter(Double.NaN))
                .hasMessageContaining("Jitter NaN");
        assertThatThrownBy(() -> ReconnectPolicy.standard().givingUpAfterAttempts(0))
                .hasMessageContaining("Giving up after 0 attempts");
        assertThatThrownBy(() -> ReconnectPolicy.standard().givingUpAfter(Duration.ofSeconds(-1)))
                .hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> attempt(0)).hasMessageContaining("Attempt number 0");
        assertThatThrownBy(() -> after(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> new ReconnectAttempt(1, Duration.ZERO, Optional.empty(), true))
                .hasMessageContaining("cannot follow a refusal");
    }

    private static ReconnectPolicy standardWith(Random random) {
        return ReconnectPolicy.exponential(MS_100, Duration.ofSeconds(5)).withJitter(0.2, random);
    }

    private static ReconnectAttempt attempt(int number) {
        return new ReconnectAttempt(number, Duration.ZERO, Optional.empty(), false);
    }

    private static ReconnectAttempt after(Duration sinceLoss) {
        return new ReconnectAttempt(9, sinceLoss, Optional.empty(), false);
    }

    private static List<Long> millis(ReconnectPolicy policy, int attempts) {
        List<Long> delays = new ArrayList<>();
        for (int number = 1; number <= attempts; number++) {
            delays.add(policy.delayBefore(attempt(number)).orElseThrow().toMillis());
        }
        return delays;
    }
}
