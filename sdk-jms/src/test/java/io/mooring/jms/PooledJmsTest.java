package io.mooring.jms;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.Reconnected;
import io.mooring.reason.ReasonCode;
import java.util.List;
import javax.jms.Connection;
import javax.jms.IllegalStateException;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TextMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.messaginghub.pooled.jms.JmsPoolConnection;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/** The pool of pooled-jms around the drop-in. */
@Tag("client")
class PooledJmsTest {
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");

    private final Application application = new Application();
    private final JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();

    @AfterEach
    void close() throws JMSException {
        pool.stop();
        application.close();
    }

    @ParameterizedTest
    @EnumSource
    void pooledConnectionIsToldNothingOfAMoveAndKept(Departure departure) throws JMSException {
        MooringConnectionFactory factory = application.builder().build();
        pool.setConnectionFactory(factory);

        sendAndReceive("one");
        departure.from(application.qm1);
        application.awaitEvent(Reconnected.class);
        sendAndReceive("two");

        assertThat(pool.getNumConnections()).isOne();
        assertThat(application.all(Connected.class)).hasSize(1);
        assertThat(application.all(Closed.class)).isEmpty();
        assertThat(application.receipts).extracting(PutReceipt::queueManager).containsExactly(QM1, QM2);
        assertThat(application.receipts).extracting(PutReceipt::state).containsOnly(PutState.STORED);
        assertThat(factory.connections())
                .extracting(MooringConnection::queueManager)
                .containsExactly(QM2);
    }

    @Test
    void eachConnectionOfThePoolMoves() throws JMSException {
        MooringConnectionFactory factory = application.builder().build();
        pool.setConnectionFactory(factory);
        pool.setMaxConnections(3);

        try (Connection first = pool.createConnection();
                Connection second = pool.createConnection();
                Connection third = pool.createConnection()) {
            List.of(first, second, third).forEach(PooledJmsTest::start);
            Departure.LISTENER_GONE.from(application.qm1);
            await().atMost(Application.MOVE)
                    .until(() -> application.all(Reconnected.class).size() == 3);
        }
        sendAndReceive("one");

        application.awaitEvents(Connected.class, 3);
        assertThat(factory.connections())
                .extracting(MooringConnection::queueManager)
                .containsExactly(QM2, QM2, QM2);
    }

    @Test
    void transactedSessionOfThePoolWorksAgainAfterAMoveTookItsUnitOfWork() throws JMSException {
        pool.setConnectionFactory(application.builder().build());

        try (JMSContext context = pool.createContext(JMSContext.SESSION_TRANSACTED)) {
            context.createProducer().send(context.createQueue("ORDERS"), "1");
            Departure.LISTENER_GONE.from(application.qm1);
            application.awaitEvent(Reconnected.class);
            assertThatThrownBy(context::commit).isInstanceOf(javax.jms.TransactionRolledBackRuntimeException.class);
            context.createProducer().send(context.createQueue("ORDERS"), "2");
            context.commit();
        }

        assertThat(Beside.drain(application.qm2, "ORDERS")).containsExactly(2);
        assertThat(Beside.drain(application.qm1, "ORDERS")).isEmpty();
        assertThat(application.all(Connected.class)).hasSize(1);
    }

    @Test
    void requestsHaveTheirTemporaryQueueWhereTheConnectionIs() throws JMSException {
        pool.setConnectionFactory(application.builder().build());
        JmsTemplate template = new JmsTemplate(pool);
        template.setReceiveTimeout(20_000);

        template.convertAndSend("PRICES", "one");
        Departure.LISTENER_GONE.from(application.qm1);
        application.awaitEvent(Reconnected.class);
        Connection answering = Beside.answering(application.qm2, "ORDERS");
        Message reply = template.sendAndReceive("ORDERS", session -> session.createTextMessage("two"));
        answering.close();

        assertThat(reply).isNotNull();
        assertThat(((TextMessage) reply).getText()).isEqualTo("two@QM2");
        assertThat(application.all(Connected.class)).hasSize(1);
    }

    @Test
    void givenUpConnectionStaysInThePoolWhereNobodyTellsIt() throws JMSException {
        pool.setConnectionFactory(
                application.builder().reconnectTimeout(ofSeconds(1)).build());
        sendAndReceive("one");

        Throwable first = giveUp();
        Throwable second = catchThrowable(() -> sendAndReceive("two"));
        pool.clear();
        sendAndReceive("three");

        assertThat(ReasonCode.of(first)).contains(ReasonCode.RECONNECT_TIMED_OUT);
        assertThat(ReasonCode.of(second)).contains(ReasonCode.RECONNECT_TIMED_OUT);
        application.awaitEvents(Connected.class, 2);
    }

    @Test
    void givenUpConnectionIsDroppedWhereAllExceptionsAreAskedFor() throws JMSException {
        pool.setConnectionFactory(application
                .builder()
                .reconnectTimeout(ofSeconds(1))
                .property("XMSC_ASYNC_EXCEPTIONS", -1)
                .build());
        sendAndReceive("one");

        Throwable first = giveUp();
        await().atMost(Application.MOVE).until(() -> catchThrowable(() -> sendAndReceive("two")) == null);

        assertThat(ReasonCode.of(first)).contains(ReasonCode.RECONNECT_TIMED_OUT);
        assertThat(pool.getNumConnections()).isOne();
        application.awaitEvents(Connected.class, 2);
    }

    @Test
    void lossWithoutReconnectionDropsTheConnectionAtOnce() throws JMSException {
        pool.setConnectionFactory(
                application.builder().reconnect(Reconnection.OFF).build());
        sendAndReceive("one");

        Departure.LISTENER_GONE.from(application.qm1);
        await().atMost(Application.MOVE).until(() -> catchThrowable(() -> sendAndReceive("two")) == null);

        application.awaitEvents(Connected.class, 2);
        assertThat(application.receipts)
                .last()
                .extracting(PutReceipt::queueManager)
                .isEqualTo(QM2);
    }

    @Test
    void clientIdOfTheFactoryIsThatOfThePooledConnection() throws JMSException {
        pool.setConnectionFactory(application.builder().clientId("orders-1").build());

        try (Connection connection = pool.createConnection()) {
            assertThat(connection.getClientID()).isEqualTo("orders-1");
        }
    }

    /** The pool has set its exception listener by then, which counts as use. */
    @Test
    void pooledConnectionTakesNoClientId() throws JMSException {
        pool.setConnectionFactory(application.builder().build());

        try (Connection connection = pool.createConnection()) {
            assertThatThrownBy(() -> connection.setClientID("orders-2")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void connectionBehindThePooledOneKnowsWhereItIs() throws JMSException {
        pool.setConnectionFactory(application.builder().build());

        try (Connection connection = pool.createConnection()) {
            assertThatThrownBy(() -> MooringConnection.of(connection))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("connections()");
            assertThat(MooringConnection.of(((JmsPoolConnection) connection).getConnection())
                            .queueManager())
                    .isEqualTo(QM1);
        }
    }

    /** Uses the connection and its producer, as a program does that closes what it has borrowed. */
    private void sendAndReceive(String text) throws JMSException {
        try (Connection connection = pool.createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
            producer.send(session.createTextMessage(text));
            Message received =
                    session.createConsumer(session.createQueue("ORDERS")).receive(Application.PATIENCE);
            assertThat(((TextMessage) received).getText()).isEqualTo(text);
        }
    }

    private Throwable giveUp() {
        application.qm2.crash();
        application.qm1.crash();
        Throwable thrown = catchThrowable(() -> sendAndReceive("too late"));
        application.qm1.start();
        return thrown;
    }

    private static void start(Connection connection) {
        try {
            connection.start();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }
}
