package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.MQException;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import io.mooring.event.Reconnected;
import io.mooring.reason.ReasonCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.jms.CompletionListener;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TransactionRolledBackException;
import javax.jms.TransactionRolledBackRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody can know is said to be in doubt, and nothing else is. */
@Tag("client")
class DoubtTest {
    private final Application application = new Application();

    @AfterEach
    void close() throws JMSException {
        application.close();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void aSendInFlightIsInDoubtWhetherItWasStoredOrNot(boolean persistent, boolean stored) throws JMSException {
        Connection connection = application.connect();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        producer.setDeliveryMode(persistent ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
        producer.send(session.createTextMessage("before"));
        loseConnection(Verb.MQPUT, stored);

        JmsPutInDoubtException doubt = catchThrowableOfType(
                JmsPutInDoubtException.class, () -> producer.send(session.createTextMessage("in flight")));

        assertThat(doubt.receipt().state()).isEqualTo(PutState.IN_DOUBT);
        assertThat(doubt.receipt().messageId()).isEqualTo(MessageId.NONE);
        assertThat(doubt.receipt().queue()).isEqualTo("ORDERS");
        assertThat(doubt.receipt().queueManager()).hasToString("QM1");
        assertThat(doubt).hasMessageContaining("in doubt");
        assertThat(doubt.reason().isPresent()).isEqualTo(persistent);
        assertThat(application.receipts)
                .extracting(PutReceipt::state)
                .containsExactly(PutState.STORED, PutState.IN_DOUBT);
        producer.send(session.createTextMessage("after"));
        assertThat(application.receipts).last().extracting(PutReceipt::state).isEqualTo(PutState.STORED);
    }

    @Test
    void theExceptionOfTheClientIsKept() throws JMSException {
        Session session = application.connect().createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        loseConnection(Verb.MQPUT, true);

        JmsPutInDoubtException doubt = catchThrowableOfType(
                JmsPutInDoubtException.class, () -> producer.send(session.createTextMessage("in flight")));

        assertThat(doubt.getErrorCode()).isEqualTo("JMSWMQ2007");
        assertThat(doubt.getCause()).isInstanceOf(JMSException.class);
        assertThat(doubt.getLinkedException()).isInstanceOf(MQException.class);
        assertThat(((MQException) doubt.getLinkedException()).getReason()).isEqualTo(2549);
        assertThat(doubt.reason()).contains(ReasonCode.CALL_INTERRUPTED);
        assertThat(ReasonCode.of(doubt)).contains(ReasonCode.CALL_INTERRUPTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void aContextThrowsItsOwnKind(int deliveryMode) {
        try (JMSContext context = application.builder().build().createContext()) {
            loseConnection(Verb.MQPUT, true);
            application.qm1.inject(Fault.on(Verb.MQPUT1).losesConnectionAfterEffect());

            JmsPutInDoubtRuntimeException doubt = catchThrowableOfType(
                    JmsPutInDoubtRuntimeException.class,
                    () -> context.createProducer()
                            .setDeliveryMode(deliveryMode)
                            .send(context.createQueue("ORDERS"), "in flight"));

            assertThat(doubt.receipt().state()).isEqualTo(PutState.IN_DOUBT);
            assertThat(doubt.reason().isPresent()).isEqualTo(deliveryMode == DeliveryMode.PERSISTENT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void anAsynchronousSendInFlightIsToldAsInDoubt(int deliveryMode) throws JMSException {
        Session session = application.connect().createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        producer.setDeliveryMode(deliveryMode);
        producer.send(session.createTextMessage("before"));
        loseConnection(Verb.MQPUT, true);
        List<Object> heard = new CopyOnWriteArrayList<>();

        producer.send(session.createTextMessage("in flight"), new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                heard.add(message);
            }

            @Override
            public void onException(Message message, Exception failure) {
                heard.add(failure);
            }
        });
        await().atMost(java.time.Duration.ofSeconds(20)).until(() -> !heard.isEmpty());

        assertThat(heard).hasSize(1);
        assertThat(heard.get(0)).isInstanceOf(JmsPutInDoubtException.class);
    }

    @Test
    void aRefusedSendIsNotInDoubt() throws JMSException {
        Session session = application.connect().createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        application.qm1.inject(Fault.on(Verb.MQPUT).failsWith(Reason.Q_FULL));

        Throwable thrown = catchThrowable(() -> producer.send(session.createTextMessage("one")));

        assertThat(thrown).isInstanceOf(JMSException.class).isNotInstanceOf(JmsPutInDoubtException.class);
        assertThat(application.receipts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCommitInFlightIsInDoubt(boolean committed) throws JMSException {
        Connection connection = application.connect();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        producer.send(session.createTextMessage("one"));
        producer.send(session.createTextMessage("two"));
        loseConnection(Verb.MQCMIT, committed);

        JmsCommitInDoubtException doubt = catchThrowableOfType(JmsCommitInDoubtException.class, session::commit);

        assertThat(doubt.receipts())
                .extracting(PutReceipt::state)
                .containsExactly(PutState.IN_DOUBT, PutState.IN_DOUBT);
        assertThat(doubt.reason()).contains(ReasonCode.CALL_INTERRUPTED);
        assertThat(doubt.getLinkedException()).isInstanceOf(MQException.class);
        assertThat(MooringConnection.of(connection).receipts().in(PutState.IN_DOUBT))
                .hasSize(2);
        assertThat(catchThrowable(session::commit)).isInstanceOf(TransactionRolledBackException.class);
        producer.send(session.createTextMessage("three"));
        session.commit();
        assertThat(application.receipts).last().extracting(PutReceipt::state).isEqualTo(PutState.STORED);
    }

    @Test
    void aCommitOfAContextInFlightIsInDoubt() {
        try (JMSContext context = application.builder().build().createContext(JMSContext.SESSION_TRANSACTED)) {
            context.createProducer().send(context.createQueue("ORDERS"), "one");
            loseConnection(Verb.MQCMIT, true);

            JmsCommitInDoubtRuntimeException doubt =
                    catchThrowableOfType(JmsCommitInDoubtRuntimeException.class, context::commit);

            assertThat(doubt.receipts()).hasSize(1);
            assertThat(doubt.reason()).contains(ReasonCode.CALL_INTERRUPTED);
        }
    }

    @Test
    void aLostUnitOfWorkIsBackedOutAndSaysSoAsBefore() throws JMSException {
        Connection connection = application.connect();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        producer.send(session.createTextMessage("before the move"));
        application.qm1.stopListening();
        application.qm1.dropSockets();
        application.awaitEvent(Reconnected.class);
        producer.send(session.createTextMessage("in the lost unit of work"));

        Throwable thrown = catchThrowable(session::commit);

        assertThat(thrown).isInstanceOf(TransactionRolledBackException.class);
        assertThat(MooringConnection.of(connection).receipts().all())
                .extracting(PutReceipt::state)
                .containsOnly(PutState.BACKED_OUT);
        assertThat(application.qm2.depth("ORDERS")).isZero();
    }

    @Test
    void aLostUnitOfWorkOfAContextIsBackedOut() {
        try (JMSContext context = application.builder().build().createContext(JMSContext.SESSION_TRANSACTED)) {
            context.createProducer().send(context.createQueue("ORDERS"), "one");
            application.qm1.stopListening();
            application.qm1.dropSockets();
            application.awaitEvent(Reconnected.class);

            assertThat(catchThrowable(context::commit)).isInstanceOf(TransactionRolledBackRuntimeException.class);
            assertThat(application.receipts)
                    .extracting(PutReceipt::state)
                    .containsExactly(PutState.PENDING, PutState.BACKED_OUT);
        }
    }

    @Test
    void aTransactedSendInFlightBacksTheUnitOfWorkOut() throws JMSException {
        Session session = application.connect().createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        producer.send(session.createTextMessage("one"));
        loseConnection(Verb.MQPUT, true);

        Throwable thrown = catchThrowable(() -> producer.send(session.createTextMessage("two")));

        assertThat(thrown).isInstanceOf(TransactionRolledBackException.class);
        assertThat(application.receipts)
                .extracting(PutReceipt::state)
                .containsExactly(PutState.PENDING, PutState.BACKED_OUT);
    }

    @Test
    void withoutReconnectionASendOnALostLinkIsInDoubtAndTheNextIsNot() throws JMSException {
        Connection connection = application.connect(
                application.builder().reconnect(Reconnection.OFF).build());
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        loseConnection(Verb.MQPUT, true);

        Throwable first = catchThrowable(() -> producer.send(session.createTextMessage("one")));
        await().until(() -> MooringConnection.of(connection).state().isOver());
        Throwable second = catchThrowable(() -> producer.send(session.createTextMessage("two")));

        assertThat(first).isInstanceOf(JmsPutInDoubtException.class);
        assertThat(ReasonCode.of(first)).contains(ReasonCode.CONNECTION_BROKEN);
        assertThat(second).isInstanceOf(JMSException.class).isNotInstanceOf(JmsPutInDoubtException.class);
        assertThat(application.receipts).extracting(PutReceipt::state).containsExactly(PutState.IN_DOUBT);
    }

    private void loseConnection(Verb verb, boolean afterEffect) {
        Fault.Calls calls = Fault.on(verb);
        application.qm1.inject(afterEffect ? calls.losesConnectionAfterEffect() : calls.losesConnectionBeforeEffect());
    }
}
