package io.mooring.embedded.client;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.EndMode;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.mqi.Message;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a queue manager in each of its ways, what its clients see of it, and what is left for the next start. */
@Tag("client")
class EndAndStartTest {
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
    void anEndThatAsksToReconnectMovesItsClients() throws Exception {
        Connection connection = movable();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
        CompletableFuture<javax.jms.Message> received = CompletableFuture.supplyAsync(() -> {
            try {
                return consumer.receive(20_000);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> first.administration().handles("ORDERS").size() == 1);

        long begin = System.nanoTime();
        first.end(EndMode.RECONNECT);
        await().until(() -> !second.connections().isEmpty());

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(ofSeconds(4));
        assertThat(told).isEmpty();
        Session sending = movable().createSession(false, Session.AUTO_ACKNOWLEDGE);
        sending.createProducer(sending.createQueue("ORDERS")).send(sending.createTextMessage("hello"));
        assertThat(received.get(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void anImmediateEndBreaksTheConnectionsForGood() throws Exception {
        movable();

        first.end(EndMode.IMMEDIATE);

        assertThat(MovableClient.reasonOf(told.poll(10, TimeUnit.SECONDS))).isEqualTo(2009);
        assertThat(second.connections()).isEmpty();
    }

    @Test
    void aQuiescingEndWaitsUntilItsClientsHaveLeft() throws Exception {
        Connection connection = movable();

        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> first.end(EndMode.QUIESCE));
        await().until(() -> first.administration().quiescing());
        assertThat(end).isNotDone();
        assertThat(first.connections()).isNotEmpty();
        connection.close();

        end.get(5, TimeUnit.SECONDS);
        assertThat(first.running()).isFalse();
    }

    @Test
    void aCrashMovesItsClients() throws Exception {
        movable();

        first.crash();

        await().until(() -> !second.connections().isEmpty());
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void persistentMessagesSurviveAndTheOthersDoNot(EndMode mode) throws Exception {
        sendOneOfEach();

        first.end(mode);
        assertThat(first.running()).isFalse();
        first.start();

        assertThat(first.messages("ORDERS"))
                .extracting(Message::descriptor)
                .extracting(descriptor -> descriptor.persistent())
                .containsExactly(true);
    }

    @Test
    void aCrashLosesWhatWasNotCommittedToo() throws Exception {
        sendOneOfEach();
        Session session = movable().createSession(true, 0);
        session.createProducer(session.createQueue("ORDERS")).send(session.createTextMessage("not committed"));

        first.crash();
        first.start();

        assertThat(first.depth("ORDERS")).isOne();
    }

    @Test
    void temporaryQueuesDoNotSurviveAndDefinitionsDo() throws Exception {
        Session session = movable().createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createTemporaryQueue();
        first.mqsc("DEFINE QLOCAL(LATER)");
        assertThat(first.administration().queues("AMQ.*")).hasSize(1);

        first.stopListening();
        first.dropSockets();
        await().until(() -> !second.connections().isEmpty());
        first.crash();
        first.start();

        assertThat(first.administration().queues("AMQ.*")).isEmpty();
        assertThat(first.administration().queues("LATER"))
                .extracting(QueueDefinition::name)
                .containsExactly("LATER");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterItsEndThereIsNoThreadAndNoConnection(boolean crash) throws Exception {
        EmbeddedQueueManager ending =
                EmbeddedQueueManager.named("THREADS").queue("ORDERS").start();
        JmsConnectionFactory factory = fixed(ending);
        for (int i = 0; i < 3; i++) {
            Connection connection = factory.createConnection(); // broken by the end, so that nothing is left to close
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createConsumer(session.createQueue("ORDERS")).setMessageListener(message -> {});
            connection.start();
        }
        assertThat(threads("THREADS")).isPositive();

        if (crash) {
            ending.crash();
        } else {
            ending.end(EndMode.IMMEDIATE);
        }

        assertThat(ending.connections()).isEmpty();
        await().pollInterval(ofMillis(10)).until(() -> threads("THREADS") == 0);
        ending.close();
    }

    @Test
    void aClusterThatIsClosedLeavesNoThread() throws Exception {
        EmbeddedCluster closing =
                EmbeddedCluster.of("GONE1", "GONE2").name("GONE").start().balanceEvery(ofMillis(10));
        await().until(() -> threads("cluster GONE") == 1);
        Connection connection =
                MovableClient.of("orders", closing.connectionNames()).createConnection();
        connection.close();

        closing.close();

        assertThat(threads("cluster GONE")).isZero();
        await().pollInterval(ofMillis(10)).until(() -> threads("GONE") == 0);
    }

    @Test
    void aClosedQueueManagerIsNotRetained() throws Exception {
        WeakReference<Administration> reference = usedAndClosed();

        await().atMost(ofSeconds(20)).until(() -> {
            System.gc();
            return reference.get() == null;
        });
    }

    /** The administration is the queue manager itself, and holds all that is in it. */
    private static WeakReference<Administration> usedAndClosed() throws JMSException {
        try (EmbeddedQueueManager used =
                EmbeddedQueueManager.named("USED").queue("ORDERS").start()) {
            Connection connection = fixed(used).createConnection();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createProducer(session.createQueue("ORDERS")).send(session.createTextMessage("hello"));
            connection.close();
            return new WeakReference<>(used.administration());
        }
    }

    private void sendOneOfEach() throws JMSException {
        try (Connection connection =
                MovableClient.of("sender", first.connectionName()).createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            producer.send(session.createTextMessage("persistent"));
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.send(session.createTextMessage("not persistent"));
        }
    }

    private Connection movable() throws JMSException {
        Connection connection = connections.open(MovableClient.of("orders", cluster.connectionNames()));
        connection.setExceptionListener(told::add);
        connection.start();
        return connection;
    }

    private static JmsConnectionFactory fixed(EmbeddedQueueManager queueManager) throws JMSException {
        JmsConnectionFactory factory = MovableClient.of("fixed", queueManager.connectionName());
        factory.setIntProperty(WMQConstants.WMQ_CLIENT_RECONNECT_OPTIONS, WMQConstants.WMQ_CLIENT_RECONNECT_DISABLED);
        return factory;
    }

    private static long threads(String beginOfName) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(beginOfName))
                .count();
    }
}
