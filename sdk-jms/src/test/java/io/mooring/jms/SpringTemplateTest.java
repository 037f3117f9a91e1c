package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Verb;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.Reconnected;
import java.util.List;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.TextMessage;
import javax.jms.TransactionRolledBackException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jms.JmsException;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.connection.SingleConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's templates and connection factories around the drop-in. */
@Tag("client")
class SpringTemplateTest {
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");

    private final Application application = new Application();

    /** Closed after each test. */
    private final SingleConnectionFactory single = new SingleConnectionFactory();

    private final CachingConnectionFactory caching = new CachingConnectionFactory();

    @AfterEach
    void close() throws JMSException {
        single.destroy();
        caching.destroy();
        application.close();
    }

    @ParameterizedTest(name = "{0}, reconnectOnException {1}")
    @CsvSource({"LISTENER_GONE, true", "LISTENER_GONE, false", "ASKED_TO_MOVE, true"})
    void cachedConnectionSessionAndProducerAreKeptInAMove(Departure departure, boolean reconnectOnException)
            throws JMSException {
        MooringConnectionFactory factory = application.builder().build();
        caching.setTargetConnectionFactory(factory);
        caching.setReconnectOnException(reconnectOnException);
        JmsTemplate template = template(caching);

        template.convertAndSend("ORDERS", "one");
        Object one = template.receiveAndConvert("ORDERS");
        departure.from(application.qm1);
        application.awaitEvent(Reconnected.class);
        template.convertAndSend("ORDERS", "two");
        Object two = template.receiveAndConvert("ORDERS");
        template.setReceiveTimeout(100);
        Object nothing = template.receiveAndConvert("ORDERS");

        assertThat(List.of(one, two)).containsExactly("one", "two");
        assertThat(nothing).isNull();
        assertThat(caching.getCachedSessionCount()).isOne();
        assertMovedAndKept(factory);
    }

    @Test
    void singleConnectionIsKeptInAMove() throws JMSException {
        MooringConnectionFactory factory = application.builder().build();
        single.setTargetConnectionFactory(factory);
        single.setReconnectOnException(true);
        JmsTemplate template = template(single);

        template.convertAndSend("ORDERS", "one");
        Object one = template.receiveAndConvert("ORDERS");
        Departure.LISTENER_GONE.from(application.qm1);
        application.awaitEvent(Reconnected.class);
        template.convertAndSend("ORDERS", "two");
        Object two = template.receiveAndConvert("ORDERS");

        assertThat(List.of(one, two)).containsExactly("one", "two");
        assertMovedAndKept(factory);
    }

    @ParameterizedTest
    @EnumSource
    void eachRequestHasATemporaryQueueWhereTheConnectionIs(Departure departure) throws JMSException {
        MooringConnectionFactory factory = application.builder().build();
        caching.setTargetConnectionFactory(factory);
        JmsTemplate template = template(caching);

        String before = ask(template, application.qm1, "one");
        departure.from(application.qm1);
        application.awaitEvent(Reconnected.class);
        String after = ask(template, application.qm2, "two");

        assertThat(before).isEqualTo("one@QM1");
        assertThat(after).isEqualTo("two@QM2");
        assertMovedAndKept(factory);
    }

    @Test
    void requestThatWasLeftBehindIsNoReplyWithinTheTimeout() throws Exception {
        MooringConnectionFactory factory = application.builder().build();
        caching.setTargetConnectionFactory(factory);
        JmsTemplate template = template(caching);
        template.setReceiveTimeout(1_000);

        Thread mover = new Thread(() -> {
            await().atMost(Application.MOVE).until(() -> application.qm1.depth("ORDERS") == 1);
            Departure.LISTENER_GONE.from(application.qm1);
        });
        mover.start();
        Message reply = template.sendAndReceive("ORDERS", session -> session.createTextMessage("1"));
        mover.join();
        application.awaitEvent(Reconnected.class);

        assertThat(reply).isNull();
        assertThat(application.receipts).extracting(PutReceipt::queueManager).containsExactly(QM1);
        assertThat(Beside.drain(application.qm1, "ORDERS")).containsExactly(1);
        assertThat(application.all(Connected.class)).hasSize(1);
    }

    @Test
    void unitOfWorkThatAMoveTookIsRolledBackAndItsSessionWorksAgain() throws JMSException {
        MooringConnectionFactory factory = application.builder().build();
        caching.setTargetConnectionFactory(factory);
        JmsTemplate template = template(caching);
        TransactionTemplate transaction = new TransactionTemplate(new JmsTransactionManager(caching));

        Throwable thrown = catchThrowable(() -> transaction.executeWithoutResult(status -> {
            template.convertAndSend("ORDERS", "1");
            Departure.LISTENER_GONE.from(application.qm1);
            application.awaitEvent(Reconnected.class);
            template.convertAndSend("ORDERS", "1");
        }));
        transaction.executeWithoutResult(status -> template.convertAndSend("ORDERS", "2"));

        assertThat(thrown)
                .isInstanceOf(UnexpectedRollbackException.class)
                .hasCauseInstanceOf(TransactionRolledBackException.class);
        assertThat(application.receipts).extracting(PutReceipt::state).endsWith(PutState.STORED);
        assertThat(Beside.drain(application.qm2, "ORDERS")).containsExactly(2);
        assertThat(Beside.drain(application.qm1, "ORDERS")).isEmpty();
        assertThat(application.all(Connected.class)).hasSize(1);
        assertThat(factory.connections()).hasSize(1);
    }

    @Test
    void templateOverTheFactoryItselfConnectsForEachSend() {
        MooringConnectionFactory factory = application.builder().build();
        JmsTemplate template = template(factory);

        template.convertAndSend("ORDERS", "1");
        template.convertAndSend("ORDERS", "2");

        application.awaitEvents(Closed.class, 2);
        assertThat(application.all(Connected.class)).hasSize(2);
        assertThat(factory.connections()).isEmpty();
    }

    @Test
    void sendInDoubtIsTheCauseOfSpringsException() throws JMSException {
        caching.setTargetConnectionFactory(application.builder().build());
        JmsTemplate template = template(caching);
        template.setDeliveryPersistent(false);
        template.setExplicitQosEnabled(true);
        template.convertAndSend("ORDERS", "1");
        application.qm1.stopListening();
        application.qm1.inject(Fault.on(Verb.MQPUT).losesConnectionBeforeEffect());

        Throwable thrown = catchThrowable(() -> template.convertAndSend("ORDERS", "2"));
        template.convertAndSend("ORDERS", "3");

        assertThat(thrown).isInstanceOf(JmsException.class).hasCauseInstanceOf(JmsPutInDoubtException.class);
        assertThat(Beside.drain(application.qm1, "ORDERS")).containsExactly(1);
        assertThat(Beside.drain(application.qm2, "ORDERS")).containsExactly(3);
        assertThat(application.all(Connected.class)).hasSize(1);
    }

    /** Asks while somebody on this queue manager answers. */
    private static String ask(JmsTemplate template, EmbeddedQueueManager queueManager, String text)
            throws JMSException {
        Connection answering = Beside.answering(queueManager, "ORDERS");
        try {
            Message reply = template.sendAndReceive("ORDERS", session -> session.createTextMessage(text));
            assertThat(reply).isNotNull();
            return ((TextMessage) reply).getText();
        } finally {
            answering.close();
        }
    }

    private static JmsTemplate template(javax.jms.ConnectionFactory factory) {
        JmsTemplate template = new JmsTemplate(factory);
        template.setReceiveTimeout(20_000);
        return template;
    }

    /** One connection was made, has moved, and is still open; each send has a receipt of where it went. */
    private void assertMovedAndKept(MooringConnectionFactory factory) {
        assertThat(application.all(Connected.class)).hasSize(1);
        assertThat(application.all(Closed.class)).isEmpty();
        assertThat(factory.connections())
                .extracting(MooringConnection::queueManager)
                .containsExactly(QM2);
        assertThat(application.receipts).extracting(PutReceipt::queueManager).containsExactly(QM1, QM2);
        assertThat(application.receipts).extracting(PutReceipt::state).containsOnly(PutState.STORED);
    }
}
