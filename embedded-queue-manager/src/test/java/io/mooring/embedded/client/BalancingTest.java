package io.mooring.embedded.client;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.ChannelStopMode;
import io.mooring.embedded.admin.EndMode;
import io.mooring.embedded.cluster.ChannelTable;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import io.mooring.embedded.record.RecordedCall;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cluster moves the real client until the instances of each application are even. */
@Tag("client")
class BalancingTest {
    private final MovableClient.Connections connections = new MovableClient.Connections();

    @SuppressWarnings("NullAway.Init")
    private EmbeddedCluster cluster;

    @BeforeAll
    static void needsAClientThatKnowsUniformClusters() {
        MovableClient.assumeUniformClusters();
    }

    @AfterEach
    void close() throws JMSException {
        // A connection that is closed while it moves stays in the client's only reconnecting thread and delays all
        // others.
        cluster.stopBalancing();
        connections.close();
        cluster.close();
    }

    @Test
    void twentyInstancesOfAConnectionNameListBecomeTenAndTen() throws JMSException {
        cluster = EmbeddedCluster.of("QM1", "QM2").start();
        connections.open(MovableClient.of("orders", cluster.connectionNames()), 20);
        assertThat(cluster.instances("orders")).isEqualTo(Map.of("QM1", 20, "QM2", 0));

        cluster.balanceEvery(ofMillis(20));

        awaitInstances("orders", Map.of("QM1", 10, "QM2", 10));
    }

    @ParameterizedTest
    @EnumSource
    void twentyInstancesOfAChannelTableBecomeTenAndTen(ChannelTable.Affinity affinity, @TempDir Path folder)
            throws Exception {
        cluster = EmbeddedCluster.of("QM1", "QM2").start();
        Path table = cluster.writeCcdt(
                folder.resolve("ccdt.json"), ChannelTable.ofAnyQueueManager().affinity(affinity));
        cluster.queueManager("QM2").stopListening();
        connections.open(MovableClient.of("orders", table.toUri().toURL(), "*ANY_QM"), 20);
        cluster.queueManager("QM2").startListening();
        assertThat(cluster.instances("orders")).isEqualTo(Map.of("QM1", 20, "QM2", 0));

        cluster.balanceEvery(ofMillis(20));

        awaitInstances("orders", Map.of("QM1", 10, "QM2", 10));
    }

    @Test
    void eightyInstancesBecomeFortyAndFortyInOneStep() throws JMSException {
        cluster = EmbeddedCluster.of("QM1", "QM2").start();
        connections.open(MovableClient.of("orders", cluster.connectionNames()), 80);

        assertThat(cluster.balanceNow()).isEqualTo(40);

        awaitInstances("orders", Map.of("QM1", 40, "QM2", 40));
        assertThat(cluster.balanceNow()).as("asked when all is even").isZero();
    }

    @Test
    void threeQueueManagersShareWithinOne() throws JMSException {
        cluster = EmbeddedCluster.of("QM1", "QM2", "QM3").start();
        connections.open(MovableClient.of("orders", cluster.connectionNames()), 20);

        cluster.balanceEvery(ofMillis(20));

        await().atMost(ofSeconds(10))
                .until(() -> cluster.instances("orders").values().stream()
                                        .mapToInt(Integer::intValue)
                                        .sum()
                                == 20
                        && cluster.instances("orders").values().stream().allMatch(count -> count == 6 || count == 7));
    }

    @Test
    void eachApplicationIsBalancedByItself() throws JMSException {
        cluster = EmbeddedCluster.of("QM1", "QM2").start();
        String backwards = cluster.queueManager("QM2").connectionName() + ","
                + cluster.queueManager("QM1").connectionName();
        connections.open(MovableClient.of("orders", cluster.connectionNames()), 8);
        connections.open(MovableClient.of("prices", backwards), 4);
        connections.open(MovableClient.of("single", backwards), 1);

        cluster.balanceEvery(ofMillis(20));

        awaitInstances("orders", Map.of("QM1", 4, "QM2", 4));
        awaitInstances("prices", Map.of("QM1", 2, "QM2", 2));
        assertThat(cluster.instances("single")).isEqualTo(Map.of("QM1", 0, "QM2", 1));
    }

    @Test
    void aQueueManagerThatComesBackGetsItsShare() throws JMSException {
        cluster = EmbeddedCluster.of("QM1", "QM2").start();
        connections.open(MovableClient.of("orders", cluster.connectionNames()), 10);
        cluster.balanceEvery(ofMillis(20));
        awaitInstances("orders", Map.of("QM1", 5, "QM2", 5));

        cluster.queueManager("QM2").end(EndMode.RECONNECT);
        awaitInstances("orders", Map.of("QM1", 10));

        cluster.queueManager("QM2").start();
        awaitInstances("orders", Map.of("QM1", 5, "QM2", 5));
    }

    @Test
    void whoCannotBeMovedIsNeitherCountedNorAsked(@TempDir Path folder) throws Exception {
        cluster = EmbeddedCluster.of("QM1", "QM2").start();
        Path table = cluster.writeCcdt(folder.resolve("ccdt.json"));
        connections.open(MovableClient.of("orders", table.toUri().toURL(), "QM1"), 4);

        assertThat(cluster.balanceNow()).isZero();
        assertThat(cluster.instances("orders")).isEqualTo(Map.of("QM1", 0, "QM2", 0));
        assertThat(cluster.queueManager("QM1").connections()).hasSize(4);
    }

    @Test
    void anInstanceWithAnOpenUnitOfWorkIsLeftAlone() throws JMSException {
        cluster = EmbeddedCluster.of("QM1", "QM2").queue("ORDERS").start();
        Session first = transacted();
        Session second = transacted();
        first.createProducer(first.createQueue("ORDERS")).send(first.createTextMessage("one"));
        second.createProducer(second.createQueue("ORDERS")).send(second.createTextMessage("two"));
        assertThat(cluster.balanceNow()).as("asked while both are busy").isZero();

        first.commit();

        assertThat(cluster.balanceNow()).as("asked when one is idle").isOne();
        awaitInstances("orders", Map.of("QM1", 1, "QM2", 1));
        second.commit();
        assertThat(cluster.queueManager("QM1").depth("ORDERS")).isEqualTo(2);
    }

    @Test
    void anInstanceThatWaitsInAReceiveMovesAtOnceAndGoesOnWaiting() throws Exception {
        cluster = EmbeddedCluster.of("QM1", "QM2").queue("ORDERS").start();
        Connection waiting = connections.open(MovableClient.of("orders", cluster.connectionNames()));
        waiting.start();
        Session session = waiting.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
        CompletableFuture<Message> received = receive(consumer);
        await().until(() ->
                cluster.queueManager("QM1").administration().handles("ORDERS").size() == 1);

        long asked = System.nanoTime();
        cluster.queueManager("QM1").administration().suspend();
        awaitInstances("orders", Map.of("QM1", 0, "QM2", 1));
        assertThat(ofMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked)))
                .as("time to move")
                .isLessThan(ofSeconds(3));

        try (Connection sender = MovableClient.of(
                        "sender", cluster.queueManager("QM2").connectionName())
                .createConnection()) {
            Session sending = sender.createSession(false, Session.AUTO_ACKNOWLEDGE);
            sending.createProducer(sending.createQueue("ORDERS")).send(sending.createTextMessage("hello"));
        }
        assertThat(received.get(10, TimeUnit.SECONDS).getBody(String.class)).isEqualTo("hello");
    }

    @Test
    void aSuspendedQueueManagerLosesItsInstancesAndGetsNoneBackUntilItIsResumed() throws JMSException {
        cluster = EmbeddedCluster.of("QM1", "QM2").queue("ORDERS").start();
        connections.open(MovableClient.of("orders", cluster.connectionNames()), 6);
        EmbeddedQueueManager first = cluster.queueManager("QM1");

        first.mqsc("SUSPEND QMGR CLUSTER(UNIFORM)");
        awaitInstances("orders", Map.of("QM1", 0, "QM2", 6));

        cluster.queueManager("QM2").dropSockets();
        awaitInstances("orders", Map.of("QM1", 0, "QM2", 6));

        first.mqsc("RESUME QMGR CLUSTER(UNIFORM)");
        cluster.balanceEvery(ofMillis(20));
        awaitInstances("orders", Map.of("QM1", 3, "QM2", 3));
    }

    @Test
    void aSuspendedQueueManagerWaitsForTheEndOfAUnitOfWork() throws JMSException {
        cluster = EmbeddedCluster.of("QM1", "QM2").queue("ORDERS").start();
        Session session = transacted();
        session.createProducer(session.createQueue("ORDERS")).send(session.createTextMessage("one"));

        cluster.queueManager("QM1").administration().suspend();
        connections.open(MovableClient.of("first.time", cluster.connectionNames()));
        assertThat(cluster.instances("orders")).isEqualTo(Map.of("QM1", 1, "QM2", 0));
        session.commit();

        awaitInstances("orders", Map.of("QM1", 0, "QM2", 1));
        assertThat(cluster.queueManager("QM1").depth("ORDERS")).isOne();
    }

    @Test
    void aSuspendedQueueManagerTakesReconnectingClientsWhenThereIsNoOther() throws JMSException {
        cluster = EmbeddedCluster.of("QM1", "QM2").start();
        cluster.queueManager("QM1").administration().suspend();
        connections.open(MovableClient.of(
                "orders",
                cluster.queueManager("QM2").connectionName() + ","
                        + cluster.queueManager("QM1").connectionName()));

        cluster.queueManager("QM2").crash();

        awaitInstances("orders", Map.of("QM1", 1));
    }

    @Test
    void nobodyIsAskedToMoveToAQueueManagerThatRefusesClients() throws JMSException {
        cluster = EmbeddedCluster.of("QM1", "QM2").start();
        EmbeddedQueueManager second = cluster.queueManager("QM2");
        connections.open(MovableClient.of("orders", cluster.connectionNames()), 2);

        second.refuseConnects(Reason.Q_MGR_NOT_AVAILABLE);
        assertThat(cluster.balanceNow()).as("refuses").isZero();
        second.acceptConnects();
        second.stopListening();
        assertThat(cluster.balanceNow()).as("does not listen").isZero();
        second.startListening();
        second.quiesce();
        assertThat(cluster.balanceNow()).as("quiesces").isZero();
        second.endQuiesce();
        second.administration().stopChannel("APP.SVRCONN", ChannelStopMode.QUIESCE);
        assertThat(cluster.balanceNow()).as("channel stopped").isZero();
        second.administration().startChannel("APP.SVRCONN");
        assertThat(cluster.balanceNow()).as("nothing is wrong").isOne();
        awaitInstances("orders", Map.of("QM1", 1, "QM2", 1));
    }

    @Test
    void firstConnectsAreNeverRefusedByTheBalancer() throws JMSException {
        cluster = EmbeddedCluster.of("QM1", "QM2").start();
        cluster.queueManagers().forEach(EmbeddedQueueManager::recordCalls);
        cluster.balanceEvery(ofMillis(1));

        connections.open(MovableClient.of("orders", cluster.connectionNames()), 30);

        awaitInstances("orders", Map.of("QM1", 15, "QM2", 15));
        assertThat(cluster.queueManagers())
                .flatExtracting(EmbeddedQueueManager::recordedCalls)
                .filteredOn(call -> call.verb() == Verb.MQCONN)
                .extracting(RecordedCall::reasonCode)
                .containsOnly(0, Reason.Q_MGR_NOT_AVAILABLE.code());
    }

    private Session transacted() throws JMSException {
        return connections
                .open(MovableClient.of("orders", cluster.connectionNames()))
                .createSession(true, 0);
    }

    private static CompletableFuture<Message> receive(MessageConsumer consumer) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return consumer.receive(20_000);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void awaitInstances(String application, Map<String, Integer> expected) {
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(cluster.instances(application)).isEqualTo(expected));
    }
}
