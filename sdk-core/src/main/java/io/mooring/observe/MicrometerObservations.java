package io.mooring.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of what somebody saw last: queues, queue managers, wanted instances. Safe for threads.
 *
 * <p>Names that share a tag have no gauge: a depth that belongs to one of a hundred queues says nothing. What is not known
 * any more has none either, rather than a value that was true once.
 */
final class MicrometerObservations {
    /** Which gauge; queue or queue manager are empty where it has none. */
    private record Gauged(MicrometerGauges.Kind kind, String queue, String queueManager) {
        Tags tags() {
            if (queue.isEmpty()) {
                return MicrometerTags.queueManager(queueManager);
            }
            return queueManager.isEmpty() ? MicrometerTags.queue(queue) : MicrometerTags.queueOn(queue, queueManager);
        }
    }

    private record Seen(AtomicReference<Double> value, DoubleSupplier part) {}

    private final MeterRegistry registry;
    private final MicrometerGauges gauges;

    /** These two are guarded by this. */
    private final Map<Gauged, Seen> seen = new HashMap<>();

    private boolean closed;

    MicrometerObservations(MeterRegistry registry, MicrometerGauges gauges) {
        this.registry = registry;
        this.gauges = gauges;
    }

    synchronized void queue(String queue, String queueManager, long depth, int readers, @Nullable Duration oldest) {
        String queueTag = gauges.queues().tagOf(queue);
        String queueManagerTag = gauges.queueManagers().tagOf(queueManager);
        set(new Gauged(MicrometerGauges.Kind.DEPTH, queueTag, queueManagerTag), (double) depth);
        set(new Gauged(MicrometerGauges.Kind.READERS, queueTag, queueManagerTag), readers);
        Gauged age = new Gauged(MicrometerGauges.Kind.OLDEST, queueTag, queueManagerTag);
        if (oldest == null) {
            forget(age::equals);
        } else {
            set(age, oldest.toNanos() / 1e9);
        }
    }

    synchronized void notKnown(String queue, String queueManager) {
        forget(gauged -> gauged.queue.equals(queue) && gauged.queueManager.equals(queueManager));
    }

    synchronized void noQueue(String queue) {
        forget(gauged -> gauged.queue.equals(queue));
    }

    synchronized void reachable(String queueManager, boolean reachable) {
        if (!reachable) {
            forget(gauged -> gauged.queueManager.equals(queueManager) && !gauged.queue.isEmpty());
        }
        String tag = gauges.queueManagers().tagOf(queueManager);
        set(new Gauged(MicrometerGauges.Kind.REACHABLE, "", tag), reachable ? 1 : 0);
    }

    synchronized void noQueueManager(String queueManager) {
        forget(gauged -> gauged.queueManager.equals(queueManager));
    }

    synchronized void wanted(String queue, int instances) {
        set(new Gauged(MicrometerGauges.Kind.WANTED, gauges.queues().tagOf(queue), ""), instances);
    }

    /** Takes back what was seen here; later observations do nothing. */
    synchronized void close() {
        closed = true;
        forget(gauged -> true);
    }

    private void set(Gauged gauged, double value) {
        if (closed || BoundedNames.isCollective(gauged.queue) || BoundedNames.isCollective(gauged.queueManager)) {
            return;
        }
        seen.computeIfAbsent(gauged, this::register).value.set(value);
    }

    private Seen register(Gauged gauged) {
        AtomicReference<Double> value = new AtomicReference<>(0.0);
        Seen made = new Seen(value, value::get);
        gauges.add(registry, gauged.kind, gauged.tags(), made.part);
        return made;
    }

    private void forget(Predicate<Gauged> which) {
        for (Iterator<Map.Entry<Gauged, Seen>> all = seen.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Gauged, Seen> entry = all.next();
            if (which.test(entry.getKey())) {
                gauges.remove(registry, entry.getKey().kind, entry.getKey().tags(), entry.getValue().part);
                all.remove();
            }
        }
    }
}
