package io.mooring;

import static io.mooring.PutState.BACKED_OUT;
import static io.mooring.PutState.IN_DOUBT;
import static io.mooring.PutState.PENDING;
import static io.mooring.PutState.STORED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PutReceiptTest {
    static final QueueManagerName QM1 = QueueManagerName.of("QM1");
    static final MessageId ID = MessageIdTest.made("AMQ ", "QM1", StandardCharsets.US_ASCII);
    static final Instant AT = Instant.parse("2026-03-01T12:33:44.123456Z");

    static PutReceipt receipt(PutState state) {
        return new PutReceipt(ID, CorrelationId.NONE, "ORDERS", QM1, AT, 3, state);
    }

    @ParameterizedTest
    @EnumSource
    void aStateBecomesOnlyWhatItCan(PutState from) {
        Map<PutState, Set<PutState>> table = Map.of(
                PENDING, Set.of(STORED, BACKED_OUT, IN_DOUBT),
                IN_DOUBT, Set.of(STORED, BACKED_OUT),
                STORED, Set.of(),
                BACKED_OUT, Set.of());

        assertThat(from.isFinal()).isEqualTo(table.get(from).isEmpty());
        for (PutState to : PutState.values()) {
            if (table.get(from).contains(to)) {
                assertThat(receipt(from).becoming(to)).isEqualTo(receipt(to));
            } else {
                assertThatIllegalStateException()
                        .isThrownBy(() -> receipt(from).becoming(to))
                        .withMessage("Message " + ID + " on QM1 is " + from + " and cannot become " + to + ".");
            }
        }
    }

    @Test
    void becomingLeavesTheFormerReceiptAsItWas() {
        PutReceipt pending = receipt(PENDING);
        pending.becoming(STORED);

        assertThat(pending.state()).isEqualTo(PENDING);
    }

    @Test
    void aMessageWithoutIdIsNeitherStoredNorPending() {
        for (PutState state : new PutState[] {STORED, PENDING}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PutReceipt(MessageId.NONE, CorrelationId.NONE, "Q", QM1, AT, 1, state))
                    .withMessageContaining("in doubt");
        }
        PutReceipt inDoubt = new PutReceipt(MessageId.NONE, CorrelationId.NONE, "Q", QM1, AT, 1, IN_DOUBT);
        assertThat(inDoubt.becoming(BACKED_OUT).state()).isEqualTo(BACKED_OUT);
    }

    @Test
    void aReceiptNeedsAQueueAndALink() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PutReceipt(ID, CorrelationId.NONE, " ", QM1, AT, 1, STORED))
                .withMessageContaining("name of the queue");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PutReceipt(ID, CorrelationId.NONE, "Q", QM1, AT, 0, STORED))
                .withMessageContaining("epoch 0");
    }

    @Test
    void aLineTellsASupportTeamWhereTheMessageIs() {
        assertThat(receipt(IN_DOUBT).line())
                .isEqualTo("2026-03-01T12:33:44.123Z  in doubt  " + ID + "  queue ORDERS on QM1  epoch 3");
        assertThat(new PutReceipt(ID, ID.asCorrelationId(), "ORDERS", QM1, AT, 3, STORED).line())
                .contains("  correlation " + ID + "  ");
    }

    @Test
    void aConnectionIsUsableWhileThereIsALinkAndOverWhenThereWillBeNone() {
        assertThat(ConnectionState.values())
                .filteredOn(ConnectionState::isUsable)
                .containsExactly(ConnectionState.CONNECTED, ConnectionState.QUIESCING);
        assertThat(ConnectionState.values())
                .filteredOn(ConnectionState::isOver)
                .containsExactly(ConnectionState.FAILED, ConnectionState.CLOSED);
    }
}
