package io.mooring.contracts;

import static io.mooring.contracts.Fleet.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.CorrelationId;
import io.mooring.MqException;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.client.MqClient;
import io.mooring.client.UnitOfWork;
import io.mooring.message.MqMessage;
import io.mooring.message.Persistence;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Put: a receipt says where a message is stored, and there it is, as it was put. */
abstract class PutContract extends Contract {
    @Test
    void aReceiptNamesTheQueueManagerThatStoredTheMessageAndItsId() {
        MqClient client = client();

        PutReceipt receipt =
                client.queue(QUEUE).put(MqMessage.ofText("one anchor").persistent());

        assertThat(receipt.state()).isEqualTo(PutState.STORED);
        assertThat(receipt.queue()).isEqualTo(QUEUE);
        assertThat(receipt.queueManager()).isEqualTo(first());
        // The queue manager made the id, so it cannot name another one.
        assertThat(receipt.messageId().mayBeMadeBy(first())).isTrue();
        assertThat(client(first()).queue(QUEUE).get(receipt.messageId(), Duration.ZERO))
                .get()
                .extracting(MqMessage::text)
                .isEqualTo("one anchor");
    }

    @Test
    void aMessageComesAsItWasPut() {
        CorrelationId correlation =
                CorrelationId.of(HexFormat.of().parseHex("0102030405060708090a0b0c0d0e0f101112131415161718"));
        MqClient client = client();

        client.queue(QUEUE)
                .put(MqMessage.ofText("zwei Anker für Käpt'n Ælfric, 5 €")
                        .persistent()
                        .withPriority(7)
                        .withCorrelationId(correlation)
                        .expiringAfter(Duration.ofMinutes(10))
                        .withProperty("colour", "grey")
                        .withProperty("weight", 42L));

        MqMessage got = client.queue(QUEUE).get().orElseThrow();
        assertThat(got.text()).isEqualTo("zwei Anker für Käpt'n Ælfric, 5 €");
        assertThat(got.persistence()).isEqualTo(Persistence.PERSISTENT);
        assertThat(got.priority()).isEqualTo(7);
        assertThat(got.correlationId()).isEqualTo(correlation);
        assertThat(got.expiry())
                .get()
                .satisfies(left -> assertThat(left).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(10)));
        assertThat(got.property("colour")).contains("grey");
        assertThat(got.property("weight")).contains(42L);
    }

    @Test
    void bytesComeAsTheyWerePut() {
        byte[] bytes = new byte[100_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        MqClient client = client();

        client.queue(QUEUE).put(MqMessage.ofBytes(bytes));

        assertThat(client.queue(QUEUE).get().orElseThrow().bytes()).isEqualTo(bytes);
    }

    @Test
    void whatIsPutInAUnitOfWorkIsThereAfterTheCommitAndNotBefore() {
        MqClient client = client();
        try (UnitOfWork work = client.unitOfWork()) {
            PutReceipt pending = work.put(QUEUE, MqMessage.ofText("first"));
            work.put(QUEUE, MqMessage.ofText("second"));

            assertThat(pending.state()).isEqualTo(PutState.PENDING);
            assertThat(client.queue(QUEUE).get()).isEmpty();

            assertThat(work.commit()).extracting(PutReceipt::state).containsExactly(PutState.STORED, PutState.STORED);
        }
        assertThat(client.queue(QUEUE).get()).get().extracting(MqMessage::text).isEqualTo("first");
        assertThat(client.queue(QUEUE).get()).get().extracting(MqMessage::text).isEqualTo("second");
    }

    @Test
    void whatIsBackedOutWasNeverThere() {
        MqClient client = client();
        try (UnitOfWork work = client.unitOfWork()) {
            work.put(QUEUE, MqMessage.ofText("never mind"));
            work.backOut();

            assertThat(work.receipts()).extracting(PutReceipt::state).containsExactly(PutState.BACKED_OUT);
        }
        assertThat(client.queue(QUEUE).get()).isEmpty();
    }

    @Test
    void aPutThatTheQueueManagerRefusesSaysWhyAndTheClientGoesOn() {
        MqClient client = client();

        assertThatExceptionOfType(MqException.class)
                .isThrownBy(() -> client.queue("MOORING.IT.NOT.THERE").put(MqMessage.ofText("nowhere")))
                .satisfies(refused -> assertThat(refused.reason()).contains(ReasonCode.UNKNOWN_OBJECT_NAME))
                .withMessageContaining("MOORING.IT.NOT.THERE");

        assertThat(client.queue(QUEUE).put(MqMessage.ofText("somewhere")).state())
                .isEqualTo(PutState.STORED);
    }
}
