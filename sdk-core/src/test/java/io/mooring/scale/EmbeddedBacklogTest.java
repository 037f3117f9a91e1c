package io.mooring.scale;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.connect.ConnectAs;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.EndMode;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import io.mooring.embedded.record.RecordedCall;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The monitor over three queue managers with IBM's client: what it sees, and what that costs them. */
class EmbeddedBacklogTest {
    private static final String MONITOR = "backlog-test";
    private static final String CHANNEL = "APP.SVRCONN";

    private final EmbeddedCluster cluster = EmbeddedCluster.of("QM1", "QM2", "QM3")
            .queue("ORDERS", "PRICES", "MOORING.POLLER")
            .build();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final List<FleetObservation> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        cluster.start();
    }

    @AfterEach
    void close() throws Exception {
        for (int i = toClose.size() - 1; i >= 0; i--) {
            toClose.get(i).close();
        }
        cluster.close();
    }

    @Test
    void depthAndReadersAreThoseOfEachQueueManager() throws Exception {
        put("QM1", "ORDERS", 5);
        put("QM2", "ORDERS", 2);
        put("QM2", "PRICES", 1);
        read("QM1", "ORDERS");
        read("QM3", "ORDERS");
        read("QM3", "ORDERS");
        BacklogMonitor monitor = start(over("ORDERS", "PRICES"));
        await().until(() -> monitor.latest("PRICES").isPresent());

        assertThat(monitor.latest("ORDERS").orElseThrow().seen())
                .extracting(one -> one.queueManager() + " " + one.depth() + " " + one.readers())
                .containsExactly("QM1 5 1", "QM2 2 0", "QM3 0 2");
        assertThat(monitor.latest("PRICES").orElseThrow().depth()).isEqualTo(1);
    }

    @Test
    void eachQueueIsInquiredOncePerPassOverOneConnection() {
        for (EmbeddedQueueManager queueManager : cluster.queueManagers()) {
            queueManager.recordCalls();
        }
        BacklogMonitor monitor = start(over("ORDERS", "PRICES"));
        await().until(() -> passes() >= 5);
        monitor.close();

        for (EmbeddedQueueManager queueManager : cluster.queueManagers()) {
            List<RecordedCall> calls = queueManager.recordedCalls().stream()
                    .filter(call -> call.application().equals(MONITOR))
                    .toList();
            for (String queue : List.of("ORDERS", "PRICES")) {
                assertThat(calls)
                        .filteredOn(call -> call.queue().equals(queue))
                        .extracting(RecordedCall::verb)
                        .startsWith(Verb.MQOPEN)
                        .containsOnly(Verb.MQOPEN, Verb.MQINQ, Verb.MQCLOSE)
                        .containsOnlyOnce(Verb.MQOPEN)
                        .filteredOn(Verb.MQINQ::equals)
                        .hasSize(passes());
            }
            assertThat(calls).filteredOn(call -> call.verb() == Verb.MQCONN).hasSize(1);
            assertThat(queueManager.connections()).isEmpty();
        }
    }

    @Test
    void aQueueManagerThatEndsIsSaidTheOthersAreReadAndItComesBack() throws Exception {
        put("QM1", "ORDERS", 5);
        BacklogMonitor monitor = start(over("ORDERS"));
        await().until(() -> complete());
        cluster.queueManager("QM3").end(EndMode.IMMEDIATE);
        await().until(() -> !complete());

        FleetObservation without = monitor.latest("ORDERS").orElseThrow();
        assertThat(without.depth()).isEqualTo(5);
        assertThat(without.unknown()).containsExactly(new QueueManagerName("QM3"));
        assertThat(without.observations().get(2))
                .isInstanceOfSatisfying(
                        QueueObservation.NotReachable.class,
                        away -> assertThat(away.because())
                                .contains("QM3 at 127.0.0.1(")
                                .contains("Reason 2"));
        cluster.queueManager("QM3").start();
        await().until(() -> complete());
    }

    @Test
    void aQueueManagerThatIsAwayIsNotStormed() {
        EmbeddedQueueManager away = cluster.queueManager("QM2");
        away.recordCalls();
        away.refuseConnects(Reason.Q_MGR_NOT_AVAILABLE);
        start(over("ORDERS"));
        await().until(() -> passes() >= 20);

        // Passes 1, 2, 4, 8 and 16, and perhaps 24 and 32, if the test was slow to look.
        assertThat(callsOf(away, Verb.MQCONN)).isBetween(5L, 5 + passes() / 8L);
    }

    @Test
    void aNetworkThatSaysNothingDelaysNobodyForLong() throws Exception {
        put("QM1", "ORDERS", 5);
        BacklogMonitor monitor = start(over("ORDERS").answerWithin(ofMillis(500)));
        await().until(() -> complete());
        cluster.queueManager("QM2").blackHole();
        await().until(() -> !complete());
        int passes = passes();
        await().atMost(ofSeconds(10)).until(() -> passes() >= passes + 20);

        await().untilAsserted(() -> {
            FleetObservation others = monitor.latest("ORDERS").orElseThrow();
            assertThat(others.depth()).isEqualTo(5);
            assertThat(others.unknown()).containsExactly(new QueueManagerName("QM2"));
        });
        cluster.queueManager("QM2").endBlackHole();
        await().until(() -> complete());
    }

    @Test
    void aLinkThatIsCutIsReplacedWithoutAGap() {
        start(over("ORDERS"));
        await().until(() -> complete());
        cluster.queueManager("QM1").dropSockets();
        int passes = passes();
        await().until(() -> passes() >= passes + 3);

        assertThat(seen).allMatch(FleetObservation::complete);
    }

    @Test
    void aQueueThatIsMissingOrClosedToUsIsRefusedAndNotUnreachable() {
        cluster.queueManager("QM3").mqsc("DELETE QLOCAL(ORDERS)");
        cluster.queueManager("QM2")
                .inject(Fault.on(Verb.MQOPEN).everyCall().onQueue("ORDERS").failsWith(Reason.NOT_AUTHORIZED));
        start(over("ORDERS"));
        await().until(() -> passes() >= 3);

        assertThat(last().observations())
                .filteredOn(QueueObservation.Refused.class::isInstance)
                .extracting(one -> one.queueManager() + " "
                        + ((QueueObservation.Refused) one).reason().value())
                .containsExactly("QM2 2035", "QM3 2085");
        assertThat(last().unknown()).containsExactly(new QueueManagerName("QM2"));
    }

    @Test
    void aQueueThatIsDefinedAnewIsOpenedAnew() {
        start(over("ORDERS"));
        await().until(() -> complete());
        cluster.queueManager("QM1").mqsc("DELETE QLOCAL(ORDERS)");
        await().until(() -> !(last().observations().get(0) instanceof QueueObservation.Seen));
        cluster.queueManager("QM1").mqsc("DEFINE QLOCAL(ORDERS)");
        await().until(() -> last().observations().get(0) instanceof QueueObservation.Seen);
    }

    @Test
    void theOldestMessageAndTheTrafficAreToldWhereTheyMayBe() throws Exception {
        cluster.queueManager("QM1").mqsc("ALTER QLOCAL(ORDERS) MONQ(LOW)");
        cluster.queueManager("QM2")
                .inject(Fault.on(Verb.MQOPEN)
                        .everyCall()
                        .onQueue("SYSTEM.ADMIN.COMMAND.QUEUE")
                        .failsWith(Reason.NOT_AUTHORIZED));
        cluster.queueManager("QM2").recordCalls();
        put("QM1", "ORDERS", 3);
        start(over("ORDERS").also(QueueDetail.OLDEST_MESSAGE_AGE, QueueDetail.MESSAGE_COUNTS));
        await().until(() -> seenOn(
                "QM1", one -> one.counts().filter(counts -> counts.in() == 3).isPresent()));
        put("QM1", "ORDERS", 2);

        await().until(() -> seenOn(
                "QM1", one -> one.counts().filter(counts -> counts.in() == 5).isPresent()));
        assertThat(seenOn("QM1", one -> one.oldestMessageAge().isPresent())).isTrue();
        assertThat(seenOn("QM2", one -> one.oldestMessageAge().isPresent())).isFalse();
        assertThat(complete()).as("depth and readers are told all the same").isTrue();
        assertThat(cluster.queueManager("QM2").recordedCalls())
                .filteredOn(call -> call.verb() == Verb.MQOPEN && call.reasonCode() == 2035)
                .as("one refusal for each detail, however many passes")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void ofTwoMonitorsOnePollsAndTheOtherTakesOverWhenTheFirstQueueManagerGoes() {
        cluster.queueManager("QM1").recordCalls();
        BacklogMonitor first = start(over("ORDERS").onlyOnePollerBy("MOORING.POLLER"));
        await().until(first::polls);
        BacklogMonitor second = start(over("ORDERS").onlyOnePollerBy("MOORING.POLLER"));
        EmbeddedQueueManager decisive = cluster.queueManager("QM1");
        await().until(() -> decisive.recordedCalls().stream()
                        .filter(call -> call.reasonCode() == 2042)
                        .count()
                >= 3);
        assertThat(second.polls()).isFalse();
        assertThat(cluster.queueManager("QM2").connections())
                .as("the one that waits connects to the first queue manager only")
                .hasSize(1);

        first.close();
        await().until(second::polls);
        cluster.queueManager("QM1").crash();
        await().until(() -> !complete());
        assertThat(second.polls()).as("now by the queue on QM2").isTrue();
        BacklogMonitor third = start(over("ORDERS").onlyOnePollerBy("MOORING.POLLER"));
        second.close();
        await().until(third::polls);
    }

    @Test
    void adviceDrivesTheOrchestratorAndIdlenessLetsThemGo() throws Exception {
        put("QM1", "ORDERS", 900);
        read("QM1", "ORDERS");
        read("QM2", "ORDERS");
        Orchestrator orchestrator = new Orchestrator();
        // The next line is in docs/scaling.md.
        QueueManagerReaders queueManagers = QueueManagerReaders.to(address("QM1"), address("QM2"), address("QM3"));
        try (BacklogMonitor backlog = BacklogMonitor.over(queueManagers)
                .queue("ORDERS")
                .every(ofSeconds(10))
                .start()) {
            backlog.advise(
                    ScaleAdvisor.instancesBetween(2, 20).depthPerInstance(200),
                    advice -> orchestrator.resize(advice.desired()));
            orchestrator.awaitSize(5);
        }
        assertThat(orchestrator.sizes).containsExactly(5);
    }

    @Test
    void credentialsAreUsedAndNeverShown() {
        try (EmbeddedQueueManager secured = EmbeddedQueueManager.named("QM9")
                .queue("ORDERS")
                .user("ops", "secret")
                .start()) {
            QueueManagerAddress address = QueueManagerAddress.of(
                    new QueueManagerName("QM9"), Endpoint.parse(secured.connectionName()), CHANNEL);
            ConnectAs ops = ConnectAs.application(MONITOR).credentials("ops", "secret");
            assertThat(address.as(ops).toString()).contains("ops").doesNotContain("secret");
            try (BacklogMonitor monitor = BacklogMonitor.over(QueueManagerReaders.to(address.as(ops)))
                    .queue("ORDERS")
                    .start()) {
                await().until(() -> monitor.latest("ORDERS").isPresent());
                assertThat(monitor.latest("ORDERS").orElseThrow().complete()).isTrue();
            }
            try (BacklogMonitor monitor = BacklogMonitor.over(
                            QueueManagerReaders.to(address.as(ops.credentials("ops", "wrong"))))
                    .queue("ORDERS")
                    .start()) {
                await().until(() -> monitor.latest("ORDERS").isPresent());
                assertThat(monitor.latest("ORDERS").orElseThrow().observations().toString())
                        .contains("2035 MQRC_NOT_AUTHORIZED")
                        .doesNotContain("wrong");
            }
        }
    }

    private BacklogMonitorBuilder over(String... queues) {
        return BacklogMonitor.over(QueueManagerReaders.to(
                        address("QM1").as(ConnectAs.application(MONITOR)),
                        address("QM2").as(ConnectAs.application(MONITOR)),
                        address("QM3").as(ConnectAs.application(MONITOR))))
                .queue(queues)
                .every(ofMillis(20))
                .listener(new BacklogListener() {
                    @Override
                    public void observed(FleetObservation observation) {
                        if (observation.queue().equals("ORDERS")) {
                            seen.add(observation);
                        }
                    }
                });
    }

    private BacklogMonitor start(BacklogMonitorBuilder builder) {
        BacklogMonitor monitor = builder.start();
        toClose.add(monitor);
        return monitor;
    }

    private int passes() {
        return seen.size();
    }

    private FleetObservation last() {
        return seen.get(seen.size() - 1);
    }

    private boolean complete() {
        return !seen.isEmpty() && last().complete();
    }

    private boolean seenOn(String queueManager, Predicate<QueueObservation.Seen> condition) {
        return !seen.isEmpty()
                && last().seen().stream()
                        .filter(one -> one.queueManager().value().equals(queueManager))
                        .anyMatch(condition);
    }

    private static long callsOf(EmbeddedQueueManager queueManager, Verb verb) {
        return queueManager.recordedCalls().stream()
                .filter(call -> call.verb() == verb)
                .count();
    }

    private QueueManagerAddress address(String name) {
        return QueueManagerAddress.of(
                new QueueManagerName(name),
                Endpoint.parse(cluster.queueManager(name).connectionName()),
                CHANNEL);
    }

    private void put(String queueManager, String queue, int messages) throws MQException, IOException {
        MQQueueManager connection = connect(queueManager);
        MQQueue open = connection.accessQueue(queue, CMQC.MQOO_OUTPUT);
        for (int i = 0; i < messages; i++) {
            MQMessage message = new MQMessage();
            message.writeString("order");
            open.put(message);
        }
        connection.disconnect();
    }

    /** Has the queue open for input until the test ends. */
    private void read(String queueManager, String queue) throws MQException {
        MQQueueManager connection = connect(queueManager);
        connection.accessQueue(queue, CMQC.MQOO_INPUT_SHARED);
        toClose.add(connection::disconnect);
    }

    private MQQueueManager connect(String queueManager) throws MQException {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, cluster.queueManager(queueManager).port());
        properties.put(CMQC.CHANNEL_PROPERTY, CHANNEL);
        return new MQQueueManager(queueManager, properties);
    }

    /** Where instances are started and stopped. */
    private static final class Orchestrator {
        final List<Integer> sizes = new CopyOnWriteArrayList<>();

        void resize(int instances) {
            sizes.add(instances);
        }

        void awaitSize(int instances) {
            await().atMost(Duration.ofSeconds(30)).until(() -> sizes.contains(instances));
        }
    }
}
