package io.mooring.samples;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.client.MqClient;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Verb;
import io.mooring.message.MqMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each sample on two embedded queue managers: it does what its first sentence says. */
@Timeout(120)
class SamplesTest {
    private static final Duration LONG = ofSeconds(60);

    private final EmbeddedCluster cluster = EmbeddedCluster.of("QM1", "QM2")
            .queue("ORDERS", "BILLS", "PRICE.REQUEST", "PRICE.REPLY", "OPS.EVENTS")
            .start();
    private final EmbeddedQueueManager qm1 = cluster.queueManager("QM1");
    private final EmbeddedQueueManager qm2 = cluster.queueManager("QM2");
    private final Map<String, String> environment = Map.of(
            "MOORING_CONNECTION_NAMES", cluster.connectionNames(),
            "MOORING_CHANNEL", "APP.SVRCONN",
            "MOORING_USER", "app",
            "MOORING_PASSWORD", "secret");

    /** What the sample says. Where it waits for its line to be printed, a test can act in between. */
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void dropInJmsSaysThatItMovesAndWhereEachOrderIs() throws Exception {
        DropInJms.run(environment, typed(Map.of("two", this::crashQm1)), lines::add);

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains("queue ORDERS on QM1");
        assertThat(lines.get(1)).isEqualTo("moved from QM1 to QM2");
        assertThat(lines.subList(2, 4)).allMatch(line -> line.contains("queue ORDERS on QM2"));
        assertThat(qm2.depth("ORDERS")).isEqualTo(2);
    }

    @Test
    void dropInJmsNamesTheOrderThatIsInDoubt() throws Exception {
        Fault fault = Fault.on(Verb.MQPUT1).losesConnectionAfterEffect();

        DropInJms.run(environment, typed(Map.of("two", () -> qm1.inject(fault))), lines::add);

        assertThat(lines).filteredOn(line -> line.contains("is in doubt")).hasSize(1);
        assertThat(qm1.depth("ORDERS") + qm2.depth("ORDERS"))
                .as("nothing is sent twice")
                .isEqualTo(3);
    }

    @Test
    void nativePutFindsTheOrderThatWasStoredInDoubt() {
        NativePut.run(
                only(qm1),
                typed(Map.of("two", () -> qm1.inject(Fault.on(Verb.MQPUT).losesConnectionAfterEffect()))),
                lines::add);

        assertThat(lines).anyMatch(line -> line.contains("is in doubt"));
        assertThat(lines).anyMatch(line -> line.startsWith("it is there, as "));
        assertThat(texts(qm1, "ORDERS")).containsExactly("one", "two", "three");
    }

    @Test
    void nativePutPutsTheOrderAgainThatIsNotThere() {
        NativePut.run(
                only(qm1),
                typed(Map.of("two", () -> qm1.inject(Fault.on(Verb.MQPUT).losesConnectionBeforeEffect()))),
                lines::add);

        assertThat(lines).anyMatch(line -> line.startsWith("it is not there, so it is put again: "));
        assertThat(texts(qm1, "ORDERS")).containsExactly("one", "two", "three");
    }

    @Test
    void nativePutSaysWhereToLookForAnOrderInDoubtAfterAMove() {
        NativePut.run(
                environment,
                typed(Map.of("two", () -> {
                    qm1.inject(Fault.on(Verb.MQPUT).losesConnectionBeforeEffect());
                    qm1.stopListening();
                })),
                lines::add);

        assertThat(lines)
                .contains("now on QM2: look for " + NativePut.idOf("two") + " on QM1", "moved from QM1 to QM2");
        assertThat(qm1.depth("ORDERS")).isEqualTo(1);
        assertThat(texts(qm2, "ORDERS")).containsExactly("three");
    }

    @Test
    void replyThatStaysBehindIsFetchedAfterTheMove() {
        RequestReplyAcrossMove.run(environment, Stream.of("one", "two", "three"), line -> {
            lines.add(line);
            if (line.equals("asked for two")) {
                // The request is in the hands of the responder on QM1, which is slow: until the requester is elsewhere.
                // The requester knows that it was put, or it would be in doubt.
                await().atMost(LONG).until(() -> Collections.frequency(lines, "a request is on QM1") == 2);
                qm1.stopListening();
                qm1.dropSockets(connection -> connection.applicationName().equals("price-client"));
                awaitLine("price-client moved from QM1 to QM2");
                qm1.startListening();
            }
        });

        assertThat(lines)
                .contains(
                        "price of one, from QM1, while we are on QM1",
                        "price of two, from QM1, while we are on QM2",
                        "price of three, from QM2, while we are on QM2");
    }

    @Test
    void idleInstanceLeavesButTheLastOneStays() throws Exception {
        Map<String, String> table = table();
        putOrders(40);
        Consumer<String> out = line -> {
            lines.add(line);
            if (line.startsWith("handles ")) {
                await().atMost(LONG).until(() -> lines.stream().anyMatch(SamplesTest::isScaleOut));
            }
        };
        List<Running> instances = new ArrayList<>();
        // The same time for both would do, too; they would step aside together, and try again some times.
        Map<String, Duration> idleTimes = Map.of("QM1", ofMillis(300), "QM2", ofSeconds(4));
        idleTimes.forEach((queueManager, idle) -> {
            Map<String, String> there = new HashMap<>(table);
            there.put("MOORING_QUEUE_MANAGER", queueManager);
            instances.add(Running.of(() -> ServerProgram.run(there, idle, ofMillis(200), out)));
        });

        await().atMost(LONG).until(() -> instances.stream().anyMatch(Running::hasEnded));
        assertThat(instances).filteredOn(Running::hasEnded).hasSize(1);
        await().atMost(LONG).until(() -> readers() == 1);
        for (Running instance : instances) {
            instance.stop();
        }
        assertThat(lines).filteredOn(line -> line.contains(", leaves after ")).hasSize(1);
        assertThat(lines).filteredOn(line -> line.startsWith("handles ")).hasSize(40);
        assertThat(qm1.depth("ORDERS") + qm2.depth("ORDERS")).isZero();
        assertThat(qm1.depth("BILLS") + qm2.depth("BILLS")).isEqualTo(40);
    }

    private static boolean isScaleOut(String line) {
        return line.startsWith("hint: scale out");
    }

    @Test
    void replicaCountIsWrittenAsAPatch() throws Exception {
        Map<String, String> table = table();
        Path file = folder.resolve("replicas.json");
        putOrders(250);

        Running hook = Running.of(() -> ReplicaCount.run(table, file, ofMillis(50), lines::add));
        await().atMost(LONG).until(() -> lines.stream().anyMatch(line -> line.contains(" to 3: 250 waiting")));
        hook.stop();

        assertThat(file).hasContent("{\"spec\":{\"replicas\":3}}");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("ccdt.json", "replicas.json");
        }
    }

    @Test
    void scaleEventsTellOfAdviceAndAlarms() throws Exception {
        Map<String, String> table = table();
        putOrders(250);

        Running hook = Running.of(() -> ScaleEvents.run(table, ofMillis(50), ofMillis(200), lines::add));
        await().atMost(LONG)
                .until(() -> lines.stream().anyMatch(line -> line.contains(" to 3: 250 waiting"))
                        && lines.stream().anyMatch(line -> line.contains("message(s) wait on ORDERS on QM1")));
        hook.stop();

        List<MqMessage> events = new ArrayList<>();
        for (EmbeddedQueueManager each : cluster.queueManagers()) {
            try (MqClient client = Environment.client(only(each), "test").connect()) {
                for (Optional<MqMessage> event = client.queue("OPS.EVENTS").get();
                        event.isPresent();
                        event = client.queue("OPS.EVENTS").get()) {
                    events.add(event.get());
                }
            }
        }
        assertThat(events).anySatisfy(event -> {
            assertThat(event.property("event")).contains("scale-out");
            assertThat(event.property("instances")).contains(3);
        });
        assertThat(events).anySatisfy(event -> {
            assertThat(event.property("event")).contains("alarm-raised");
            assertThat(event.text()).contains("message(s) wait on ORDERS on QM1");
        });
    }

    @Test
    void springBillsEachOrderOnceAcrossAMove() {
        Runnable crash = () -> {
            // The bill is committed, so the crash meets nobody at work.
            await().atMost(LONG).until(() -> qm1.messages("BILLS").size() == 1);
            crashQm1();
        };
        Stream<String> orders =
                Stream.concat(typed(Map.of("two", crash)), Stream.of("wait").filter(end -> {
                    await().atMost(LONG).until(() -> qm2.messages("BILLS").size() == 2);
                    return false;
                }));

        SpringOrders.run(environment, orders, lines::add);

        assertThat(lines).contains("billed one", "moved from QM1 to QM2", "billed two", "billed three");
        assertThat(lines).hasSize(4);
        qm1.start();
        assertThat(qm1.depth("BILLS") + qm2.depth("BILLS")).isEqualTo(3);
        assertThat(qm1.depth("ORDERS") + qm2.depth("ORDERS")).isZero();
    }

    /** Three orders; before some of them is typed, something happens. */
    private static Stream<String> typed(Map<String, Runnable> before) {
        return Stream.of("one", "two", "three")
                .peek(order -> before.getOrDefault(order, () -> {}).run());
    }

    private void crashQm1() {
        qm1.crash();
        awaitLine("moved from QM1 to QM2");
    }

    private void awaitLine(String line) {
        await().atMost(LONG).until(() -> lines.contains(line));
    }

    private static Map<String, String> only(EmbeddedQueueManager queueManager) {
        return Map.of("MOORING_CONNECTION_NAMES", queueManager.connectionName(), "MOORING_CHANNEL", "APP.SVRCONN");
    }

    private Map<String, String> table() {
        return Map.of(
                "MOORING_CHANNEL_TABLE",
                cluster.writeCcdt(folder.resolve("ccdt.json")).toString());
    }

    /** On both queue managers, half of them each, before anybody reads. */
    private void putOrders(int number) {
        for (EmbeddedQueueManager each : cluster.queueManagers()) {
            try (MqClient client = Environment.client(only(each), "test").connect()) {
                client.doInUnitOfWork(work -> IntStream.range(0, number / 2)
                        .forEach(i -> work.put("ORDERS", MqMessage.ofText(each.name() + " " + i))));
            }
        }
    }

    private static List<String> texts(EmbeddedQueueManager queueManager, String queue) {
        List<String> texts = new ArrayList<>();
        try (MqClient client = Environment.client(only(queueManager), "test").connect();
                var browser = client.queue(queue).browse()) {
            for (Optional<MqMessage> next = browser.next(); next.isPresent(); next = browser.next()) {
                texts.add(next.get().text());
            }
        }
        return texts;
    }

    private int readers() {
        return Stream.of(qm1, qm2)
                .flatMap(each -> each.administration().queueStatus("ORDERS").stream())
                .mapToInt(status -> status.openInputCount())
                .sum();
    }
}
