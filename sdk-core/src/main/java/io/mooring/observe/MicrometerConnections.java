package io.mooring.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.mooring.QueueManagerName;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionLost;
import io.mooring.event.ReconnectFailed;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Meters of connections, out of their events. Safe for threads; each event takes a lock, as there are few.
 *
 * <p>A queue manager that was left keeps its gauge, at zero, until the last connection that reports here is closed.
 */
final class MicrometerConnections {
    /** Where one connection stands. Guarded by the object around it. */
    private static final class Link {
        @Nullable
        LongAdder on;

        @Nullable
        LongAdder down;

        boolean attempting;
    }

    private record Gauged(MicrometerGauges.Kind kind, Tags tags) {}

    private record Count(LongAdder adder, DoubleSupplier part) {}

    private final MeterRegistry registry;
    private final MicrometerGauges gauges;

    private final Counter succeeded;
    private final Counter failed;
    private final Counter abandoned;
    private final Timer outageEnded;
    private final Timer outageForGood;

    /** These three are guarded by this. */
    private final Map<String, Link> links = new HashMap<>();

    private final Map<Gauged, Count> counts = new HashMap<>();
    private boolean closed;

    MicrometerConnections(MeterRegistry registry, MicrometerGauges gauges) {
        this.registry = registry;
        this.gauges = gauges;
        this.succeeded = attempts("succeeded");
        this.failed = attempts("failed");
        this.abandoned = attempts("abandoned");
        this.outageEnded = outage("reconnected");
        this.outageForGood = outage("failed");
    }

    synchronized void onEvent(ConnectionEvent event) {
        if (closed) {
            return;
        }
        if (event instanceof Closed) {
            closed(event.connection());
            return;
        }
        Link link = links.computeIfAbsent(event.connection(), name -> new Link());
        if (event instanceof Connected connected) {
            up(link, connected.queueManager());
        } else if (event instanceof ConnectionLost) {
            down(link, "reconnecting");
        } else if (event instanceof Reconnecting) {
            endAttempt(link, failed);
            link.attempting = true;
        } else if (event instanceof Reconnected reconnected) {
            endAttempt(link, succeeded);
            up(link, reconnected.to());
            outageEnded.record(reconnected.outage());
            moved(reconnected);
        } else if (event instanceof ReconnectFailed given) {
            endAttempt(link, failed);
            down(link, "failed");
            outageForGood.record(given.outage());
        }
    }

    /** Takes back what these connections have part in; later events do nothing. */
    synchronized void close() {
        closed = true;
        links.clear();
        removeGauges();
    }

    private void closed(String connection) {
        Link link = links.remove(connection);
        if (link != null) {
            endAttempt(link, abandoned);
            leave(link);
            if (links.isEmpty()) {
                removeGauges();
            }
        }
    }

    private void up(Link link, QueueManagerName queueManager) {
        leave(link);
        String tag = gauges.queueManagers().tagOf(queueManager.value());
        link.on = count(MicrometerGauges.Kind.CONNECTIONS, MicrometerTags.queueManager(tag));
        link.on.increment();
        // So that an alarm finds a zero where nothing is down, and not nothing.
        count(MicrometerGauges.Kind.DOWN, MicrometerTags.COMMON.and(MicrometerTags.STATE, "reconnecting"));
        count(MicrometerGauges.Kind.DOWN, MicrometerTags.COMMON.and(MicrometerTags.STATE, "failed"));
    }

    private void down(Link link, String state) {
        leave(link);
        link.down = count(MicrometerGauges.Kind.DOWN, MicrometerTags.COMMON.and(MicrometerTags.STATE, state));
        link.down.increment();
    }

    private static void leave(Link link) {
        if (link.on != null) {
            link.on.decrement();
            link.on = null;
        }
        if (link.down != null) {
            link.down.decrement();
            link.down = null;
        }
    }

    private static void endAttempt(Link link, Counter outcome) {
        if (link.attempting) {
            outcome.increment();
            link.attempting = false;
        }
    }

    private LongAdder count(MicrometerGauges.Kind kind, Tags tags) {
        return counts.computeIfAbsent(new Gauged(kind, tags), key -> {
                    LongAdder adder = new LongAdder();
                    Count count = new Count(adder, adder::doubleValue);
                    gauges.add(registry, kind, tags, count.part);
                    return count;
                })
                .adder;
    }

    private void removeGauges() {
        counts.forEach((key, count) -> gauges.remove(registry, key.kind, key.tags, count.part));
        counts.clear();
    }

    private void moved(Reconnected event) {
        // Rare enough to ask the registry each time.
        Counter.builder("mooring.connection.moves")
                .description("Moves to another queue manager, or back to the same one")
                .tags(MicrometerTags.COMMON)
                .tag(
                        MicrometerTags.FROM,
                        gauges.queueManagers().tagOf(event.from().value()))
                .tag(MicrometerTags.TO, gauges.queueManagers().tagOf(event.to().value()))
                .tag(MicrometerTags.PLANNED, Boolean.toString(event.planned()))
                .register(registry)
                .increment();
    }

    private Counter attempts(String outcome) {
        return Counter.builder("mooring.connection.attempts")
                .description("Attempts to reconnect that have ended")
                .tags(MicrometerTags.COMMON)
                .tag(MicrometerTags.OUTCOME, outcome)
                .register(registry);
    }

    private Timer outage(String outcome) {
        return Timer.builder("mooring.connection.outage")
                .description("From the moment a loss was noticed to the new link, or to giving up")
                .tags(MicrometerTags.COMMON)
                .tag(MicrometerTags.OUTCOME, outcome)
                .register(registry);
    }
}
