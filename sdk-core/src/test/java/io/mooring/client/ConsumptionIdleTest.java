package io.mooring.client;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mooring.QueueManagerName;
import io.mooring.ReconnectFailedException;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.mqi.Reason;
import io.mooring.idle.ActivitySource;
import io.mooring.idle.IdleShutdown;
import io.mooring.idle.IdleWatch;
import io.mooring.idle.QueueCount;
import io.mooring.idle.ReaderCensus;
import io.mooring.message.MqMessage;
import io.mooring.observe.Telemetry;
import io.mooring.reconnect.ReconnectPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Consumptions that leave when they are idle, and what they know of the others. */
@Timeout(120)
class ConsumptionIdleTest {
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");
    private static final QueueManagerName QM3 = new QueueManagerName("QM3");
    private static final String NOBODY = "127.0.0.1(1)";

    private static final IdleShutdown SETTINGS =
            IdleShutdown.after(ofMillis(50)).keeping(2).tryingAgainAfter(ofSeconds(2));

    private final EmbeddedCluster cluster =
            EmbeddedCluster.of("QM1", "QM2", "QM3").queue("ORDERS").start();
    private final List<MqClient> clients = new ArrayList<>();
    private final List<IdleWatch> watches = new ArrayList<>();
    private final List<String> left = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(IdleWatch.class);
    private URI table;

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        table = cluster.writeCcdt(folder.resolve("ccdt.json")).toUri();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG); // what stays the same is told, too
    }

    @AfterEach
    void close() {
        logger.setLevel(null);
        logger.detachAppender(lines);
        clients.forEach(MqClient::close);
        watches.forEach(IdleWatch::close);
        cluster.close();
    }

    @Test
    void ofFourThatFallIdleTogetherTwoStay() {
        Consumption first = consume("QM1");
        for (Consumption each : List.of(first, consume("QM2"), consume("QM3"), consume("QM1"))) {
            watches.add(SETTINGS.watching(each));
        }

        await().atMost(ofSeconds(60)).until(() -> gone() == 2);
        await().until(() -> left.equals(List.of("ORDERS", "ORDERS")));
        // Each of those that stay finds out again that it has to.
        synchronized (lines) {
            lines.list.clear();
        }
        await().atMost(ofSeconds(60))
                .until(() -> thoseWhoSay("2 reader(s) are certain with this one, 2 have to stay") == 2);
        assertThat(gone()).isEqualTo(2);
        assertThat(readers(first.census())).isEqualTo(2);
    }

    @Test
    void whereItIsNotCertainThatEnoughStayNobodyLeaves() {
        List<Consumption> all = List.of(consume("QM1"), consume("QM2"), consume("QM3"), consume("QM3"));
        cluster.queueManager("QM3").refuseConnects(Reason.Q_MGR_NOT_AVAILABLE);

        all.forEach(each -> watches.add(SETTINGS.watching(each)));

        await().atMost(ofSeconds(60)).until(() -> thoseWhoSay("QM3: not known") == 4);
        assertThat(gone()).isZero();
        assertThat(all).allSatisfy(each -> assertThat(each.whenEnded()).isNotDone());
    }

    @Test
    void overAChannelTableEachQueueManagerIsCountedWhicheverTheClientSelects() {
        consume("QM2");
        consume("QM2");
        put("QM3", 2);

        assertThat(consume("QM1").census().take())
                .containsExactlyInAnyOrder(
                        QueueCount.of(QM1, 0, 1), QueueCount.of(QM2, 0, 2), QueueCount.of(QM3, 2, 0));
    }

    @Test
    void overConnectionNamesEachQueueManagerIsCountedOnceByItsOwnName() {
        EmbeddedQueueManager qm1 = cluster.queueManager("QM1");
        EmbeddedQueueManager qm2 = cluster.queueManager("QM2");
        EmbeddedQueueManager standby = cluster.queueManager("QM3");
        standby.refuseConnects(Reason.STANDBY_Q_MGR);
        Consumption orders = consume(MqClient.builder()
                .connectionNames(qm1.connectionName() + ",127.0.0.1(" + qm1.port() + "),localhost(" + qm1.port() + "),"
                        + qm2.connectionName() + ",127.0.0.1(" + standby.port() + ")," + NOBODY)
                .channel("APP.SVRCONN"));

        assertThat(orders.census().take())
                .containsExactlyInAnyOrder(
                        QueueCount.of(QM1, 0, 1),
                        QueueCount.of(QM2, 0, 0),
                        QueueCount.notKnown(new QueueManagerName("127.0.0.1/" + standby.port())),
                        QueueCount.notKnown(new QueueManagerName("127.0.0.1/1")));

        qm2.refuseConnects(Reason.Q_MGR_NOT_AVAILABLE);
        assertThat(orders.census().take())
                .as("whose address it is was learnt")
                .contains(QueueCount.notKnown(QM2))
                .hasSize(4);
    }

    @Test
    void groupsAndWrongNamesOfAChannelTableAreCountedByWhoAnswers() throws IOException {
        Path groups = folder.resolve("groups.json");
        Files.writeString(
                groups,
                "{\"channel\": [" + entry("NOT.ITS.NAME", "QM1") + "," + entry("ANY", "QM1") + "," + entry("ANY", "QM2")
                        + "," + entry("ANY", "QM3") + "]}");

        Consumption orders =
                consume(MqClient.builder().channelTable(groups.toUri()).queueManager("*ANY"));

        assertThat(orders.census().take())
                .extracting(QueueCount::queueManager)
                .containsExactlyInAnyOrder(QM1, QM2, QM3);
        assertThat(readers(orders.census())).isEqualTo(1);
    }

    private String entry(String name, String queueManager) {
        return "{\"name\": \"APP.SVRCONN\", \"type\": \"clientConnection\", \"clientConnection\": {\"connection\":"
                + " [{\"host\": \"127.0.0.1\", \"port\": "
                + cluster.queueManager(queueManager).port() + "}], \"queueManager\": \"" + name + "\"}}";
    }

    @Test
    void standbyOfAQueueManagerAskedForByNameIsNoneOfItsOwn() {
        Consumption orders = consume(MqClient.builder()
                .connectionNames(NOBODY + "," + cluster.queueManager("QM1").connectionName())
                .queueManager("QM1")
                .channel("APP.SVRCONN"));

        assertThat(orders.census().take()).containsExactly(QueueCount.of(QM1, 0, 1));
    }

    @Test
    void queueThatAQueueManagerHasNotHasNoReadersThere() {
        cluster.queueManager("QM2").mqsc("DELETE QLOCAL(ORDERS)");

        assertThat(consume("QM1").census().take()).contains(QueueCount.of(QM1, 0, 1), QueueCount.of(QM2, 0, 0));
    }

    @Test
    void queueManagerThatHangsIsNotKnownAndHoldsNobodyUp() {
        Consumption orders = consume(
                MqClient.builder().channelTable(table).queueManager("QM1").connectTimeout(ofSeconds(1)));
        cluster.queueManager("QM2").blackHole();

        List<QueueCount> first = orders.census().take();
        long before = System.nanoTime();
        List<QueueCount> second = orders.census().take();

        assertThat(first)
                .containsExactlyInAnyOrder(
                        QueueCount.of(QM1, 0, 1), QueueCount.notKnown(QM2), QueueCount.of(QM3, 0, 0));
        assertThat(second).isEqualTo(first);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("what hangs is not waited for again")
                .isLessThan(ofSeconds(1));
    }

    @Test
    void whoIsCutOffFromAllDoesNotCount() {
        Consumption orders = consume("QM1");
        cluster.queueManagers().forEach(each -> each.refuseConnects(Reason.Q_MGR_NOT_AVAILABLE));

        assertThatThrownBy(() -> orders.census().take())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No queue manager tells how many read ORDERS")
                .hasMessageContaining("QM1: not known");
    }

    @Test
    void somebodyElseMayCount() throws InterruptedException {
        Consumption orders = consume("QM1");
        ActivitySource counted = orders.countedBy(() -> List.of(QueueCount.of(QM3, 0, 7)));
        IdleWatch watch = SETTINGS.watching(counted);
        watches.add(watch);

        assertThat(counted).hasToString(orders.toString());
        assertThat(watch.await(ofSeconds(60))).isTrue();
        assertThat(left).containsExactly("ORDERS");
        assertThat(orders.whenEnded()).isCompleted();
    }

    @Test
    void watchEndsWithItsConsumption() throws InterruptedException {
        Consumption orders = consume("QM1");
        IdleWatch watch = IdleShutdown.after(Duration.ofHours(1)).watching(orders);

        orders.close();

        assertThat(watch.await()).isFalse();
        assertThat(left).isEmpty();
    }

    @Test
    void watchFailsAsItsConsumptionDoes() {
        Consumption orders = consume(
                MqClient.builder().channelTable(table).queueManager("QM1").reconnect(ReconnectPolicy.never()));
        IdleWatch watch = IdleShutdown.after(Duration.ofHours(1)).watching(orders);

        cluster.queueManager("QM1").dropSockets();

        assertThatThrownBy(watch::await)
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(ReconnectFailedException.class);
    }

    private Consumption consume(String queueManager) {
        return consume(MqClient.builder().channelTable(table).queueManager(queueManager));
    }

    private Consumption consume(MqClientBuilder builder) {
        MqClient client = builder.telemetry(new Telemetry() {
                    @Override
                    public void idleShutdown(String queue) {
                        left.add(queue);
                    }
                })
                .connect();
        clients.add(client);
        return client.queue("ORDERS").consume((MqMessage message) -> {});
    }

    private void put(String queueManager, int messages) {
        try (MqClient client = MqClient.builder()
                .channelTable(table)
                .queueManager(queueManager)
                .connect()) {
            for (int i = 0; i < messages; i++) {
                client.queue("ORDERS").put(MqMessage.ofText("order " + i));
            }
        }
    }

    private long gone() {
        return watches.stream().filter(watch -> watch.ended().getNow(false)).count();
    }

    /** How many consumptions have stayed for this reason. */
    private long thoseWhoSay(String reason) {
        synchronized (lines) {
            return lines.list.stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .filter(line -> line.contains(reason))
                    .map(line -> line.substring(0, line.indexOf(':')))
                    .distinct()
                    .count();
        }
    }

    private static int readers(ReaderCensus census) {
        return census.take().stream()
                .mapToInt(count -> count.seen().orElseThrow().readers())
                .sum();
    }
}
