package io.mooring.scale;

import static io.mooring.scale.Observations.QM1;
import static io.mooring.scale.Observations.QM2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.observe.MicrometerTelemetry;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gauges show what the monitor has just seen, and nothing that nobody sees any more. */
class BacklogTelemetryTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerTelemetry telemetry = MicrometerTelemetry.of(registry);
    private final FakeFleet fleet = FakeFleet.of(QM1, QM2);

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void depthReadersReachabilityAndWantedInstancesAreGaugedUntilTheMonitorIsClosed() {
        fleet.get(QM1).depth = 900;
        fleet.get(QM2).readers = 2;
        try (BacklogMonitor monitor = over().start()) {
            monitor.advise(ScaleAdvisor.instancesBetween(2, 20).depthPerInstance(200), advice -> {});
            await().until(() -> is(5, "mooring.instances.wanted", queue()));

            assertThat(is(900, "mooring.queue.depth", queue().and("mq.queue_manager", "QM1")))
                    .isTrue();
            assertThat(is(2, "mooring.queue.readers", queue().and("mq.queue_manager", "QM2")))
                    .isTrue();
            assertThat(is(1, "mooring.queue_manager.reachable", Tags.of("mq.queue_manager", "QM1")))
                    .isTrue();
        }

        assertThat(observed()).isEmpty();
    }

    @Test
    void whatIsNotToldHasNoDepth() {
        fleet.get(QM1).depth = 5;
        fleet.get(QM2).depth = 7;
        try (BacklogMonitor monitor = over().start()) {
            await().until(() -> is(5, "mooring.queue.depth", queue().and("mq.queue_manager", "QM1"))
                    && is(7, "mooring.queue.depth", queue().and("mq.queue_manager", "QM2")));
            fleet.get(QM1).away = true;
            fleet.get(QM2).refuses = ReasonCode.NOT_AUTHORIZED;

            await().until(() -> registry.find("mooring.queue.depth").gauges().isEmpty());
            await().until(() -> is(0, "mooring.queue_manager.reachable", Tags.of("mq.queue_manager", "QM1")));
            assertThat(is(1, "mooring.queue_manager.reachable", Tags.of("mq.queue_manager", "QM2")))
                    .isTrue();
            assertThat(monitor.latest("ORDERS")).isPresent();
        }
    }

    @Test
    void aQueueManagerThatIsNotWatchedAnyMoreHasNoGauge() {
        try (BacklogMonitor monitor = over().start()) {
            await().until(() -> is(1, "mooring.queue_manager.reachable", Tags.of("mq.queue_manager", "QM2")));
            fleet.names.remove(QM2);

            await().until(() -> observed().stream().noneMatch(id -> "QM2".equals(id.getTag("mq.queue_manager"))));
            assertThat(is(1, "mooring.queue_manager.reachable", Tags.of("mq.queue_manager", "QM1")))
                    .isTrue();
            fleet.names.clear();
            await().until(() -> observed().isEmpty());
            await().until(() -> monitor.latest("ORDERS").isEmpty());
        }
    }

    @Test
    void oneThatNoLongerPollsForTheFleetShowsNothing() {
        QueueReader other = fleet.open(QM1);
        assertThat(other.hold("MOORING.POLLER")).isTrue();
        fleet.get(QM1).away = true;
        try (BacklogMonitor monitor = over().onlyOnePollerBy("MOORING.POLLER").start()) {
            await().until(() -> is(1, "mooring.queue_manager.reachable", Tags.of("mq.queue_manager", "QM2")));
            fleet.get(QM1).away = false;

            await().until(() -> !monitor.polls());
            await().until(() -> observed().isEmpty());
        }
        other.close();
    }

    private BacklogMonitorBuilder over() {
        return BacklogMonitor.over(fleet)
                .queue("ORDERS")
                .every(Duration.ofMillis(5))
                .telemetry(telemetry);
    }

    /** All meters but for those of connections. */
    private List<Meter.Id> observed() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> !id.getName().startsWith("mooring.connection"))
                .toList();
    }

    private static Tags queue() {
        return Tags.of("messaging.destination.name", "ORDERS");
    }

    private boolean is(double value, String meter, Tags tags) {
        Gauge gauge = registry.find(meter).tags(tags).gauge();
        return gauge != null && gauge.value() == value;
    }
}
