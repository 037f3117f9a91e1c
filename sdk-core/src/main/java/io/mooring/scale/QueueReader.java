package io.mooring.scale;

import io.mooring.MqException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** One connection to one queue manager, as the monitor uses it: by one thread at a time, not always the same. */
public interface QueueReader extends AutoCloseable {

    /**
     * Looks at queues, each with one inquiry.
     *
     * @param queues names
     * @param details what to observe beside depth and readers, where the queue manager allows it
     * @param at the instant that the observations are to carry
     * @return one observation for each queue: seen, or refused with its reason
     * @throws MqException if the link is of no use any more; the reader is then closed by its owner
     */
    List<QueueObservation> read(List<String> queues, Set<QueueDetail> details, Instant at);

    /**
     * Opens a queue for exclusive input, and keeps it open until {@link #close()}; does nothing if this reader has it.
     *
     * @return false if somebody else has it open
     * @throws MqException if it cannot be opened for another reason
     */
    boolean hold(String queue);

    /** Closes all and disconnects. Does not throw: there is nobody who could do anything about it. */
    @Override
    void close();
}
