package io.mooring.scale;

import static io.mooring.scale.Observations.QM1;
import static io.mooring.scale.Observations.QM2;
import static io.mooring.scale.Observations.QM3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.QueueManagerName;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passes over queue managers that are away, stuck, or lose their link; the test makes the passes. */
class FleetReaderTest {
    private static final Instant START = Instant.parse("2026-01-01T03:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final List<FleetReader> open = new ArrayList<>();
    private final FakeFleet fleet = FakeFleet.of(QM1, QM2, QM3);
    private List<String> queues = List.of("ORDERS");
    private int second;

    @AfterEach
    void close() throws InterruptedException {
        for (FleetReader reader : open) {
            assertThat(reader.close()).isTrue();
        }
    }

    @Test
    void allQueuesAreReadInOnePassOverOneConnectionPerQueueManager() throws InterruptedException {
        fleet.get(QM1).depth = 5;
        fleet.get(QM2).depth = 7;
        FleetReader reader = reader(LONG, "ORDERS", "PRICES");

        for (int pass = 0; pass < 3; pass++) {
            assertThat(pass(reader)).extracting(FleetObservation::depth).containsExactly(12L, 12L);
        }
        for (QueueManagerName name : fleet.names()) {
            assertThat(fleet.get(name).opens).as("connections to %s", name).hasValue(1);
            assertThat(fleet.get(name).asked).hasSize(3).containsOnly(List.of("ORDERS", "PRICES"));
        }
    }

    @Test
    void whoIsAwayIsSaidAndTriedAtTheNextBeatThenAtEachSecondFourthEighth() throws InterruptedException {
        fleet.get(QM2).away = true;
        FleetReader reader = reader(LONG, "ORDERS");
        List<Integer> tried = new ArrayList<>();
        int before = 0;
        for (int pass = 1; pass <= 33; pass++) {
            FleetObservation seen = pass(reader).get(0);
            assertThat(seen.seen()).hasSize(2);
            assertThat(seen.observations().get(1)).isInstanceOfSatisfying(QueueObservation.NotReachable.class, away -> {
                assertThat(away.since()).isEqualTo(START.plusSeconds(1));
                assertThat(away.because()).startsWith("QM2 is away. Reason 2538");
            });
            if (fleet.get(QM2).opens.get() > before) {
                before = fleet.get(QM2).opens.get();
                tried.add(pass);
            }
        }
        assertThat(tried).containsExactly(1, 2, 4, 8, 16, 24, 32);

        fleet.get(QM2).away = false;
        for (int pass = 34; pass <= 40; pass++) {
            pass(reader);
        }
        assertThat(pass(reader).get(0).complete()).isTrue();
    }

    @Test
    void aLinkThatBrokeIsReplacedOnceInTheSamePass() throws InterruptedException {
        FleetReader reader = reader(LONG, "ORDERS");
        pass(reader);
        fleet.get(QM1).linkBroken = true;

        assertThat(pass(reader).get(0).complete()).isTrue();
        assertThat(fleet.get(QM1).opens).hasValue(2);
        assertThat(fleet.get(QM1).closes).hasValue(1);
    }

    @Test
    void whoIsStuckIsNotAskedAgainAndTheOthersAreReadMeanwhile() throws InterruptedException {
        FleetReader reader = reader(SHORT, "ORDERS");
        pass(reader);
        CountDownLatch stuck = new CountDownLatch(1);
        fleet.get(QM2).stuck = stuck;
        for (int pass = 0; pass < 3; pass++) {
            FleetObservation seen = pass(reader).get(0);
            assertThat(seen.unknown()).containsExactly(QM2);
            assertThat(seen.observations().get(1))
                    .isInstanceOfSatisfying(
                            QueueObservation.NotReachable.class,
                            away -> assertThat(away.because()).isEqualTo("QM2 has not answered within PT1S."));
        }
        assertThat(fleet.get(QM2).reads).hasValue(2);

        fleet.get(QM2).stuck = null;
        stuck.countDown();
        await().until(() -> pass(reader).get(0).complete());
        assertThat(fleet.get(QM2).opens).as("the connection is still good").hasValue(1);
    }

    @Test
    void evenManyThatAreStuckDoNotStopTheLastOne() throws InterruptedException {
        QueueManagerName[] names = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> new QueueManagerName("QM" + number))
                .toArray(QueueManagerName[]::new);
        FakeFleet many = FakeFleet.of(names);
        CountDownLatch stuck = new CountDownLatch(1);
        for (int i = 0; i < 19; i++) {
            many.get(names[i]).stuck = stuck;
        }
        FleetReader reader = new FleetReader(many, Duration.ofSeconds(1));
        open.add(reader);

        assertThat(pass(reader).get(0).seen())
                .extracting(QueueObservation.Seen::queueManager)
                .containsExactly(names[19]);
        stuck.countDown();
        await().until(() -> pass(reader).get(0).complete());
    }

    @Test
    void queueManagersMayComeAndGo() throws InterruptedException {
        fleet.names.remove(QM3);
        FleetReader reader = reader(LONG, "ORDERS");
        pass(reader);
        fleet.names.remove(QM1);
        fleet.names.add(QM3);

        assertThat(pass(reader).get(0).seen())
                .extracting(QueueObservation.Seen::queueManager)
                .containsExactly(QM2, QM3);
        await().until(() -> fleet.get(QM1).closes.get() == 1);
        fleet.names.clear();
        assertThat(pass(reader)).isEmpty();
    }

    @Test
    void onlyOneSitsAndTheOtherKeepsOneConnection() throws InterruptedException {
        FleetReader first = reader(LONG, "ORDERS");
        FleetReader second = reader(LONG, "ORDERS");

        assertThat(sit(first)).isEqualTo(FleetReader.Seat.TAKEN);
        assertThat(sit(second)).isEqualTo(FleetReader.Seat.OCCUPIED);
        assertThat(sit(first)).isEqualTo(FleetReader.Seat.TAKEN);
        assertThat(fleet.get(QM1).opens).hasValue(2);
        assertThat(fleet.get(QM2).opens).hasValue(0);

        first.close();
        open.remove(first);
        assertThat(sit(second)).isEqualTo(FleetReader.Seat.TAKEN);
    }

    @Test
    void whenTheFirstQueueManagerComesBackTheSeatThereCounts() throws InterruptedException {
        FleetReader first = reader(LONG, "ORDERS");
        FleetReader second = reader(LONG, "ORDERS");
        fleet.get(QM1).away = true;
        assertThat(sit(first)).isEqualTo(FleetReader.Seat.TAKEN);
        assertThat(sit(second)).isEqualTo(FleetReader.Seat.OCCUPIED);

        fleet.get(QM1).away = false;
        assertThat(sit(second)).as("on QM1").isEqualTo(FleetReader.Seat.TAKEN);
        assertThat(sit(first)).as("which another has on QM1").isEqualTo(FleetReader.Seat.OCCUPIED);
        await().until(() -> fleet.get(QM2).closes.get() >= 1);
    }

    @Test
    void whereTheSeatIsMissingTheNextQueueManagerCountsWithoutNewConnections() throws InterruptedException {
        fleet.get(QM1).refusesToHold = ReasonCode.UNKNOWN_OBJECT_NAME;
        FleetReader reader = reader(LONG, "ORDERS");
        for (int pass = 0; pass < 3; pass++) {
            assertThat(sit(reader)).isEqualTo(FleetReader.Seat.TAKEN);
        }
        assertThat(fleet.get(QM1).opens).hasValue(1);
        assertThat(fleet.get(QM2).opens).hasValue(1);
        assertThat(fleet.get(QM3).opens).hasValue(0);
    }

    @Test
    void ifNobodyAnswersNobodyKnowsWhoSits() throws InterruptedException {
        fleet.names().forEach(name -> fleet.get(name).away = true);
        assertThat(sit(reader(LONG, "ORDERS"))).isEqualTo(FleetReader.Seat.UNKNOWN);
    }

    private FleetReader reader(Duration answerWithin, String... queues) {
        FleetReader reader = new FleetReader(fleet, answerWithin);
        this.queues = List.of(queues);
        open.add(reader);
        return reader;
    }

    private List<FleetObservation> pass(FleetReader reader) throws InterruptedException {
        reader.begin();
        return reader.read(queues, Set.of(), START.plusSeconds(++second));
    }

    private FleetReader.Seat sit(FleetReader reader) throws InterruptedException {
        reader.begin();
        return reader.sit("MOORING.POLLER", START.plusSeconds(++second));
    }
}
