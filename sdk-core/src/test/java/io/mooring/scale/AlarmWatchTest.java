package io.mooring.scale;

import static io.mooring.scale.Observations.QM1;
import static io.mooring.scale.Observations.QM2;
import static io.mooring.scale.Observations.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmWatchTest {
    private static final Instant START = Instant.parse("2026-01-01T03:00:00Z");

    private final AlarmWatch watch = new AlarmWatch(Duration.ofMinutes(1));

    @Test
    void depthWithoutReadersIsRaisedOnceItLastsAndClearedOnce() {
        assertThat(raised(lopsided(0))).isEmpty();
        assertThat(raised(lopsided(50))).isEmpty();
        List<ScaleAlarm> alarms = raised(lopsided(60));

        assertThat(alarms)
                .containsExactly(new ScaleAlarm.DepthWithoutReaders("ORDERS", QM2, START, 70, 3))
                .extracting(ScaleAlarm::message)
                .containsExactly("70 message(s) wait on ORDERS on QM2, and since " + START
                        + " nobody has had it open for input there; 3 reader(s) are on other queue managers.");
        assertThat(raised(lopsided(70))).as("once").isEmpty();
        assertThat(watch.present()).isEqualTo(alarms);
        assertThat(cleared(healthy(80))).isEqualTo(alarms);
        assertThat(cleared(healthy(90))).as("once").isEmpty();
        assertThat(raised(lopsided(100))).as("counted from new").isEmpty();
    }

    @Test
    void depthThatNobodyReadsAnywhereIsAnAlarmUnlessNobodyIsToRun() {
        watch.look(List.of(unread(0)), queue -> true);
        assertThat(watch.look(List.of(unread(60)), queue -> true).raised()).isEmpty();
        watch.look(List.of(unread(70)), queue -> false);
        assertThat(watch.look(List.of(unread(130)), queue -> false).raised())
                .extracting(ScaleAlarm::message)
                .containsExactly("5 message(s) wait on ORDERS on QM1, and since " + START.plusSeconds(70)
                        + " nobody has had it open for input there, nor on another queue manager.");
    }

    @Test
    void aQueueManagerThatIsAwayIsOneAlarmHoweverManyQueuesAreWatched() {
        List<FleetObservation> pass = List.of(away("ORDERS", 60), away("PRICES", 60));

        assertThat(watch.look(List.of(away("ORDERS", 59)), queue -> false).raised())
                .isEmpty();
        assertThat(watch.look(pass, queue -> false).raised())
                .containsExactly(new ScaleAlarm.QueueManagerNotReachable(QM2, START, "It is away."))
                .extracting(ScaleAlarm::message)
                .containsExactly(
                        "QM2 has not been reachable since " + START + "; what waits there is not known. It is away.");
        assertThat(watch.look(pass, queue -> false).raised()).isEmpty();
        assertThat(cleared(healthy(80))).hasSize(1);
    }

    @Test
    void instantsAreSpelledToTheMillisecond() {
        Instant since = START.plusNanos(123_456_789);

        assertThat(new ScaleAlarm.QueueManagerNotReachable(QM2, since, "It is away.").message())
                .startsWith("QM2 has not been reachable since 2026-01-01T03:00:00.123Z; ");
        assertThat(new ScaleAlarm.DepthWithoutReaders("ORDERS", QM2, since, 70, 3).message())
                .contains(" since 2026-01-01T03:00:00.123Z nobody ");
    }

    @Test
    void whatCannotBeSeenAtTheMomentHasNotBecomeBetter() {
        watch.look(List.of(lopsided(0)), queue -> false);
        watch.look(List.of(lopsided(60)), queue -> false);

        assertThat(cleared(away("ORDERS", 65))).isEmpty();
        assertThat(watch.present()).hasAtLeastOneElementOfType(ScaleAlarm.DepthWithoutReaders.class);
        assertThat(raised(lopsided(70))).isEmpty();
    }

    @Test
    void aQueueManagerThatIsNoLongerWatchedLeavesNoAlarm() {
        watch.look(List.of(lopsided(0)), queue -> false);
        watch.look(List.of(lopsided(60)), queue -> false);

        Instant now = START.plusSeconds(70);
        assertThat(cleared(fleet(now, QueueObservation.seen("ORDERS", QM1, now, 0, 3))))
                .hasSize(1);
    }

    private List<ScaleAlarm> raised(FleetObservation observation) {
        return watch.look(List.of(observation), queue -> false).raised();
    }

    private List<ScaleAlarm> cleared(FleetObservation observation) {
        return watch.look(List.of(observation), queue -> false).cleared();
    }

    private static FleetObservation lopsided(int second) {
        return two(second, 70, 0);
    }

    private static FleetObservation healthy(int second) {
        return two(second, 70, 1);
    }

    private static FleetObservation two(int second, int depth, int readers) {
        Instant now = START.plusSeconds(second);
        return fleet(
                now,
                QueueObservation.seen("ORDERS", QM1, now, 0, 3),
                QueueObservation.seen("ORDERS", QM2, now, depth, readers));
    }

    private static FleetObservation unread(int second) {
        Instant now = START.plusSeconds(second);
        return fleet(now, QueueObservation.seen("ORDERS", QM1, now, 5, 0));
    }

    private static FleetObservation away(String queue, int second) {
        Instant now = START.plusSeconds(second);
        return fleet(
                now,
                QueueObservation.seen(queue, QM1, now, 0, 3),
                new QueueObservation.NotReachable(queue, QM2, now, START, "It is away."));
    }
}
