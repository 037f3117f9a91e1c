package io.mooring.observe;

import static io.mooring.observe.SampleLife.AT;
import static io.mooring.observe.SampleLife.QM1;
import static io.mooring.observe.SampleLife.QM2;
import static io.mooring.observe.SampleLife.QM3;
import static io.mooring.observe.SampleLife.lost;
import static io.mooring.observe.SampleLife.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import io.mooring.request.RequestEnd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicrometerTelemetryTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerTelemetry telemetry = MicrometerTelemetry.of(registry);

    @AfterEach
    void close() {
        telemetry.close();
        registry.close();
    }

    @Test
    void aConnectionIsWhereItsEventsSay() {
        List<ConnectionEvent> life = SampleLife.events("orders");
        assertThat(connectionsOn("QM1")).isNull();

        life.subList(0, 2).forEach(telemetry::connectionEvent); // connected, quiescing
        assertThat(connectionsOn("QM1")).isOne();
        assertThat(down("reconnecting")).isZero();

        life.subList(2, 5).forEach(telemetry::connectionEvent); // lost, two attempts
        assertThat(connectionsOn("QM1")).isZero();
        assertThat(down("reconnecting")).isOne();
        assertThat(attempts("failed")).isOne();

        life.subList(5, 6).forEach(telemetry::connectionEvent); // on QM2
        assertThat(connectionsOn("QM1")).as("a queue manager that was left").isZero();
        assertThat(connectionsOn("QM2")).isOne();
        assertThat(down("reconnecting")).isZero();
        assertThat(attempts("succeeded")).isOne();
        assertThat(moves("QM1", "QM2", false)).isOne();
        assertThat(registry.get("mooring.connection.outage")
                        .tag("mq.outcome", "reconnected")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(1943);

        life.subList(6, 14).forEach(telemetry::connectionEvent); // planned to QM3, lost, four attempts
        assertThat(moves("QM2", "QM3", true)).isOne();
        assertThat(down("reconnecting")).isOne();

        life.subList(14, 15).forEach(telemetry::connectionEvent); // given up
        assertThat(down("reconnecting")).isZero();
        assertThat(down("failed")).isOne();
        assertThat(attempts("failed")).isEqualTo(1 + 4);
        assertThat(attempts("succeeded")).isEqualTo(2);
        assertThat(registry.get("mooring.connection.outage")
                        .tag("mq.outcome", "failed")
                        .timer()
                        .count())
                .isOne();

        life.subList(15, 16).forEach(telemetry::connectionEvent); // closed
        assertThat(life).hasSize(16);
        assertThat(gauges()).as("gauges after the last connection was closed").isEmpty();
        assertThat(attempts("abandoned")).isZero();
    }

    @Test
    void aMoveThatWasNoticedOnlyWhenItWasOverCountsToo() {
        telemetry.connectionEvent(new Connected("orders", AT, 1, QM1, "mq1(1414)"));
        telemetry.connectionEvent(
                new Reconnected("orders", AT, 2, QM1, QM2, "mq2(1414)", Duration.ofMillis(5), 0, false));

        assertThat(connectionsOn("QM1")).isZero();
        assertThat(connectionsOn("QM2")).isOne();
        assertThat(moves("QM1", "QM2", false)).isOne();
        assertThat(attempts("succeeded")).isZero();
    }

    @Test
    void gaugesOfConnectionsStayUntilTheLastOfThemIsClosed() {
        telemetry.connectionEvent(new Connected("one", AT, 1, QM1, "mq1(1414)"));
        telemetry.connectionEvent(new Connected("two", AT, 1, QM1, "mq1(1414)"));
        assertThat(connectionsOn("QM1")).isEqualTo(2);

        telemetry.connectionEvent(lost("two", AT, 1, QM1));
        telemetry.connectionEvent(new Reconnecting("two", AT, 2, QM1, 1, Duration.ZERO));
        telemetry.connectionEvent(new Closed("two", AT, 2));
        assertThat(connectionsOn("QM1")).isOne();
        assertThat(down("reconnecting")).isZero();
        assertThat(attempts("abandoned")).isOne();

        telemetry.connectionEvent(new Closed("one", AT, 1));
        assertThat(connectionsOn("QM1")).isNull();
    }

    @Test
    void aPutCountsInEachStateThatItComesToBeIn() {
        telemetry.put(receipt("ORDERS", QM1, PutState.STORED));
        telemetry.put(receipt("ORDERS", QM1, PutState.PENDING));
        telemetry.put(receipt("ORDERS", QM1, PutState.STORED));
        telemetry.put(receipt("ORDERS", QM2, PutState.PENDING));
        telemetry.put(receipt("ORDERS", QM2, PutState.BACKED_OUT));

        assertThat(puts("ORDERS", "QM1", "stored")).isEqualTo(2);
        assertThat(puts("ORDERS", "QM1", "pending")).isOne();
        assertThat(puts("ORDERS", "QM2", "backed_out")).isOne();
        assertThat(puts("ORDERS", "QM1", "in_doubt"))
                .as("a zero, from which an alarm sees the rise")
                .isZero();

        telemetry.put(receipt("ORDERS", QM1, PutState.IN_DOUBT));
        assertThat(puts("ORDERS", "QM1", "in_doubt")).isOne();
    }

    @Test
    void getsAreCountedAndWhatWasNotKept() {
        telemetry.got("ORDERS", QM1);
        telemetry.got("ORDERS", QM1);
        telemetry.backedOut("ORDERS", QM1);
        telemetry.requeued("ORDERS", QM1);
        telemetry.got("ORDERS", QM2);

        assertThat(gets("QM1", "got")).isEqualTo(2);
        assertThat(gets("QM1", "backed_out")).isOne();
        assertThat(gets("QM1", "requeued")).isOne();
        assertThat(gets("QM2", "got")).isOne();
    }

    @Test
    void requestsAreOutstandingUntilTheyEnd() {
        telemetry.requestRegistered("PRICES");
        telemetry.requestRegistered("PRICES");
        telemetry.requestRegistered("PRICES");
        assertThat(outstanding()).isEqualTo(3);

        telemetry.requestEnded("PRICES", RequestEnd.REPLY, Duration.ofMillis(20));
        telemetry.requestEnded("PRICES", RequestEnd.TIMEOUT, Duration.ofSeconds(5));

        assertThat(outstanding()).isOne();
        assertThat(registry.get("mooring.requests")
                        .tag("mq.outcome", "reply")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(20);
        assertThat(registry.get("mooring.requests")
                        .tag("mq.outcome", "timeout")
                        .timer()
                        .count())
                .isOne();
        assertThat(registry.get("mooring.requests")
                        .tag("mq.outcome", "in_doubt")
                        .timer()
                        .count())
                .isZero();
    }

    @Test
    void repliesThatNobodyWaitsForAndThoseThatStayedBehindAreCounted() {
        SampleLife.work(telemetry);

        for (String kind : List.of("late", "duplicate", "unknown")) {
            assertThat(registry.get("mooring.replies.stray")
                            .tags("messaging.destination.name", "PRICES.REPLY", "mq.kind", kind)
                            .counter()
                            .count())
                    .isOne();
        }
        for (String state : List.of("seen", "fetched")) {
            assertThat(registry.get("mooring.replies.stranded")
                            .tags("mq.queue_manager", "QM1", "mq.state", state)
                            .counter()
                            .count())
                    .isOne();
        }
        assertThat(registry.get("mooring.idle.shutdowns").counter().count()).isOne();
    }

    @Test
    void whatIsOnAQueueIsKnownWhileItsQueueManagerAnswers() {
        telemetry.queueManagerReachable(QM1, true);
        telemetry.queueObserved("ORDERS", QM1, 500, 3, Duration.ofMillis(1500));
        telemetry.queueObserved("ORDERS", QM2, 7, 0, null);
        assertThat(gauge("mooring.queue.depth", "mq.queue_manager", "QM1")).isEqualTo(500);
        assertThat(gauge("mooring.queue.readers", "mq.queue_manager", "QM1")).isEqualTo(3);
        assertThat(gauge("mooring.queue.oldest.message.age", "mq.queue_manager", "QM1"))
                .isEqualTo(1.5);
        assertThat(gauge("mooring.queue.oldest.message.age", "mq.queue_manager", "QM2"))
                .isNull();

        telemetry.queueObserved("ORDERS", QM1, 0, 2, null);
        assertThat(gauge("mooring.queue.depth", "mq.queue_manager", "QM1")).isZero();
        assertThat(gauge("mooring.queue.oldest.message.age", "mq.queue_manager", "QM1"))
                .isNull();

        telemetry.queueManagerReachable(QM1, false);
        assertThat(gauge("mooring.queue_manager.reachable", "mq.queue_manager", "QM1"))
                .isZero();
        assertThat(gauge("mooring.queue.depth", "mq.queue_manager", "QM1"))
                .as("not zero: nobody knows")
                .isNull();
        assertThat(gauge("mooring.queue.depth", "mq.queue_manager", "QM2")).isEqualTo(7);

        telemetry.queueManagerGone(QM1);
        telemetry.queueManagerGone(QM2);
        assertThat(gauges()).isEmpty();
    }

    @Test
    void nobodyLooksAtAQueueAnyMore() {
        telemetry.queueObserved("ORDERS", QM1, 500, 3, Duration.ofMillis(1500));
        telemetry.queueObserved("PRICES", QM1, 1, 1, null);
        telemetry.instancesWanted("ORDERS", 4);
        telemetry.instancesWanted("ORDERS", 6);
        assertThat(gauge("mooring.instances.wanted", "messaging.destination.name", "ORDERS"))
                .isEqualTo(6);

        telemetry.queueNoLongerObserved("ORDERS");

        assertThat(gauges())
                .extracting(gauge -> gauge.getId().getTag("messaging.destination.name"))
                .containsOnly("PRICES");
    }

    @Test
    void namesBeyondTheLimitAndDynamicOnesShareTheirCounters() {
        SimpleMeterRegistry small = new SimpleMeterRegistry();
        try (MicrometerTelemetry two = MicrometerTelemetry.of(small, 2)) {
            for (int n = 0; n < 20; n++) {
                QueueManagerName queueManager = QueueManagerName.of("QM" + n);
                two.got("QUEUE." + n, queueManager);
                two.got("AMQ.6123ABCD123456" + (10 + n), queueManager);
                two.requestRegistered("QUEUE." + n);
                two.queueManagerReachable(queueManager, true);
                two.queueObserved("QUEUE." + n, queueManager, n, 1, null);
                two.connectionEvent(new Connected("c" + n, AT, 1, queueManager, "mq(1414)"));
            }

            assertThat(tagValues(small, "mooring.gets", "messaging.destination.name"))
                    .containsExactlyInAnyOrder("QUEUE.0", "QUEUE.1", "other", "dynamic");
            assertThat(tagValues(small, "mooring.gets", "mq.queue_manager"))
                    .containsExactlyInAnyOrder("QM0", "QM1", "other");
            assertThat(tagValues(small, "mooring.requests", "messaging.destination.name"))
                    .containsExactlyInAnyOrder("QUEUE.0", "QUEUE.1", "other");
            assertThat(small.get("mooring.gets")
                            .tags("messaging.destination.name", "dynamic", "mq.queue_manager", "other")
                            .tag("mq.state", "got")
                            .counter()
                            .count())
                    .isEqualTo(18);
            assertThat(small.get("mooring.connections")
                            .tag("mq.queue_manager", "other")
                            .gauge()
                            .value())
                    .isEqualTo(18);
            assertThat(tagValues(small, "mooring.queue.depth", "messaging.destination.name"))
                    .as("a depth of one of many says nothing")
                    .containsExactlyInAnyOrder("QUEUE.0", "QUEUE.1");
            assertThat(tagValues(small, "mooring.queue_manager.reachable", "mq.queue_manager"))
                    .containsExactlyInAnyOrder("QM0", "QM1");
        }
        small.close();
    }

    @Test
    void severalOnOneRegistryAddUpAndTakeBackOnlyTheirOwn() {
        MicrometerTelemetry second = MicrometerTelemetry.of(registry);
        telemetry.connectionEvent(new Connected("one", AT, 1, QM1, "mq1(1414)"));
        second.connectionEvent(new Connected("two", AT, 1, QM1, "mq1(1414)"));
        telemetry.put(receipt("ORDERS", QM1, PutState.STORED));
        second.put(receipt("ORDERS", QM1, PutState.STORED));
        telemetry.requestRegistered("PRICES");
        second.requestRegistered("PRICES");
        telemetry.queueObserved("ORDERS", QM1, 500, 3, null);
        second.queueObserved("ORDERS", QM1, 500, 3, null);
        assertThat(connectionsOn("QM1")).isEqualTo(2);
        assertThat(puts("ORDERS", "QM1", "stored")).isEqualTo(2);
        assertThat(outstanding()).isEqualTo(2);
        assertThat(gauge("mooring.queue.depth", "mq.queue_manager", "QM1"))
                .as("both saw the same messages")
                .isEqualTo(500);

        second.close();
        assertThat(connectionsOn("QM1")).isOne();
        assertThat(outstanding()).isOne();
        assertThat(gauge("mooring.queue.depth", "mq.queue_manager", "QM1")).isEqualTo(500);

        telemetry.close();
        assertThat(gauges()).isEmpty();
        assertThat(puts("ORDERS", "QM1", "stored")).as("counters stay").isEqualTo(2);
    }

    @Test
    void nothingThatComesAfterCloseMakesAGauge() {
        telemetry.close();

        SampleLife.events("orders").subList(0, 3).forEach(telemetry::connectionEvent);
        SampleLife.work(telemetry);

        assertThat(gauges()).isEmpty();
        assertThat(puts("ORDERS", "QM1", "stored")).isOne();
    }

    @Test
    void aLimitBelowOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MicrometerTelemetry.of(registry, 0))
                .withMessageContaining("name 0 queues")
                .withMessageContaining("give 1 or more");
    }

    @Test
    void aWholeLifeLeavesNoGaugeBehind() {
        SampleLife.events("orders").subList(0, 15).forEach(telemetry::connectionEvent);
        SampleLife.work(telemetry);
        telemetry.queueObserved("ORDERS", QM3, 1, 0, null);
        assertThat(gauges()).isNotEmpty();

        telemetry.close();

        assertThat(gauges()).isEmpty();
    }

    private List<Gauge> gauges() {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getType() == Meter.Type.GAUGE)
                .map(Gauge.class::cast)
                .toList();
    }

    /** The value, null if there is no such gauge. */
    private @Nullable Double gauge(String name, String key, String value) {
        Gauge gauge = registry.find(name).tag(key, value).gauge();
        return gauge == null ? null : gauge.value();
    }

    private @Nullable Double connectionsOn(String queueManager) {
        return gauge("mooring.connections", "mq.queue_manager", queueManager);
    }

    private @Nullable Double down(String state) {
        return gauge("mooring.connections.down", "mq.state", state);
    }

    private double outstanding() {
        return registry.get("mooring.requests.outstanding").gauge().value();
    }

    private double attempts(String outcome) {
        return registry.get("mooring.connection.attempts")
                .tag("mq.outcome", outcome)
                .counter()
                .count();
    }

    private double moves(String from, String to, boolean planned) {
        return registry.get("mooring.connection.moves")
                .tags("mq.from", from, "mq.to", to, "mq.planned", Boolean.toString(planned))
                .counter()
                .count();
    }

    private double puts(String queue, String queueManager, String state) {
        return registry.get("mooring.puts")
                .tags("messaging.destination.name", queue, "mq.queue_manager", queueManager, "mq.state", state)
                .counter()
                .count();
    }

    private double gets(String queueManager, String state) {
        return registry.get("mooring.gets")
                .tags("mq.queue_manager", queueManager, "mq.state", state)
                .counter()
                .count();
    }

    private static List<String> tagValues(SimpleMeterRegistry registry, String name, String key) {
        return registry.find(name).meters().stream()
                .map(meter -> meter.getId().getTag(key))
                .distinct()
                .toList();
    }
}
