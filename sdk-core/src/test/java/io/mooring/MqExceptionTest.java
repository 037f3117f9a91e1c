package io.mooring;

import static io.mooring.PutReceiptTest.AT;
import static io.mooring.PutReceiptTest.ID;
import static io.mooring.PutReceiptTest.QM1;
import static io.mooring.PutReceiptTest.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ibm.mq.MQException;
import io.mooring.ReplyTimeoutException.Reach;
import io.mooring.reason.ReasonCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the exceptions tell: what happened, where, and what to do. */
class MqExceptionTest {
    private static final QueueManagerName QM2 = QueueManagerName.of("QM2");
    private static final Move MOVE = new Move(QM1, QM2, AT.plusSeconds(2));

    @Test
    void aRefusalKeepsTheReasonItsNameItsAdviceAndTheCause() {
        MQException cause = new MQException(2, 2053, "ORDERS");
        MqException refused = new MqException("Put to ORDERS on QM1 was refused.", cause);

        assertThat(refused).hasCause(cause);
        assertThat(refused.reason()).contains(new ReasonCode(2053));
        assertThat(refused)
                .hasMessageStartingWith("Put to ORDERS on QM1 was refused. Reason 2053 MQRC_Q_FULL: ")
                .hasMessageEndingWith(new ReasonCode(2053).advice());
    }

    @Test
    void withoutAReasonTheSentenceStandsAlone() {
        assertThat(new MqException("No.", new IllegalStateException())).hasMessage("No.");
        assertThat(new MqException("No.", null, null).reason()).isEmpty();
    }

    @Test
    void aPutInDoubtTellsWhatWasPutWhereAndHowToFindOut() {
        PutReceipt receipt = receipt(PutState.IN_DOUBT);
        PutInDoubtException e = new PutInDoubtException(receipt, ReasonCode.CALL_INTERRUPTED, null);

        assertThat(e.receipt()).isEqualTo(receipt);
        assertThat(e)
                .hasMessageStartingWith("A put to ORDERS on QM1 at 2026-03-01T12:33:44.123Z is in doubt:")
                .hasMessageContaining("Message id " + ID + ", correlation id none; look for the message on QM1")
                .hasMessageContaining("2549 MQRC_CALL_INTERRUPTED");
    }

    @Test
    void aPutInDoubtWithoutMessageIdNamesTheCorrelationId() {
        PutReceipt receipt =
                new PutReceipt(MessageId.NONE, ID.asCorrelationId(), "ORDERS", QM1, AT, 1, PutState.IN_DOUBT);

        assertThat(new PutInDoubtException(receipt, null, null))
                .hasMessageContaining("Message id not known, correlation id " + ID);
    }

    @Test
    void aCommitInDoubtNamesAFewPutsAndKeepsAll() {
        List<PutReceipt> receipts = Collections.nCopies(4, receipt(PutState.IN_DOUBT));
        CommitInDoubtException e = new CommitInDoubtException(QM1, receipts, ReasonCode.CALL_INTERRUPTED, null);

        assertThat(e.receipts()).isEqualTo(receipts);
        assertThat(e)
                .hasMessageStartingWith("A commit on QM1 is in doubt")
                .hasMessageContaining(
                        "4 put(s): " + ID + " to ORDERS, " + ID + " to ORDERS, " + ID + " to ORDERS, ...;");
        assertThat(new CommitInDoubtException(QM1, List.of(), null, null)).hasMessageContaining("It put no message");
    }

    @Test
    void aBackedOutUnitOfWorkSaysThatItMayBeRunAgain() {
        List<PutReceipt> receipts = List.of(receipt(PutState.BACKED_OUT));
        UnitOfWorkBackedOutException e = new UnitOfWorkBackedOutException(QM1, receipts, ReasonCode.BACKED_OUT, null);

        assertThat(e.receipts()).isEqualTo(receipts);
        assertThat(e)
                .hasMessageStartingWith("The unit of work on QM1 was backed out, with it 1 put(s): " + ID
                        + " to ORDERS; run it again.");
        assertThat(new UnitOfWorkBackedOutException(QM1, List.of(), null, null))
                .hasMessage("The unit of work on QM1 was backed out; run it again.");
    }

    @Test
    void anExceptionRefusesAReceiptOfAnotherState() {
        PutReceipt stored = receipt(PutState.STORED);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PutInDoubtException(stored, null, null))
                .withMessageContaining("is stored; this exception is for one that is in doubt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CommitInDoubtException(QM1, List.of(stored), null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UnitOfWorkBackedOutException(QM1, List.of(stored), null, null));
    }

    @Test
    void aReplyTimeoutTellsThePutEveryMoveAndTheReachOfItsQueueManager() {
        PutReceipt request = receipt(PutState.STORED);
        ReplyTimeoutException e =
                new ReplyTimeoutException(request, Duration.ofSeconds(5), List.of(MOVE), Reach.NOT_REACHED);

        assertThat(e)
                .hasMessage("No reply within PT5S: request " + ID + " was put to ORDERS on QM1 at"
                        + " 2026-03-01T12:33:44.123Z; connection moved QM1 -> QM2 at 2026-03-01T12:33:46.123Z."
                        + " QM1 has not been reachable since.");
        assertThat(e.request()).isEqualTo(request);
        assertThat(e.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(e.moves()).containsExactly(MOVE);
        assertThat(e.reach()).isEqualTo(Reach.NOT_REACHED);
        assertThat(new ReplyTimeoutException(request, Duration.ofSeconds(5), List.of(), Reach.CONNECTED))
                .hasMessageEndingWith("12:33:44.123Z. The connection is on QM1.");
    }

    @Test
    void aFailedReconnectionTellsHowLongAndHowOftenItWasTried() {
        ReconnectFailedException e =
                new ReconnectFailedException(QM1, Duration.ofMinutes(2), 17, ReasonCode.HOST_NOT_AVAILABLE, null);

        assertThat(e.from()).isEqualTo(QM1);
        assertThat(e.outage()).isEqualTo(Duration.ofMinutes(2));
        assertThat(e.attempts()).isEqualTo(17);
        assertThat(e)
                .hasMessageContaining("The connection to QM1 was lost")
                .hasMessageContaining("after PT2M and 17 attempt(s)")
                .hasMessageContaining("2538 MQRC_HOST_NOT_AVAILABLE");
    }

    @Test
    void aCallOnAClosedClientNamesTheClient() {
        assertThat(new ConnectionClosedException("order-intake")).hasMessageContaining("'order-intake' is closed");
    }

    @Test
    void exceptionsTravelWithAllTheyKnow() throws Exception {
        ReplyTimeoutException timeout = copy(new ReplyTimeoutException(
                receipt(PutState.STORED), Duration.ofSeconds(5), List.of(MOVE), Reach.REACHED));
        CommitInDoubtException commit = copy(new CommitInDoubtException(
                QM1, List.of(receipt(PutState.IN_DOUBT)), ReasonCode.CALL_INTERRUPTED, null));

        assertThat(timeout.moves()).containsExactly(MOVE);
        assertThat(commit.receipts()).containsExactly(receipt(PutState.IN_DOUBT));
        assertThat(commit.reason()).contains(ReasonCode.CALL_INTERRUPTED);
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T exception) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
