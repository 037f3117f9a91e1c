package io.mooring.scale;

import static io.mooring.scale.Observations.QM1;
import static io.mooring.scale.Observations.QM2;
import static io.mooring.scale.Observations.QM3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.mooring.idle.QueueCount;
import io.mooring.idle.ReaderCensus;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A census by the monitor is of now, whatever its passes have seen, and says what it does not know. */
@Timeout(60)
class CensusTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final FakeFleet fleet = FakeFleet.of(QM1, QM2, QM3);

    @Test
    void eachQueueManagerIsAskedAnewOverTheMonitorsConnection() {
        try (BacklogMonitor monitor = over(NEVER).start()) {
            await().until(() -> monitor.latest("ORDERS").isPresent());
            fleet.get(QM1).readers = 2;
            fleet.get(QM2).depth = 7;

            assertThat(monitor.census("ORDERS").take())
                    .containsExactly(QueueCount.of(QM1, 0, 2), QueueCount.of(QM2, 7, 0), QueueCount.of(QM3, 0, 0));
            fleet.get(QM1).readers = 1;
            assertThat(monitor.census("ORDERS").take()).contains(QueueCount.of(QM1, 0, 1));
            assertThat(fleet.get(QM1).opens).as("connections to QM1").hasValue(1);
            assertThat(fleet.get(QM1).asked)
                    .as("one pass over both queues, then one question for each census")
                    .containsExactly(List.of("ORDERS", "PRICES"), List.of("ORDERS"), List.of("ORDERS"));
        }
    }

    @Test
    void whoDoesNotTellIsNotKnownButAQueueThatIsNotThereHasNoReaders() {
        fleet.get(QM1).away = true;
        fleet.get(QM2).refuses = ReasonCode.NOT_AUTHORIZED;
        fleet.get(QM3).refuses = ReasonCode.UNKNOWN_OBJECT_NAME;
        try (BacklogMonitor monitor = over(NEVER).start()) {
            assertThat(monitor.census("ORDERS").take())
                    .containsExactly(QueueCount.notKnown(QM1), QueueCount.notKnown(QM2), QueueCount.of(QM3, 0, 0));
        }
    }

    @Test
    void oneThatDoesNotPollForTheFleetCountsAllTheSame() {
        QueueReader other = fleet.open(QM1);
        assertThat(other.hold("MOORING.POLLER")).isTrue();
        fleet.get(QM2).readers = 3;
        try (BacklogMonitor monitor =
                over(NEVER).onlyOnePollerBy("MOORING.POLLER").start()) {
            assertThat(monitor.census("ORDERS").take()).contains(QueueCount.of(QM2, 0, 3));
            assertThat(monitor.polls()).isFalse();
        }
        other.close();
    }

    @Test
    void onlyAWatchedQueueIsCounted() {
        try (BacklogMonitor monitor = over(NEVER).start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> monitor.census("OTHER"))
                    .withMessageContaining("OTHER is not watched, only [ORDERS, PRICES] are");
        }
    }

    @Test
    void aMonitorThatIsClosedOrHasNobodyToAskDoesNotCount() {
        BacklogMonitor monitor = over(NEVER).start();
        ReaderCensus census = monitor.census("ORDERS");
        fleet.names.clear();
        assertThatIllegalStateException()
                .isThrownBy(census::take)
                .withMessageContaining("ORDERS could not be counted")
                .withMessageContaining("no queue manager to ask");
        monitor.close();

        assertThatIllegalStateException().isThrownBy(census::take).withMessageContaining("monitor is closed");
    }

    @Test
    void whoWaitsForACensusWhenTheMonitorIsClosedIsTold() {
        Beats beats = new Beats();
        CompletableFuture<FleetObservation> answer = new CompletableFuture<>();
        beats.ask(new Census.Wanted("ORDERS", answer));
        beats.close();

        assertThat(answer).isCompletedExceptionally();
        assertThat(beats.closed()).isTrue();
    }

    @Test
    void aCallbackThatHoldsTheMonitorHoldsNoCensusForEver() {
        CountDownLatch callbackEnds = new CountDownLatch(1);
        try (BacklogMonitor monitor = over(NEVER)
                .answerWithin(Duration.ofMillis(20))
                .listener(new BacklogListener() {
                    @Override
                    public void observed(FleetObservation observation) {
                        awaitQuietly(callbackEnds);
                    }
                })
                .start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> monitor.census("ORDERS").take())
                    .withMessageContaining("within PT0.1S; does a callback hold the backlog monitor?");
            callbackEnds.countDown();
        }
    }

    private BacklogMonitorBuilder over(Duration beat) {
        return BacklogMonitor.over(fleet).queue("ORDERS", "PRICES").every(beat);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
