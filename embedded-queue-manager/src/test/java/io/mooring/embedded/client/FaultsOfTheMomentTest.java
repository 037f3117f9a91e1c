package io.mooring.embedded.client;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.ChannelStopMode;
import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Reason;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a test can do to a running queue manager and its clients, each in one line, and what the real client makes of it. */
@Tag("client")
class FaultsOfTheMomentTest {
    private final EmbeddedCluster cluster =
            EmbeddedCluster.of("QM1", "QM2").queue("ORDERS").start();
    private final EmbeddedQueueManager first = cluster.queueManager("QM1");
    private final EmbeddedQueueManager second = cluster.queueManager("QM2");
    private final MovableClient.Connections connections = new MovableClient.Connections();
    private final BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();

    @AfterEach
    void close() throws JMSException {
        connections.close();
        cluster.close();
    }

    @Test
    void aDroppedSocketIsReplacedWithoutAWord() throws Exception {
        Session session = movable("orders").createSession(false, Session.AUTO_ACKNOWLEDGE);
        List<Byte24> before = ids(first);

        first.dropSockets();
        await().until(() -> !first.connections().isEmpty());
        send(session);

        assertThat(ids(first)).doesNotContainAnyElementsOf(before);
        assertThat(first.depth("ORDERS")).isOne();
        assertThat(told).isEmpty();
    }

    @Test
    void onlyTheConnectionsThatMeetTheConditionAreDropped() throws Exception {
        MovableClient.assumeUniformClusters();
        movable("orders");
        movable("prices");
        Byte24 orders = idOf("orders");
        Byte24 prices = idOf("prices");

        first.dropSockets(connection -> connection.applicationName().equals("orders"));
        await().until(() -> !idOf("orders").isNone());

        assertThat(idOf("orders")).isNotEqualTo(orders);
        assertThat(idOf("prices")).isEqualTo(prices);
    }

    @Test
    void whoDoesNotReconnectGets2009FromADroppedSocket() throws Exception {
        Session session = fixed().createSession(false, Session.AUTO_ACKNOWLEDGE);

        first.dropSockets();

        assertThat(reasonTold()).isEqualTo(CMQC.MQRC_CONNECTION_BROKEN);
        assertThatExceptionOfType(JMSException.class)
                .isThrownBy(() -> send(session))
                .satisfies(
                        refused -> assertThat(MovableClient.reasonOf(refused)).isEqualTo(CMQC.MQRC_CONNECTION_BROKEN));
    }

    @Test
    void aQueueManagerThatDoesNotListenKeepsItsConnectionsAndGetsNoNewOnes() throws Exception {
        MovableClient.assumeVersion("9.2.0.0", "a connection of 9.1 may join the socket of another one");
        Session session = movable("orders").createSession(false, Session.AUTO_ACKNOWLEDGE);

        first.stopListening();
        send(session);
        assertThat(first.depth("ORDERS")).isOne();
        movable("prices");
        assertThat(second.connections()).isNotEmpty();
        first.dropSockets();
        await().until(() -> !second.connections().isEmpty());

        first.startListening();
        second.dropSockets();
        await().atMost(ofSeconds(10)).until(() -> !first.connections().isEmpty());
    }

    @Test
    void clientsThatAreAskedReconnectAndTheOthersLoseTheirConnection() throws Exception {
        movable("orders");
        fixed();
        first.stopListening();

        first.askToReconnect();

        assertThat(reasonTold()).isEqualTo(CMQC.MQRC_CONNECTION_BROKEN);
        await().until(() -> !second.connections().isEmpty());
    }

    @Test
    void aWaitingReceiveMovesAtOnceIfItsWaitIsEndedFirst() throws Exception {
        Connection connection = movable("orders");
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        CompletableFuture<Message> received = receive(session);
        first.stopListening();

        Duration move = durationOf(
                () -> first.askToReconnectAfterEndingWaits(),
                () -> !second.connections().isEmpty());
        assertThat(move).isLessThan(ofSeconds(3));

        send(movable("sender").createSession(false, Session.AUTO_ACKNOWLEDGE));
        assertThat(received.get(10, TimeUnit.SECONDS).getBody(String.class)).isEqualTo("hello");
    }

    @Test
    void aWaitingReceiveHoldsUpAMoveForSeconds() throws Exception {
        MovableClient.assumeVersion("9.2.0.0", "9.1 was seen to move at once");
        Session session = movable("orders").createSession(false, Session.AUTO_ACKNOWLEDGE);
        CompletableFuture<Message> received = receive(session);
        first.stopListening();

        Duration move = durationOf(
                () -> first.dropSockets(), () -> !second.connections().isEmpty());
        assertThat(move).isBetween(ofSeconds(2), ofSeconds(7));

        send(movable("sender").createSession(false, Session.AUTO_ACKNOWLEDGE));
        assertThat(received.get(10, TimeUnit.SECONDS).getBody(String.class)).isEqualTo("hello");
    }

    @Test
    void aClientThatIsEndedWithoutReconnectDoesNotReconnect() throws Exception {
        MovableClient.assumeVersion("9.2.0.0", "9.1 was seen to tell its ExceptionListener nothing");
        Session session = movable("orders").createSession(false, Session.AUTO_ACKNOWLEDGE);

        first.endWithoutReconnect();

        assertThat(reasonTold()).isEqualTo(CMQC.MQRC_CONNECTION_BROKEN);
        assertThatExceptionOfType(JMSException.class)
                .isThrownBy(() -> send(session))
                .satisfies(
                        refused -> assertThat(MovableClient.reasonOf(refused)).isEqualTo(CMQC.MQRC_CONNECTION_BROKEN));
        await().untilAsserted(() -> assertThat(first.connections()).isEmpty());
        assertThat(second.connections()).isEmpty();
    }

    @Test
    void aQuiescingQueueManagerEndsWaitsAndRefusesWhoConnects() throws Exception {
        MQQueueManager connection = classesForJava(first);
        MQQueue queue = connection.accessQueue("ORDERS", CMQC.MQOO_INPUT_SHARED | CMQC.MQOO_FAIL_IF_QUIESCING);
        CompletableFuture<Integer> reason = CompletableFuture.supplyAsync(() -> reasonOfGet(queue));
        await().until(() -> first.administration().handles("ORDERS").size() == 1);

        first.quiesce();

        assertThat(reason.get(10, TimeUnit.SECONDS)).isEqualTo(CMQC.MQRC_Q_MGR_QUIESCING);
        assertThatExceptionOfType(MQException.class)
                .isThrownBy(() -> classesForJava(first))
                .satisfies(refused -> assertThat(refused.getReason()).isEqualTo(CMQC.MQRC_Q_MGR_QUIESCING));
        assertThat(first.administration().quiescing()).isTrue();
        first.endQuiesce();
        classesForJava(first).disconnect();
        connection.disconnect();
    }

    @Test
    void aChannelThatEndsMovesSomeAndBreaksOthers() throws Exception {
        movable("orders");
        fixed();
        first.stopListening();

        first.endChannels(5);

        assertThat(reasonTold()).isEqualTo(CMQC.MQRC_CONNECTION_BROKEN);
        await().until(() -> !second.connections().isEmpty());
    }

    @Test
    void aStoppedChannelRefusesWith2537UntilItIsStarted() throws Exception {
        movable("orders");

        first.administration().stopChannel("APP.SVRCONN", ChannelStopMode.QUIESCE);

        await().until(() -> !second.connections().isEmpty());
        assertThatExceptionOfType(MQException.class)
                .isThrownBy(() -> classesForJava(first))
                .satisfies(refused -> assertThat(refused.getReason()).isEqualTo(CMQC.MQRC_CHANNEL_NOT_AVAILABLE));
        first.administration().startChannel("APP.SVRCONN");
        classesForJava(first).disconnect();
    }

    @Test
    void aBlackHoleIsLeftAfterTheHeartbeatsStop() throws Exception {
        Session session = movable("orders").createSession(false, Session.AUTO_ACKNOWLEDGE);
        List<Byte24> before = ids(first);

        Duration noticed = durationOf(
                () -> first.blackHole(connection -> true),
                () -> first.connections().size() == before.size()
                        && !before.contains(first.connections().get(0).id()));

        assertThat(noticed).isBetween(ofMillis(500), ofSeconds(8));
        send(session);
        assertThat(first.depth("ORDERS")).isOne();
    }

    @Test
    void aBlackHoleForAllSwallowsNewClientsTooAndDropsThemAtItsEnd() throws Exception {
        first.blackHole();
        CompletableFuture<Integer> reason = CompletableFuture.supplyAsync(() -> {
            try {
                classesForJava(first).disconnect();
                return 0;
            } catch (MQException e) {
                return e.getReason();
            }
        });
        await().until(() -> first.administration().channelStatus("*").isEmpty() && !reason.isDone());

        await().pollDelay(ofMillis(100)).until(() -> {
            first.endBlackHole();
            return reason.isDone();
        });

        assertThat(reason.get()).isIn(0, CMQC.MQRC_CONNECTION_BROKEN);
        classesForJava(first).disconnect();
    }

    @Test
    void aRefusedConnectGetsExactlyTheReason() throws Exception {
        first.refuseConnects(Reason.NOT_AUTHORIZED);
        assertThatExceptionOfType(MQException.class)
                .isThrownBy(() -> classesForJava(first))
                .satisfies(refused -> assertThat(refused.getReason()).isEqualTo(CMQC.MQRC_NOT_AUTHORIZED));

        first.refuseConnects(Reason.Q_MGR_NOT_AVAILABLE);
        movable("orders");
        assertThat(second.connections()).isNotEmpty();

        first.acceptConnects();
        classesForJava(first).disconnect();
    }

    @Test
    void theClassesForJavaGet2009ForEverAndReconnectThemselves() throws Exception {
        MQQueueManager connection = classesForJava(first);
        MQQueue queue = connection.accessQueue("ORDERS", CMQC.MQOO_OUTPUT);

        first.dropSockets();

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(MQException.class)
                    .isThrownBy(() -> queue.put(new MQMessage()))
                    .satisfies(refused -> assertThat(refused.getReason()).isEqualTo(CMQC.MQRC_CONNECTION_BROKEN));
        }
        classesForJava(first).disconnect();
    }

    private interface Action {
        void run() throws Exception;
    }

    private static Duration durationOf(Action action, Callable<Boolean> until) throws Exception {
        long begin = System.nanoTime();
        action.run();
        await().pollInterval(ofMillis(10)).atMost(ofSeconds(15)).until(until);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private CompletableFuture<Message> receive(Session session) throws JMSException {
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
        CompletableFuture<Message> received = CompletableFuture.supplyAsync(() -> {
            try {
                return consumer.receive(20_000);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
        first.recordCalls();
        await().pollDelay(ofMillis(100))
                .until(() -> first.administration().handles("ORDERS").stream().anyMatch(handle -> true));
        return received;
    }

    private Connection movable(String application) throws JMSException {
        return started(MovableClient.of(application, cluster.connectionNames()));
    }

    /** A connection that does not reconnect. */
    private Connection fixed() throws JMSException {
        JmsConnectionFactory factory = MovableClient.of("fixed", first.connectionName());
        factory.setIntProperty(WMQConstants.WMQ_CLIENT_RECONNECT_OPTIONS, WMQConstants.WMQ_CLIENT_RECONNECT_DISABLED);
        return started(factory);
    }

    private Connection started(JmsConnectionFactory factory) throws JMSException {
        Connection connection = connections.open(factory);
        connection.setExceptionListener(told::add);
        connection.start();
        return connection;
    }

    private int reasonTold() throws InterruptedException {
        return MovableClient.reasonOf(told.poll(10, TimeUnit.SECONDS));
    }

    private Byte24 idOf(String application) {
        return first.connections().stream()
                .filter(connection -> connection.applicationName().equals(application))
                .map(ConnectionStatus::id)
                .findFirst()
                .orElse(Byte24.NONE);
    }

    private static List<Byte24> ids(EmbeddedQueueManager queueManager) {
        return queueManager.connections().stream().map(ConnectionStatus::id).toList();
    }

    private static void send(Session session) throws JMSException {
        session.createProducer(session.createQueue("ORDERS")).send(session.createTextMessage("hello"));
    }

    private static int reasonOfGet(MQQueue queue) {
        try {
            MQGetMessageOptions options = new MQGetMessageOptions();
            options.options = CMQC.MQGMO_WAIT | CMQC.MQGMO_FAIL_IF_QUIESCING;
            options.waitInterval = 20_000;
            queue.get(new MQMessage(), options);
            return 0;
        } catch (MQException e) {
            return e.getReason();
        }
    }

    private static MQQueueManager classesForJava(EmbeddedQueueManager queueManager) throws MQException {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, queueManager.port());
        properties.put(CMQC.CHANNEL_PROPERTY, "APP.SVRCONN");
        return new MQQueueManager(queueManager.name(), properties);
    }
}
