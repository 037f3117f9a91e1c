package io.mooring.jms;

import static io.mooring.jms.Outages.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.event.Reconnected;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TemporaryQueue;
import javax.jms.TransactionRolledBackException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of sends, units of work and commits when the connection breaks; lines of the document on reconnection. */
@Tag("client")
class JmsReconnectionSendingTest {
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");

    private final Application application = new Application();
    private final Outages outage = new Outages(application);
    private Connection connection;

    @BeforeEach
    void connect() throws JMSException {
        connection = application.connect();
    }

    @AfterEach
    void close() throws JMSException {
        outage.close();
    }

    @Test
    void aSendDuringAnOutageWaitsForItsEnd() throws JMSException {
        Session plain = session("AUTO");
        MessageProducer producer = producer(plain);
        Session transacted = session("TRANSACTED");
        MessageProducer transactedProducer = producer(transacted);
        Session asynchronous = session("AUTO");
        MessageProducer asynchronousProducer = producer(asynchronous);
        List<String> completed = new CopyOnWriteArrayList<>();

        outage.begin();
        CompletableFuture<Void> sent = outage.meanwhile(() -> {
            producer.send(plain.createTextMessage("plain"));
            return null;
        });
        CompletableFuture<Void> committed = outage.meanwhile(() -> {
            transactedProducer.send(transacted.createTextMessage("transacted"));
            transacted.commit();
            return null;
        });
        // Returns at once: what waits is the completion.
        asynchronousProducer.send(
                asynchronous.createTextMessage("asynchronous"),
                new ReceiptsTest.Completions(() -> completed.add("asynchronous")));
        outage.last();
        assertThat(sent).isNotDone();
        assertThat(committed).isNotDone();
        assertThat(completed).isEmpty();
        outage.end();
        resultOf(sent);
        resultOf(committed);
        await().atMost(Application.MOVE).until(() -> !completed.isEmpty());

        assertThat(application.receipts)
                .filteredOn(receipt -> receipt.state() == PutState.STORED)
                .hasSize(3)
                .extracting(PutReceipt::queueManager)
                .containsOnly(QM2);
        assertThat(application.qm2.depth("ORDERS")).isEqualTo(3);
        assertThat(application.qm1.depth("ORDERS")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void aSendToAQueueManagerThatQuiescesIsInDoubtAndTheNextGoesElsewhere(int deliveryMode) throws JMSException {
        Session session = session("AUTO");
        MessageProducer producer = producer(session);
        producer.setDeliveryMode(deliveryMode);
        producer.send(session.createTextMessage("one"));

        application.qm1.quiesce();
        Throwable thrown = catchThrowable(() -> producer.send(session.createTextMessage("two")));
        producer.send(session.createTextMessage("three"));

        // The queue manager has refused it; the client does not say so.
        assertThat(thrown).isInstanceOf(JmsPutInDoubtException.class);
        assertThat(application.qm1.depth("ORDERS")).isOne();
        assertThat(application.qm2.depth("ORDERS")).isOne();
        assertThat(application.receipts)
                .extracting(PutReceipt::state)
                .containsExactly(PutState.STORED, PutState.IN_DOUBT, PutState.STORED);
    }

    @Test
    void rollbackOfALostUnitOfWorkSaysNothingAndTheNextIsWhole() throws JMSException {
        Session session = session("TRANSACTED");
        MessageProducer producer = producer(session);
        producer.send(session.createTextMessage("lost"));

        outage.move();
        session.rollback();
        producer.send(session.createTextMessage("next"));
        session.commit();

        assertThat(application.qm1.depth("ORDERS")).isZero();
        assertThat(application.qm2.depth("ORDERS")).isOne();
        assertThat(application.receipts)
                .extracting(PutReceipt::state)
                .containsExactly(PutState.PENDING, PutState.BACKED_OUT, PutState.PENDING, PutState.STORED);
    }

    @Test
    void aUnitOfWorkOnAQuiescingQueueManagerCanStillBeCommitted() throws JMSException {
        Session session = session("TRANSACTED");
        producer(session).send(session.createTextMessage("one"));

        application.qm1.quiesce();
        session.commit();

        assertThat(application.qm1.depth("ORDERS")).isOne();
        assertThat(application.receipts).last().extracting(PutReceipt::state).isEqualTo(PutState.STORED);
    }

    @Test
    void aUnitOfWorkOnAQuiescingQueueManagerIsRolledBackByItsNextSend() throws JMSException {
        Session session = session("TRANSACTED");
        MessageProducer producer = producer(session);
        producer.send(session.createTextMessage("one"));

        application.qm1.quiesce();
        Throwable sending = catchThrowable(() -> producer.send(session.createTextMessage("two")));
        Throwable committing = catchThrowable(session::commit);
        producer.send(session.createTextMessage("three"));
        session.commit();

        assertThat(sending).isInstanceOf(TransactionRolledBackException.class);
        assertThat(committing).isInstanceOf(TransactionRolledBackException.class);
        assertThat(application.qm1.depth("ORDERS")).isZero();
        assertThat(application.qm2.depth("ORDERS")).isOne();
        assertThat(application.receipts)
                .extracting(PutReceipt::state)
                .containsExactly(PutState.PENDING, PutState.BACKED_OUT, PutState.PENDING, PutState.STORED);
    }

    @Test
    void aUnitOfWorkIsRolledBackWhenTheQueueManagerTellsTheClientToMoveNow() throws JMSException {
        Session session = session("TRANSACTED");
        MessageProducer producer = producer(session);
        producer.send(session.createTextMessage("before"));

        application.qm1.askToReconnect();
        application.awaitEvent(Reconnected.class);
        producer.send(session.createTextMessage("after"));
        Throwable thrown = catchThrowable(session::commit);

        assertThat(thrown).isInstanceOf(TransactionRolledBackException.class);
        assertThat(application.qm1.depth("ORDERS") + application.qm2.depth("ORDERS"))
                .isZero();
    }

    @Test
    void aUniformClusterWaitsForTheEndOfTheUnitOfWork() throws JMSException {
        Session session = session("TRANSACTED");
        MessageProducer producer = producer(session);
        producer.send(session.createTextMessage("before"));

        application.qm1.administration().suspend();
        producer.send(session.createTextMessage("after"));
        session.commit();
        Reconnected moved = application.awaitEvent(Reconnected.class);

        assertThat(moved.to()).isEqualTo(QM2);
        assertThat(application.qm1.depth("ORDERS")).isEqualTo(2);
    }

    @Test
    void aProducerForATemporaryQueueFromBeforeAMoveSendsToTheFormerQueueManager() throws JMSException {
        Session receiving = session("AUTO");
        TemporaryQueue replies = receiving.createTemporaryQueue();
        MessageConsumer consumer = receiving.createConsumer(replies);
        Session sending = session("AUTO");
        MessageProducer early = sending.createProducer(replies);

        outage.move();
        early.send(sending.createTextMessage("early"));
        await().untilAsserted(() ->
                assertThat(application.qm1.depth("SYSTEM.DEAD.LETTER.QUEUE")).isOne());
        sending.createProducer(replies).send(sending.createTextMessage("late"));

        assertThat(consumer.receive(Application.PATIENCE).getBody(String.class)).isEqualTo("late");
        assertThat(application.receipts).extracting(PutReceipt::queueManager).containsExactly(QM2, QM2);
    }

    private Session session(String mode) throws JMSException {
        int acknowledging = Outages.modeOf(mode);
        return connection.createSession(acknowledging == Session.SESSION_TRANSACTED, acknowledging);
    }

    private static MessageProducer producer(Session session) throws JMSException {
        return session.createProducer(session.createQueue("ORDERS"));
    }
}
