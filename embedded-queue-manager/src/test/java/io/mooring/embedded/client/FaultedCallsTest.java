package io.mooring.embedded.client;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.ibm.msg.client.jms.JmsConnectionFactory;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.fault.InjectedFault;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TransactionRolledBackException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reconnecting JMS application sees when something goes wrong at a certain call; each fault is one line. */
@Tag("client")
class FaultedCallsTest {
    private static final int CALL_INTERRUPTED = 2549;
    private static final int BACKED_OUT = 2003;
    private static final String ZERO_ID = "ID:" + "0".repeat(48);

    private final EmbeddedCluster cluster =
            EmbeddedCluster.of("QM1", "QM2").queue("ORDERS", "BEFORE", "AFTER").start();
    private final EmbeddedQueueManager first = cluster.queueManager("QM1");
    private final EmbeddedQueueManager second = cluster.queueManager("QM2");
    private final MovableClient.Connections connections = new MovableClient.Connections();

    @SuppressWarnings("NullAway.Init")
    private JmsConnectionFactory factory;

    @BeforeEach
    void connectToTheFirst() throws JMSException {
        factory = MovableClient.of("orders", cluster.connectionNames());
    }

    @AfterEach
    void close() throws JMSException {
        connections.close();
        cluster.close();
    }

    @Test
    void theNthCallFailsWithTheReasonAndTheOthersDoNot() throws JMSException {
        Sender sender = sender(false, DeliveryMode.PERSISTENT);
        InjectedFault fault = first.inject(Fault.on(Verb.MQPUT).call(2).failsWith(Reason.Q_FULL));

        sender.send();
        assertThatExceptionOfType(JMSException.class)
                .isThrownBy(sender::send)
                .satisfies(
                        refused -> assertThat(MovableClient.reasonOf(refused)).isEqualTo(Reason.Q_FULL.code()));
        sender.send();

        assertThat(fault.fired()).isOne();
        assertThat(first.depth("ORDERS")).isEqualTo(2);
    }

    @Test
    void everyCallFailsUntilTheFaultIsTakenBack() throws JMSException {
        Sender sender = sender(false, DeliveryMode.PERSISTENT);
        try (InjectedFault fault = first.inject(Fault.on(Verb.MQPUT).everyCall().failsWith(Reason.PUT_INHIBITED))) {
            assertThatExceptionOfType(JMSException.class).isThrownBy(sender::send);
            assertThatExceptionOfType(JMSException.class).isThrownBy(sender::send);
            assertThat(fault.fired()).isEqualTo(2);
        }

        sender.send();

        assertThat(first.depth("ORDERS")).isOne();
    }

    @Test
    void aFaultIsForOneApplicationAndOneQueue() throws JMSException {
        MovableClient.assumeUniformClusters();
        Sender orders = sender(false, DeliveryMode.PERSISTENT);
        factory = MovableClient.of("prices", cluster.connectionNames());
        Sender prices = sender(false, DeliveryMode.PERSISTENT);
        first.inject(Fault.on(Verb.MQPUT).everyCall().ofApplication("prices").failsWith(Reason.Q_FULL));
        first.inject(Fault.on(Verb.MQPUT).everyCall().onQueue("OTHER").failsWith(Reason.Q_FULL));

        orders.send();
        assertThatExceptionOfType(JMSException.class).isThrownBy(prices::send);
        first.clearFaults();
        prices.send();

        assertThat(first.depth("ORDERS")).isEqualTo(2);
    }

    @Test
    void aCallIsDelayed() throws JMSException {
        Sender sender = sender(false, DeliveryMode.PERSISTENT);
        first.inject(Fault.on(Verb.MQPUT).isDelayedBy(ofMillis(300)));

        long begin = System.nanoTime();
        sender.send();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(ofMillis(300));
    }

    /** Both at the same time, since the client may take five seconds to notice. */
    @Test
    void aPersistentSendThatLosesItsConnectionIsInDoubt() throws Exception {
        MovableClient.assumeVersion(
                "9.2.0.0", "connections of 9.1 that are alike share a socket, and lose it together");
        Sender notStored = sender("BEFORE", false, DeliveryMode.PERSISTENT);
        Sender stored = sender("AFTER", false, DeliveryMode.PERSISTENT);
        first.inject(Fault.on(Verb.MQPUT).onQueue("BEFORE").losesConnectionBeforeEffect());
        first.inject(Fault.on(Verb.MQPUT).onQueue("AFTER").losesConnectionAfterEffect());

        CompletableFuture<Integer> reason = reasonOf(notStored::send);
        assertThat(reasonOf(stored::send).get(20, TimeUnit.SECONDS)).isEqualTo(CALL_INTERRUPTED);
        assertThat(reason.get(20, TimeUnit.SECONDS)).isEqualTo(CALL_INTERRUPTED);

        assertThat(first.depth("BEFORE")).isZero();
        assertThat(first.depth("AFTER")).isOne();
        stored.send();
        assertThat(first.depth("AFTER")).isEqualTo(2);
    }

    @ParameterizedTest(name = "after the effect: {0}")
    @ValueSource(booleans = {false, true})
    void aNonPersistentSendThatLosesItsConnectionReturnsWithAnIdOfZeros(boolean afterEffect) throws JMSException {
        Sender sender = sender(false, DeliveryMode.NON_PERSISTENT);
        first.inject(lost(Fault.on(Verb.MQPUT), afterEffect));

        assertThat(sender.send().getJMSMessageID()).isEqualTo(ZERO_ID);

        assertThat(first.depth("ORDERS")).isEqualTo(afterEffect ? 1 : 0);
    }

    /** Both at the same time, since the client may take five seconds to notice. */
    @Test
    void aCommitThatLosesItsConnectionIsInDoubtAndTheNextOneIsBackedOut() throws Exception {
        MovableClient.assumeUniformClusters();
        Sender notCommitted = sender("BEFORE", true, DeliveryMode.PERSISTENT);
        factory = MovableClient.of("after", cluster.connectionNames());
        Sender committed = sender("AFTER", true, DeliveryMode.PERSISTENT);
        notCommitted.send();
        committed.send();
        first.inject(Fault.on(Verb.MQCMIT).ofApplication("orders").losesConnectionBeforeEffect());
        first.inject(Fault.on(Verb.MQCMIT).ofApplication("after").losesConnectionAfterEffect());

        CompletableFuture<Integer> reason = reasonOf(notCommitted.session::commit);
        assertThat(reasonOf(committed.session::commit).get(20, TimeUnit.SECONDS))
                .isEqualTo(CALL_INTERRUPTED);
        assertThat(reason.get(20, TimeUnit.SECONDS)).isEqualTo(CALL_INTERRUPTED);

        assertThat(first.depth("BEFORE")).isZero();
        assertThat(first.depth("AFTER")).isOne();
        assertThatExceptionOfType(TransactionRolledBackException.class)
                .isThrownBy(committed.session::commit)
                .satisfies(
                        refused -> assertThat(MovableClient.reasonOf(refused)).isEqualTo(BACKED_OUT));
        committed.send();
        committed.session.commit();
        assertThat(first.depth("AFTER")).isEqualTo(2);
    }

    @Test
    void anOpenUnitOfWorkIsBackedOutByTheLossOfItsConnection() throws JMSException {
        MovableClient.assumeVersion("9.2.0.0", "the commit of 9.1 was seen to fail with a plain JMSException");
        Sender sender = sender(true, DeliveryMode.PERSISTENT);
        sender.send();
        int connected = first.connections().size();

        first.dropSockets();

        assertThat(first.depth("ORDERS")).isZero();
        // A commit that is sent before the client has noticed is in doubt instead.
        await().atMost(ofSeconds(20))
                .until(() -> cluster.queueManagers().stream()
                                .mapToInt(queueManager ->
                                        queueManager.connections().size())
                                .sum()
                        == connected);
        assertThatExceptionOfType(TransactionRolledBackException.class)
                .isThrownBy(sender.session::commit)
                .satisfies(
                        refused -> assertThat(MovableClient.reasonOf(refused)).isEqualTo(BACKED_OUT));
    }

    @Test
    void aReceiveThatLosesItsConnectionBeforeItsEffectGetsTheMessageLater() throws JMSException {
        sender(false, DeliveryMode.NON_PERSISTENT).send();
        first.inject(Fault.on(Verb.MQGET).losesConnectionBeforeEffect());

        assertThat(consumer().receive(20_000)).isNotNull();

        assertThat(first.depth("ORDERS")).isZero();
    }

    @Test
    void aNonPersistentMessageIsLostWithTheAnswerToItsGet() throws JMSException {
        sender(false, DeliveryMode.NON_PERSISTENT).send();
        InjectedFault fault = first.inject(Fault.on(Verb.MQGET).losesConnectionAfterEffect());

        assertThat(consumer().receive(200)).isNull();

        assertThat(fault.fired()).isOne();
        assertThat(first.depth("ORDERS")).isZero();
    }

    @Test
    void aPersistentMessageComesBackWhenTheAnswerToItsGetIsLost() throws JMSException {
        sender(false, DeliveryMode.PERSISTENT).send();
        first.inject(Fault.on(Verb.MQGET).losesConnectionAfterEffect());

        Message received = consumer().receive(20_000);

        assertThat(received).isNotNull();
        assertThat(received.getJMSRedelivered()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2009, 2059, 2161, 2162, 2202})
    void aCallThatIsAnsweredLikeThisMovesTheConnection(int reasonCode) throws JMSException {
        Sender sender = sender(false, DeliveryMode.PERSISTENT);
        first.inject(Fault.on(Verb.MQPUT).failsWith(reasonCode));
        first.refuseConnects(Reason.Q_MGR_NOT_AVAILABLE);

        assertThatExceptionOfType(JMSException.class)
                .isThrownBy(sender::send)
                .satisfies(
                        refused -> assertThat(MovableClient.reasonOf(refused)).isEqualTo(CALL_INTERRUPTED));

        await().atMost(ofSeconds(10)).until(() -> !second.connections().isEmpty());
        sender.send();
        assertThat(first.depth("ORDERS")).isZero();
        assertThat(second.depth("ORDERS")).isOne();
    }

    @Test
    void aConnectFailsOnce() throws JMSException {
        factory = MovableClient.of("orders", first.connectionName());
        first.inject(Fault.on(Verb.MQCONN).failsWith(Reason.NOT_AUTHORIZED));

        assertThatExceptionOfType(JMSException.class)
                .isThrownBy(() -> connections.open(factory))
                .satisfies(
                        refused -> assertThat(MovableClient.reasonOf(refused)).isEqualTo(Reason.NOT_AUTHORIZED.code()));

        connections.open(factory);
        assertThat(first.connections()).isNotEmpty();
    }

    private interface JmsCall {
        void call() throws JMSException;
    }

    private static CompletableFuture<Integer> reasonOf(JmsCall call) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                call.call();
                return 0;
            } catch (JMSException e) {
                return MovableClient.reasonOf(e);
            }
        });
    }

    private static Fault lost(Fault.Calls calls, boolean afterEffect) {
        return afterEffect ? calls.losesConnectionAfterEffect() : calls.losesConnectionBeforeEffect();
    }

    private Sender sender(boolean transacted, int deliveryMode) throws JMSException {
        return sender("ORDERS", transacted, deliveryMode);
    }

    private Sender sender(String queue, boolean transacted, int deliveryMode) throws JMSException {
        Session session = connections.open(factory).createSession(transacted, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(queue));
        producer.setDeliveryMode(deliveryMode);
        return new Sender(session, producer);
    }

    private MessageConsumer consumer() throws JMSException {
        var connection = connections.open(factory);
        connection.start();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        return session.createConsumer(session.createQueue("ORDERS"));
    }

    private record Sender(Session session, MessageProducer producer) {
        Message send() throws JMSException {
            Message message = session.createTextMessage("hello");
            producer.send(message);
            return message;
        }
    }
}
