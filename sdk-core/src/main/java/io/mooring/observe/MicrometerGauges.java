package io.mooring.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gauges of one registry, and the names in its tags, shared by all that report to it: a registry takes each gauge only
 * once. A gauge is there as long as somebody has a part in it. Safe for threads.
 */
final class MicrometerGauges {
    /** What is gauged, and what several parts make together. */
    enum Kind {
        CONNECTIONS("mooring.connections", null, true, "Connections that are on a queue manager now"),
        DOWN("mooring.connections.down", null, true, "Connections without a link, which reconnect or gave up"),
        OUTSTANDING("mooring.requests.outstanding", null, true, "Requests that wait for their replies"),
        DEPTH("mooring.queue.depth", null, false, "Messages that wait on a queue"),
        READERS("mooring.queue.readers", null, false, "Handles that have a queue open to get from it"),
        OLDEST("mooring.queue.oldest.message.age", "seconds", false, "How long the oldest message has waited"),
        REACHABLE(
                "mooring.queue_manager.reachable",
                null,
                false,
                "1 if a queue manager answered when last asked, else 0"),
        WANTED("mooring.instances.wanted", null, false, "Instances of the reading program that are wanted");

        private final String meter;
        private final @Nullable String unit;
        private final boolean sum;
        private final String description;

        Kind(String meter, @Nullable String unit, boolean sum, String description) {
            this.meter = meter;
            this.unit = unit;
            this.sum = sum;
            this.description = description;
        }
    }

    private record Key(Kind kind, Tags tags) {}

    /** A gauge and its parts. */
    private static final class Shared {
        final boolean sum;
        final List<DoubleSupplier> parts = new CopyOnWriteArrayList<>();
        Meter.@Nullable Id id;

        Shared(boolean sum) {
            this.sum = sum;
        }

        /** The sum, or where all have seen the same thing, the most that one of them saw. */
        double value() {
            double value = 0;
            for (DoubleSupplier part : parts) {
                value = sum ? value + part.getAsDouble() : Math.max(value, part.getAsDouble());
            }
            return value;
        }
    }

    /** Guarded by itself. Nothing in a value keeps hold of its registry, so that one that is dropped can go. */
    private static final Map<MeterRegistry, MicrometerGauges> OF_REGISTRY = new WeakHashMap<>();

    private final BoundedNames queues;
    private final BoundedNames queueManagers;

    /** Guarded by this. */
    private final Map<Key, Shared> gauges = new HashMap<>();

    private MicrometerGauges(int names) {
        this.queues = new BoundedNames("queues", names);
        this.queueManagers = new BoundedNames("queue managers", names);
    }

    /**
     * The gauges of this registry.
     *
     * @param names how many queues and how many queue managers its tags may name; who asks first decides
     */
    static MicrometerGauges of(MeterRegistry registry, int names) {
        synchronized (OF_REGISTRY) {
            return OF_REGISTRY.computeIfAbsent(registry, key -> new MicrometerGauges(names));
        }
    }

    BoundedNames queues() {
        return queues;
    }

    BoundedNames queueManagers() {
        return queueManagers;
    }

    /**
     * Adds a part to a gauge, which is registered if it is the first one.
     *
     * @param part what it counts; it must not hold the registry
     */
    synchronized void add(MeterRegistry registry, Kind kind, Tags tags, DoubleSupplier part) {
        Key key = new Key(kind, tags);
        Shared shared = gauges.get(key);
        if (shared != null) {
            shared.parts.add(part);
            return;
        }
        shared = new Shared(kind.sum);
        shared.parts.add(part);
        shared.id = Gauge.builder(kind.meter, shared, Shared::value)
                .tags(tags)
                .baseUnit(kind.unit)
                .description(kind.description)
                .strongReference(true)
                .register(registry)
                .getId();
        gauges.put(key, shared);
    }

    /** Takes a part out of a gauge again, and the gauge out of the registry if it was the last one. */
    synchronized void remove(MeterRegistry registry, Kind kind, Tags tags, DoubleSupplier part) {
        Key key = new Key(kind, tags);
        Shared shared = gauges.get(key);
        if (shared != null && shared.parts.remove(part) && shared.parts.isEmpty()) {
            gauges.remove(key);
            registry.remove(Objects.requireNonNull(shared.id));
        }
    }
}
