package io.mooring.idle;

import java.util.List;

/**
 * Counts the readers of one queue on all queue managers that have it.
 *
 * <p>The queue managers may be asked one after the other, in any order. Each is asked anew: an answer from before the call
 * does not count. One that cannot be asked is {@link QueueCount#notKnown not known}, never zero, and never left out.
 */
@FunctionalInterface
public interface ReaderCensus {
    /**
     * Asks each queue manager once; called on the thread of {@link IdleShutdown}, and may take as long as that takes, but
     * not for ever.
     *
     * @return one count for each queue manager
     * @throws RuntimeException if nobody can be asked; nobody leaves then
     */
    List<QueueCount> take();
}
