package io.mooring;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.channeltable.ChannelTableSource;
import io.mooring.client.Consumption;
import io.mooring.client.MessageHandler;
import io.mooring.client.MqClient;
import io.mooring.connect.ConnectAs;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.idle.IdleShutdown;
import io.mooring.idle.IdleWatch;
import io.mooring.message.MqMessage;
import io.mooring.observe.MicrometerTelemetry;
import io.mooring.observe.Telemetry;
import io.mooring.scale.BacklogMonitor;
import io.mooring.scale.ScaleAdvisor;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server program as a user writes it: the monitor asks for instances while messages wait, and instances that have
 * nothing to do leave, but for two. Everything over one channel table, with one identity.
 */
@Timeout(120)
class ServerProgramTest {
    private static final List<String> QUEUE_MANAGERS = List.of("QM1", "QM2", "QM3");
    private static final int MESSAGES_EACH = 40;

    private final ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    /** Starts instances; it never stops one, they leave by themselves. */
    private interface Orchestrator {
        void resize(int instances);
    }

    /** Snippets of docs/scaling.md and docs/idle-shutdown.md; compiled only, nobody has ten minutes. */
    @SuppressWarnings("unused")
    private void program(
            ChannelTableSource channelTable, String secret, MicrometerTelemetry telemetry, Orchestrator orchestrator)
            throws InterruptedException {
        ConnectAs identity = ConnectAs.application("orders").credentials("app", secret);
        try (MqClient client = MqClient.builder()
                        .channelTable(channelTable)
                        .queueManager("*ANY_QM")
                        .as(identity)
                        .telemetry(telemetry)
                        .connect();
                BacklogMonitor backlog = BacklogMonitor.over(channelTable, identity)
                        .queue("ORDERS")
                        .every(ofSeconds(10))
                        .telemetry(telemetry)
                        .start();
                Consumption orders = client.queue("ORDERS").consume(this::handle)) {
            backlog.advise(
                    ScaleAdvisor.instancesBetween(2, 20).depthPerInstance(200),
                    advice -> orchestrator.resize(advice.desired()));
            IdleShutdown.after(ofMinutes(10)).keeping(2).watching(orders).await(); // never the last two that read
        }
    }

    private void handle(MqMessage order) {
        handled.add(order.text());
    }

    /** The census of the monitor instead of the client's own. */
    @SuppressWarnings("unused")
    private static void countedByTheMonitor(Consumption orders, BacklogMonitor backlog) throws InterruptedException {
        IdleShutdown.after(ofMinutes(10))
                .keeping(2)
                .watching(orders.countedBy(backlog.census("ORDERS")))
                .await();
    }

    @Test
    void instancesComeWhileMessagesWaitAndTheIdleOnesLeaveButForTwo() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ConnectAs identity = ConnectAs.application("orders").credentials("app", "secret");
        List<Instance> instances = new CopyOnWriteArrayList<>();
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        CountDownLatch fiveRun = new CountDownLatch(5);
        try (EmbeddedCluster cluster = EmbeddedCluster.of(QUEUE_MANAGERS.toArray(String[]::new))
                        .queue("ORDERS")
                        .build()
                        .start();
                MicrometerTelemetry telemetry = MicrometerTelemetry.of(registry)) {
            ChannelTableSource table = ChannelTableSource.at(
                    cluster.writeCcdt(folder.resolve("ccdt.json")).toUri());
            Set<String> put = put(table, identity);
            try (BacklogMonitor backlog = BacklogMonitor.over(table, identity.named("orders-backlog"))
                    .queue("ORDERS")
                    .every(ofMillis(50))
                    .telemetry(telemetry)
                    .start()) {
                Orchestrator orchestrator = size -> {
                    sizes.add(size);
                    while (instances.size() < size) {
                        String queueManager = QUEUE_MANAGERS.get(instances.size() % QUEUE_MANAGERS.size());
                        instances.add(Instance.start(connect(table, identity, queueManager, telemetry), order -> {
                            awaitQuietly(fiveRun);
                            handle(order);
                        }));
                        fiveRun.countDown();
                    }
                };
                backlog.advise(
                        ScaleAdvisor.instancesBetween(3, 5).depthPerInstance(20),
                        advice -> orchestrator.resize(advice.desired()));

                await().atMost(ofSeconds(60)).until(() -> handled.size() >= put.size());
                assertThat(sizes).as("120 wait, 20 each, at least 3, at most 5").containsExactly(3, 5);
                await().atMost(ofSeconds(60)).until(() -> left(instances) == 3);
                await().until(() -> gauged(registry, "mooring.queue.readers") == 2);
                assertThat(registry.get("mooring.instances.wanted").gauge().value())
                        .isEqualTo(5);
                assertThat(readers(backlog)).isEqualTo(2);
                assertThat(registry.get("mooring.idle.shutdowns").counter().count())
                        .isEqualTo(3);
            } finally {
                instances.forEach(Instance::close);
            }

            assertThat(handled).as("each once").hasSize(put.size());
            assertThat(new HashSet<>(handled)).isEqualTo(put);
            assertThat(left(instances)).isEqualTo(3);
            assertThat(registry.find("mooring.queue.depth").gauges()).isEmpty();
            for (EmbeddedQueueManager queueManager : cluster.queueManagers()) {
                await().until(() -> queueManager.connections().isEmpty());
            }
        }
    }

    private static Set<String> put(ChannelTableSource table, ConnectAs identity) {
        Set<String> put = new HashSet<>();
        for (String queueManager : QUEUE_MANAGERS) {
            try (MqClient client = connect(table, identity.named("shop"), queueManager, Telemetry.none())) {
                for (int i = 0; i < MESSAGES_EACH; i++) {
                    String order = queueManager + " order " + i;
                    client.queue("ORDERS").put(MqMessage.ofText(order).persistent());
                    put.add(order);
                }
            }
        }
        return put;
    }

    private static MqClient connect(
            ChannelTableSource table, ConnectAs identity, String queueManager, Telemetry telemetry) {
        return MqClient.builder()
                .channelTable(table)
                .queueManager(queueManager)
                .as(identity)
                .telemetry(telemetry)
                .connect();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long left(List<Instance> instances) {
        return instances.stream()
                .filter(each -> each.watch.ended().getNow(false))
                .count();
    }

    private static int readers(BacklogMonitor backlog) {
        return backlog.census("ORDERS").take().stream()
                .mapToInt(count -> count.seen().orElseThrow().readers())
                .sum();
    }

    private static double gauged(SimpleMeterRegistry registry, String meter) {
        return registry.find(meter).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    /** One instance of the program, which may leave. */
    private record Instance(MqClient client, Consumption orders, IdleWatch watch) {
        static Instance start(MqClient client, MessageHandler handler) {
            Consumption orders = client.queue("ORDERS").consume(handler);
            return new Instance(
                    client,
                    orders,
                    IdleShutdown.after(ofMillis(500))
                            .keeping(2)
                            .tryingAgainAfter(ofSeconds(2)) // pausing takes up to one
                            .watching(orders));
        }

        void close() {
            watch.close();
            orders.close();
            client.close();
        }
    }
}
