package io.mooring.scale;

import io.mooring.QueueManagerName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One queue on all its queue managers, as one pass saw it.
 *
 * <p>Sums are over the queue managers that told. What is not told is not zero: {@link #complete()} says whether any is
 * missing.
 *
 * @param queue name
 * @param at when the pass was made
 * @param observations one for each queue manager, at least one
 */
public record FleetObservation(String queue, Instant at, List<QueueObservation> observations) {

    /**
     * Checks that the observations belong together.
     *
     * @throws IllegalArgumentException if there is none, one of another queue, or two of one queue manager
     */
    public FleetObservation {
        observations = List.copyOf(observations);
        if (observations.isEmpty()) {
            throw new IllegalArgumentException(
                    "A fleet observation of " + queue + " needs that of one queue manager at least.");
        }
        Set<QueueManagerName> names = new HashSet<>();
        for (QueueObservation observation : observations) {
            if (!observation.queue().equals(queue)) {
                throw new IllegalArgumentException("An observation of queue " + observation.queue()
                        + " does not belong to those of " + queue + ".");
            }
            if (!names.add(observation.queueManager())) {
                throw new IllegalArgumentException(
                        "Queue manager " + observation.queueManager() + " was observed twice in one pass.");
            }
        }
    }

    /** What was told. */
    public List<QueueObservation.Seen> seen() {
        return only(QueueObservation.Seen.class);
    }

    /**
     * The queue managers of which is not known what waits there: not reachable, or refusing. One that has no such queue
     * is not among them, as long as another has it.
     */
    public List<QueueManagerName> unknown() {
        boolean anywhere = !seen().isEmpty();
        return observations.stream()
                .filter(one -> !(one instanceof QueueObservation.Seen)
                        && !(anywhere && one instanceof QueueObservation.Refused refused && refused.noSuchQueue()))
                .map(QueueObservation::queueManager)
                .toList();
    }

    /** Whether all is known. */
    public boolean complete() {
        return unknown().isEmpty();
    }

    /** Messages on the queue managers that told. */
    public long depth() {
        return seen().stream().mapToLong(QueueObservation.Seen::depth).sum();
    }

    /** Handles open for input on the queue managers that told. */
    public int readers() {
        return seen().stream().mapToInt(QueueObservation.Seen::readers).sum();
    }

    /** Age of the oldest message on any queue manager, where one tells it. */
    public Optional<Duration> oldestMessageAge() {
        return seen().stream().flatMap(one -> one.oldestMessageAge().stream()).max(Duration::compareTo);
    }

    private <T extends QueueObservation> List<T> only(Class<T> kind) {
        return observations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
