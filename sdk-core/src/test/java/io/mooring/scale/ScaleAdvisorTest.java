package io.mooring.scale;

import static io.mooring.scale.Observations.QM1;
import static io.mooring.scale.Observations.QM2;
import static io.mooring.scale.Observations.fleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time is in the observations, so hours go by in no time. */
class ScaleAdvisorTest {

    private static final Instant START = Instant.parse("2026-01-01T03:00:00Z");
    private static final ScaleAdvisor ADVISOR =
            ScaleAdvisor.instancesBetween(2, 20).depthPerInstance(200);

    private ScaleHistory history = ScaleHistory.empty();

    @Test
    void moreAreAdvisedAtOnceWhenTheDepthAsksForThem() {
        ScaleAdvice advice = advise(ADVISOR, depth(0, 1000, 2));

        assertThat(advice.direction()).isEqualTo(ScaleDirection.OUT);
        assertThat(advice.current()).isEqualTo(2);
        assertThat(advice.desired()).isEqualTo(5);
        assertThat(advice).hasToString("scale out from 2 to 5: 1000 waiting, need 5.0");
    }

    @Test
    void neverMoreThanTheMostAndNeverFewerThanTheFewest() {
        assertThat(advise(ADVISOR, depth(0, 1_000_000, 2)).desired()).isEqualTo(20);
        assertThat(advise(ADVISOR, depth(10, 1_000_000, 20)).because()).contains("need 5000.0");
        assertThat(ADVISOR.advise(ScaleHistory.running(1), depth(0, 0, 1)).desired())
                .isEqualTo(2);
        assertThat(ADVISOR.advise(ScaleHistory.running(30), depth(0, 0, 30)).desired())
                .isEqualTo(20);
    }

    @Test
    void thoseThatAreStartingAreNotAskedForAgain() {
        advise(ADVISOR, depth(0, 1000, 2));
        ScaleAdvice advice = advise(ADVISOR, depth(10, 1000, 2));

        assertThat(advice.direction()).isEqualTo(ScaleDirection.STAY);
        assertThat(advice.desired()).isEqualTo(5);
        assertThat(advice.because()).contains("2 of 5 reading");
    }

    @Test
    void aNeedWithinTheHysteresisChangesNothing() {
        history = ScaleHistory.running(10);
        assertThat(advise(ADVISOR, depth(0, 2150, 10)).desired()).isEqualTo(10);
        assertThat(advise(ADVISOR, depth(10, 2250, 10)).desired()).isEqualTo(12);
    }

    @Test
    void measuredRatesGiveWhatIsNeededInSteadyState() {
        history = ScaleHistory.running(4);
        // 4 readers, busy all the time, take 20 a second; 40 a second arrive.
        advise(ADVISOR, counted(0, 50, 4, 0, 0));
        ScaleAdvice advice = advise(ADVISOR, counted(10, 250, 4, 400, 200));

        // 40 / (5 * 0.8) = 10; draining: (40 + 250/60) / 5 = 8.8
        assertThat(advice.desired()).isEqualTo(10);
        assertThat(advice.because()).isEqualTo("250 waiting, 40.0/s arriving, 5.00/s by one instance, need 10.0");
    }

    @Test
    void theDrainTimeDecidesWhenMuchIsWaiting() {
        history = ScaleHistory.running(4);
        ScaleAdvisor advisor = ADVISOR.depthPerInstance(100_000).drainWithin(Duration.ofMinutes(2));
        advise(advisor, counted(0, 6200, 4, 0, 0));
        ScaleAdvice advice = advise(advisor, counted(10, 6000, 4, 0, 200));

        // 6000 in 120 s is 50 a second, by 5 a second each
        assertThat(advice.desired()).isEqualTo(10);
    }

    @Test
    void fewerAreAdvisedWhenTheNeedWasLowForAWholeCoolDown() {
        history = ScaleHistory.running(10);
        long in = 0;
        advise(ADVISOR, counted(0, 200, 10, in, in));
        in += 500; // 50 a second by 10 busy readers: 5 a second each, need 12.5
        assertThat(advise(ADVISOR, counted(10, 200, 10, in, in)).desired()).isEqualTo(13);
        int second = 10;
        ScaleAdvice advice;
        do {
            second += 10;
            in += 80; // 8 a second: need 2
            advice = advise(ADVISOR, counted(second, 0, 13, in, in));
        } while (advice.direction() != ScaleDirection.IN && second < 1000);

        assertThat(second).isGreaterThanOrEqualTo(190);
        assertThat(advice.desired()).isLessThan(13);
        assertThat(advice.because()).contains("at no time in the last PT3M more");
    }

    @Test
    void withoutMeasuredRatesTheyGoOneInEachCoolDown() {
        history = ScaleHistory.running(5);
        List<Integer> seconds = new ArrayList<>();
        for (int second = 0; second <= 1200; second += 10) {
            if (advise(ADVISOR.idleAfter(Duration.ofHours(1)), depth(second, 3, 5))
                            .direction()
                    == ScaleDirection.IN) {
                seconds.add(second);
            }
        }

        assertThat(seconds).containsExactly(180, 360, 540);
        assertThat(history.ordered).isEqualTo(2);
    }

    @Test
    void nobodyIsLetGoWhileAQueueManagerCannotBeReached() {
        history = ScaleHistory.running(5);
        ScaleAdvice advice = advise(ADVISOR, depth(0, 0, 5));
        for (int second = 10; second <= 3600; second += 10) {
            Instant now = START.plusSeconds(second);
            advice = advise(
                    ADVISOR,
                    fleet(
                            now,
                            QueueObservation.seen("ORDERS", QM1, now, 0, 3),
                            new QueueObservation.NotReachable("ORDERS", QM2, now, START, "It is away.")));
        }

        assertThat(advice.desired()).isEqualTo(5);
        assertThat(advice.because()).contains("QM2 does not tell what waits there");
    }

    @Test
    void whatWasNotSeenCountsAgainstLettingGoForAWholeCoolDown() {
        history = ScaleHistory.running(5);
        for (int second = 0; second <= 300; second += 10) {
            Instant now = START.plusSeconds(second);
            advise(
                    ADVISOR,
                    fleet(
                            now,
                            QueueObservation.seen("ORDERS", QM1, now, 3, 5),
                            new QueueObservation.NotReachable("ORDERS", QM2, now, START, "It is away.")));
        }
        int second = 300;
        ScaleAdvice advice;
        do {
            second += 10;
            advice = advise(ADVISOR, depth(second, 3, 5));
        } while (advice.direction() == ScaleDirection.STAY && second < 1000);

        assertThat(second).as("180 s after the first look that saw all").isEqualTo(490);
        assertThat(advice.desired()).isEqualTo(4);
    }

    @Test
    void thoseThatAreSeenMayAskForMoreWhileAQueueManagerIsAway() {
        history = ScaleHistory.running(5);
        FleetObservation half = fleet(
                START,
                QueueObservation.seen("ORDERS", QM1, START, 2000, 5),
                new QueueObservation.NotReachable("ORDERS", QM2, START, START, "It is away."));

        assertThat(advise(ADVISOR, half).desired()).isEqualTo(10);
    }

    @Test
    void afterSomeWereLetGoATurnWaitsForTheCoolDown() {
        history = ScaleHistory.running(5);
        for (int second = 0; second <= 180; second += 10) {
            advise(ADVISOR, depth(second, 3, 5));
        }
        assertThat(history.ordered).isEqualTo(4);
        ScaleAdvice blocked = advise(ADVISOR, depth(190, 4000, 4));
        ScaleAdvice later = advise(ADVISOR, depth(360, 4000, 4));

        assertThat(blocked.desired()).isEqualTo(4);
        assertThat(blocked.because()).contains("no turn before " + START.plusSeconds(360));
        assertThat(later.desired()).isEqualTo(20);
    }

    @Test
    void instantsInTheReasonAreSpelledToTheMillisecond() {
        Instant uneven = START.plusNanos(123_456_789);
        history = ScaleHistory.running(5);
        for (int second = 0; second <= 180; second += 10) {
            Instant at = uneven.plusSeconds(second);
            advise(ADVISOR, fleet(at, QueueObservation.seen("ORDERS", QM1, at, 3, 5)));
        }
        Instant at = uneven.plusSeconds(190);
        ScaleAdvice blocked = advise(ADVISOR, fleet(at, QueueObservation.seen("ORDERS", QM1, at, 4000, 4)));

        assertThat(blocked.because())
                .contains("let go at " + START.plusSeconds(180).plusMillis(123) + ": ")
                .endsWith("no turn before " + START.plusSeconds(360).plusMillis(123));
    }

    @Test
    void afterSomeWereAddedATurnWaitsForTheCoolDown() {
        ScaleAdvisor quick = ADVISOR.coolDown(Duration.ofMinutes(10)).idleAfter(Duration.ofMinutes(1));
        advise(quick, counted(0, 1000, 2, 1000, 0));
        advise(quick, counted(10, 0, 5, 1000, 1000));
        ScaleAdvice blocked = null;
        for (int second = 20; second < 600; second += 10) {
            blocked = advise(quick, counted(second, 0, 5, 1000, 1000));
            assertThat(blocked.desired()).isEqualTo(5);
        }

        assertThat(blocked).isNotNull();
        assertThat(blocked.because()).contains("no turn before " + START.plusSeconds(600));
        assertThat(advise(quick, counted(600, 0, 5, 1000, 1000)).desired()).isEqualTo(2);
    }

    @Test
    void anIdleQueueIsLeftWithTheFewest() {
        history = ScaleHistory.running(10);
        ScaleAdvisor advisor = ADVISOR.coolDown(Duration.ofHours(1)); // so that nothing else lets any go
        int second = 0;
        while (advise(advisor, counted(second, 0, 10, 7, 7)).direction() == ScaleDirection.STAY && second < 2000) {
            second += 10;
        }

        // The first look finds no arrivals known; the second finds none.
        assertThat(second).isBetween(600, 610);
        assertThat(history.ordered).isEqualTo(2);
    }

    @Test
    void theLastOneGoesOnlyWhenIdleAndTheFirstMessageBringsItBackAtOnce() {
        ScaleAdvisor toZero = ScaleAdvisor.instancesBetween(0, 20);
        history = ScaleHistory.running(2);
        List<Integer> seconds = new ArrayList<>();
        for (int second = 0; second <= 900; second += 10) {
            ScaleAdvice advice = advise(toZero, depth(second, 0, 2));
            if (advice.direction() == ScaleDirection.IN) {
                seconds.add(second);
            }
        }
        assertThat(seconds).containsExactly(180, 600);
        assertThat(history.ordered).isZero();

        ScaleAdvice woken = advise(toZero, depth(910, 1, 0));
        assertThat(woken.desired()).isEqualTo(1);
        assertThat(woken.because()).isEqualTo("1 waiting, and nobody runs");
    }

    @Test
    void aQueueThatIsEmptyAtEachLookButInUseIsNotIdle() {
        ScaleAdvisor toZero = ScaleAdvisor.instancesBetween(0, 20);
        history = ScaleHistory.running(2);
        for (int second = 0; second <= 7200; second += 10) {
            advise(toZero, counted(second, 0, 2, second, second));
        }

        assertThat(history.ordered).isEqualTo(1);
    }

    @Test
    void whatIsBelowTheActivationDepthWakesNobody() {
        ScaleAdvisor toZero = ScaleAdvisor.instancesBetween(0, 20).activationDepth(10);
        history = ScaleHistory.running(0);

        assertThat(advise(toZero, depth(0, 10, 0)).because())
                .isEqualTo("10 waiting; more than 10 waiting would wake the first");
        assertThat(advise(toZero, depth(10, 11, 0)).desired()).isEqualTo(1);
    }

    @Test
    void anInstanceMayHaveSeveralReaders() {
        ScaleAdvisor advisor = ADVISOR.readersPerInstance(5);
        assertThat(advise(advisor, depth(0, 0, 20)).current()).isEqualTo(4);
        history = ScaleHistory.running(4);
        advise(advisor, counted(0, 50, 20, 0, 0));
        // 20 readers take 100 in 10 s, 0.5 a second each, 2.5 a second by an instance; 20 a second arrive
        assertThat(advise(advisor, counted(10, 150, 20, 200, 100)).because()).contains("2.50/s by one instance");
        assertThat(history.ordered).isEqualTo(10);
    }

    @Test
    void aClockThatGoesBackStartsTheMeasuringAnewAndKeepsWhatWasAdvised() {
        history = ScaleHistory.running(5);
        for (int second = 0; second <= 170; second += 10) {
            advise(ADVISOR, depth(second, 3, 5));
        }
        advise(ADVISOR, depth(-3600, 3, 5));
        ScaleAdvice advice = advise(ADVISOR, depth(-3590, 3, 5));

        assertThat(advice.desired()).isEqualTo(5);
        assertThat(advise(ADVISOR, depth(-3420, 3, 5)).desired()).isEqualTo(4);
    }

    @Test
    void theAgeOfTheOldestMessageIsPartOfTheReason() {
        FleetObservation old = fleet(
                START, QueueObservation.seen("ORDERS", QM1, START, 3, 2).withOldestMessageAge(Duration.ofMinutes(9)));
        assertThat(advise(ADVISOR, old)).hasToString("stay at 2: 3 waiting, the oldest for PT9M, need 0.0");
    }

    @Test
    void theExampleInTheDocumentSaysWhatItSays() {
        history = ScaleHistory.running(4);
        FleetObservation fleet = fleet(
                START,
                QueueObservation.seen("ORDERS", QM1, START, 730, 2).withCounts(18_400, 17_670),
                new QueueObservation.NotReachable("ORDERS", QM2, START, START.minusSeconds(90), "It is away."));

        assertThat(advise(ADVISOR, fleet))
                .hasToString(
                        "stay at 4: 730 waiting, 2 of 4 reading, need 3.7; QM2 does not tell what waits there, so nobody is let go");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverIsSeenTheBoundsHoldTurnsAreRareAndTheSameGivesTheSame(long seed) {
        Random chance = new Random(seed);
        history = ScaleHistory.running(7);
        ScaleDirection last = ScaleDirection.STAY;
        Instant turned = Instant.MIN;
        long in = 0;
        long out = 0;
        int second = 0;
        for (int i = 0; i < 5000; i++) {
            second += 1 + chance.nextInt(60);
            int depth = chance.nextInt(4) == 0 ? chance.nextInt(10_000) : chance.nextInt(50);
            in += chance.nextInt(2000);
            out += chance.nextInt(2000);
            FleetObservation now = counted(second, depth, chance.nextInt(20), in, out);
            ScaleHistory before = history;
            ScaleAdvice advice = advise(ADVISOR, now);

            assertThat(advice.desired()).as("seed %d, look %d", seed, i).isBetween(2, 20);
            assertThat(ADVISOR.advise(before, now)).hasToString(advice.toString());
            if (advice.direction() != ScaleDirection.STAY && advice.direction() != last) {
                assertThat(turned)
                        .as("seed %d, look %d", seed, i)
                        .isBeforeOrEqualTo(advice.at().minusSeconds(180));
                turned = advice.at();
                last = advice.direction();
            }
        }
    }

    @Test
    void settingsThatMeanNothingAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScaleAdvisor.instancesBetween(3, 2))
                .withMessage("instancesBetween(3, 2): 0 <= fewest <= most and most >= 1 would do");
        assertThatIllegalArgumentException().isThrownBy(() -> ScaleAdvisor.instancesBetween(-1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> ScaleAdvisor.instancesBetween(0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ADVISOR.busyAtMost(1.1))
                .withMessage("busyAtMost(1.1): more than 0 and at most 1 would do");
        assertThatIllegalArgumentException().isThrownBy(() -> ADVISOR.busyAtMost(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ADVISOR.depthPerInstance(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ADVISOR.hysteresis(1));
        assertThatIllegalArgumentException().isThrownBy(() -> ADVISOR.hysteresis(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> ADVISOR.activationDepth(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> ADVISOR.readersPerInstance(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ADVISOR.drainWithin(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> ADVISOR.coolDown(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> ScaleHistory.running(-1));
        assertThat(ADVISOR.hysteresis(0.5)
                        .advise(ScaleHistory.running(10), depth(0, 2900, 10))
                        .desired())
                .isEqualTo(10);
    }

    private ScaleAdvice advise(ScaleAdvisor advisor, FleetObservation observation) {
        ScaleAdvice advice = advisor.advise(history, observation);
        history = advice.history();
        return advice;
    }

    private static FleetObservation depth(int second, int depth, int readers) {
        Instant now = START.plusSeconds(second);
        return fleet(now, QueueObservation.seen("ORDERS", QM1, now, depth, readers));
    }

    private static FleetObservation counted(int second, int depth, int readers, long in, long out) {
        Instant now = START.plusSeconds(second);
        return fleet(
                now, QueueObservation.seen("ORDERS", QM1, now, depth, readers).withCounts(in, out));
    }
}
