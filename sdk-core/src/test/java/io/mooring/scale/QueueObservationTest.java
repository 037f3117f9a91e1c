package io.mooring.scale;

import static io.mooring.scale.Observations.QM1;
import static io.mooring.scale.Observations.QM2;
import static io.mooring.scale.Observations.QM3;
import static io.mooring.scale.Observations.fleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueObservationTest {

    private static final Instant NOW = Instant.parse("2026-01-01T03:00:00Z");

    @Test
    void sumsAreOverTheQueueManagersThatAnswered() {
        FleetObservation fleet = fleet(
                NOW,
                QueueObservation.seen("ORDERS", QM1, NOW, 100, 3).withOldestMessageAge(Duration.ofSeconds(7)),
                QueueObservation.seen("ORDERS", QM2, NOW, 20, 2).withOldestMessageAge(Duration.ofSeconds(9)),
                new QueueObservation.NotReachable("ORDERS", QM3, NOW, NOW.minusSeconds(60), "It is away."));

        assertThat(fleet.depth()).isEqualTo(120);
        assertThat(fleet.readers()).isEqualTo(5);
        assertThat(fleet.oldestMessageAge()).contains(Duration.ofSeconds(9));
        assertThat(fleet.complete()).isFalse();
        assertThat(fleet.unknown()).containsExactly(QM3);
    }

    @Test
    void aQueueManagerWithoutTheQueueHidesNothingAsLongAsAnotherHasIt() {
        QueueObservation none = new QueueObservation.Refused("ORDERS", QM2, NOW, ReasonCode.UNKNOWN_OBJECT_NAME);

        assertThat(fleet(NOW, QueueObservation.seen("ORDERS", QM1, NOW, 1, 1), none)
                        .complete())
                .isTrue();
        assertThat(fleet(NOW, none).unknown()).as("a wrong name, perhaps").containsExactly(QM2);
    }

    @Test
    void aQueueManagerThatRefusesMayHideMessages() {
        assertThat(fleet(
                                NOW,
                                QueueObservation.seen("ORDERS", QM1, NOW, 1, 1),
                                new QueueObservation.Refused("ORDERS", QM2, NOW, ReasonCode.NOT_AUTHORIZED))
                        .unknown())
                .containsExactly(QM2);
    }

    @Test
    void observationsOfAnotherQueueAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fleet(
                        NOW,
                        QueueObservation.seen("ORDERS", QM1, NOW, 1, 1),
                        QueueObservation.seen("PRICES", QM2, NOW, 1, 1)))
                .withMessageContaining("PRICES");
    }

    @Test
    void oneQueueManagerTwiceInAPassIsRefused() {
        QueueObservation one = QueueObservation.seen("ORDERS", QM1, NOW, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fleet(NOW, one, one))
                .withMessageContaining("QM1");
    }

    @Test
    void aPassOverNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FleetObservation("ORDERS", NOW, List.of()))
                .withMessageContaining("ORDERS");
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueObservation.seen("ORDERS", QM1, NOW, -1, 0))
                .withMessageContaining("ORDERS on QM1");
        assertThatIllegalArgumentException().isThrownBy(() -> QueueObservation.seen("ORDERS", QM1, NOW, 0, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        QueueObservation.seen("ORDERS", QM1, NOW, 0, 0).withOldestMessageAge(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageCounts(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageCounts(0, -1));
    }
}
