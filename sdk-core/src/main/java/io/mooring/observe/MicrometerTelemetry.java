package io.mooring.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import io.mooring.event.ConnectionEvent;
import io.mooring.request.RequestEnd;
import io.mooring.request.StrayReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes meters of what clients tell, in a Micrometer registry. Names, tags and units are in {@code docs/observability.md}.
 *
 * <p>Safe for threads, and for many clients; several of these on one registry add up. A put or a get costs a look-up and an
 * add, and allocates nothing. Tags name at most so many queues and queue managers, 100 of each unless said otherwise; all
 * further ones share the value {@code other}, which is logged once. Queues with names that a queue manager made up share
 * {@code dynamic}.
 *
 * <p>Gauges go when that which they are about goes, and all that are left with {@link #close()}; counters and timers stay.
 *
 * <p>Only who uses this class needs Micrometer.
 */
public final class MicrometerTelemetry implements Telemetry, AutoCloseable {
    private static final int NAMES = 100;

    private final MeterRegistry registry;
    private final MicrometerGauges gauges;
    private final MicrometerConnections connections;
    private final MicrometerObservations observations;

    /** By queue manager, then by queue, as they stand in the tags; so there are no more of them than of those. */
    private final Map<String, Map<String, MicrometerTraffic>> traffic = new ConcurrentHashMap<>();

    /** By queue, as it stands in the tag. */
    private final Map<String, MicrometerRequests> requests = new ConcurrentHashMap<>();

    private volatile boolean closed;

    private MicrometerTelemetry(MeterRegistry registry, int names) {
        this.registry = registry;
        this.gauges = MicrometerGauges.of(registry, names);
        this.connections = new MicrometerConnections(registry, gauges);
        this.observations = new MicrometerObservations(registry, gauges);
    }

    /** Reports to this registry, whose tags name at most 100 queues and 100 queue managers. */
    public static MicrometerTelemetry of(MeterRegistry registry) {
        return of(registry, NAMES);
    }

    /**
     * Reports to this registry.
     *
     * @param names how many queues its tags may name, and how many queue managers; where several report to one registry,
     *     the first one decides
     * @throws IllegalArgumentException if it is below 1
     */
    public static MicrometerTelemetry of(MeterRegistry registry, int names) {
        if (names < 1) {
            throw new IllegalArgumentException(
                    "Tags that name " + names + " queues say nothing; give 1 or more, such as 100.");
        }
        return new MicrometerTelemetry(registry, names);
    }

    @Override
    public void connectionEvent(ConnectionEvent event) {
        connections.onEvent(event);
    }

    @Override
    public void put(PutReceipt receipt) {
        traffic(receipt.queue(), receipt.queueManager()).put(receipt.state());
    }

    @Override
    public void got(String queue, QueueManagerName queueManager) {
        traffic(queue, queueManager).got();
    }

    @Override
    public void backedOut(String queue, QueueManagerName queueManager) {
        traffic(queue, queueManager).backedOut();
    }

    @Override
    public void requeued(String queue, QueueManagerName queueManager) {
        traffic(queue, queueManager).requeued();
    }

    @Override
    public void requestRegistered(String queue) {
        requests(queue).registered();
    }

    @Override
    public void requestEnded(String queue, RequestEnd end, Duration latency) {
        requests(queue).ended(end, latency);
    }

    @Override
    public void strayReply(String replyQueue, StrayReply kind) {
        count(
                "mooring.replies.stray",
                "Replies for which no request waits",
                MicrometerTags.queue(gauges.queues().tagOf(replyQueue))
                        .and(MicrometerTags.KIND, MicrometerTags.value(kind)));
    }

    @Override
    public void strandedReplySeen(String replyQueue, QueueManagerName queueManager) {
        stranded(replyQueue, queueManager, "seen");
    }

    @Override
    public void strandedReplyFetched(String replyQueue, QueueManagerName queueManager) {
        stranded(replyQueue, queueManager, "fetched");
    }

    @Override
    public void queueObserved(
            String queue, QueueManagerName queueManager, long depth, int readers, @Nullable Duration oldestMessageAge) {
        observations.queue(queue, queueManager.value(), depth, readers, oldestMessageAge);
    }

    @Override
    public void queueNotKnown(String queue, QueueManagerName queueManager) {
        observations.notKnown(queue, queueManager.value());
    }

    @Override
    public void queueNoLongerObserved(String queue) {
        observations.noQueue(queue);
    }

    @Override
    public void queueManagerReachable(QueueManagerName queueManager, boolean reachable) {
        observations.reachable(queueManager.value(), reachable);
    }

    @Override
    public void queueManagerGone(QueueManagerName queueManager) {
        observations.noQueueManager(queueManager.value());
    }

    @Override
    public void instancesWanted(String queue, int instances) {
        observations.wanted(queue, instances);
    }

    @Override
    public void idleShutdown(String queue) {
        count(
                "mooring.idle.shutdowns",
                "Instances that left because there was nothing to do",
                MicrometerTags.queue(gauges.queues().tagOf(queue)));
    }

    /**
     * Takes the gauges out of the registry, except for what others who report to it have part in. Counters and timers stay,
     * and go on counting if somebody still tells something.
     */
    @Override
    public void close() {
        closed = true; // before the requests are walked through, so that none is added behind our back
        connections.close();
        observations.close();
        requests.values().forEach(MicrometerRequests::close);
    }

    private MicrometerTraffic traffic(String queue, QueueManagerName queueManager) {
        Map<String, MicrometerTraffic> there = traffic.get(queueManager.value());
        MicrometerTraffic known = there == null ? null : there.get(queue);
        return known != null
                ? known
                : trafficOf(gauges.queues().tagOf(queue), gauges.queueManagers().tagOf(queueManager.value()));
    }

    /** For a queue that has no counters yet, or one that shares them with others. */
    private MicrometerTraffic trafficOf(String queueTag, String queueManagerTag) {
        Map<String, MicrometerTraffic> there = traffic.get(queueManagerTag);
        MicrometerTraffic known = there == null ? null : there.get(queueTag);
        return known != null
                ? known
                : traffic.computeIfAbsent(queueManagerTag, key -> new ConcurrentHashMap<>())
                        .computeIfAbsent(
                                queueTag,
                                key -> new MicrometerTraffic(
                                        registry, MicrometerTags.queueOn(queueTag, queueManagerTag)));
    }

    private MicrometerRequests requests(String queue) {
        MicrometerRequests known = requests.get(queue);
        if (known != null) {
            return known;
        }
        String tag = gauges.queues().tagOf(queue);
        MicrometerRequests shared = requests.get(tag);
        return shared != null ? shared : newRequests(tag);
    }

    private MicrometerRequests newRequests(String tag) {
        MicrometerRequests made = requests.computeIfAbsent(
                tag, key -> new MicrometerRequests(registry, gauges, MicrometerTags.queue(tag)));
        if (closed) {
            made.close();
        }
        return made;
    }

    private void stranded(String replyQueue, QueueManagerName queueManager, String state) {
        count(
                "mooring.replies.stranded",
                "Replies on a queue manager that the connection has left",
                MicrometerTags.queueOn(
                                gauges.queues().tagOf(replyQueue),
                                gauges.queueManagers().tagOf(queueManager.value()))
                        .and(MicrometerTags.STATE, state));
    }

    /** For what is rare enough to ask the registry each time. */
    private void count(String name, String description, Tags tags) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(registry)
                .increment();
    }
}
