package io.mooring.observe;

import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import io.mooring.event.ConnectionEvent;
import io.mooring.request.RequestEnd;
import io.mooring.request.StrayReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens, for numbers: each method does nothing unless it is overridden.
 *
 * <p>Methods are called by any thread, several at a time, in the middle of puts and gets. So they return at once, take no
 * lock that somebody holds for long, call nothing of Mooring's, and do not throw. Only {@link
 * #connectionEvent(ConnectionEvent)} comes for one connection in order and one at a time. One object may serve many
 * clients.
 *
 * @see MicrometerTelemetry
 */
public interface Telemetry {
    /** One that does nothing. */
    static Telemetry none() {
        return NoTelemetry.INSTANCE;
    }

    /** Something happened to a connection. */
    default void connectionEvent(ConnectionEvent event) {}

    /**
     * A put came to be in the state of its receipt.
     *
     * <p>Called once for each state that the put comes to be in: a put in a unit of work first as pending, then as what
     * the end of the unit of work made of it.
     */
    default void put(PutReceipt receipt) {}

    /** A message was got; one that was got in a unit of work counts when it was got, not when the unit of work ended. */
    default void got(String queue, QueueManagerName queueManager) {}

    /** A message that had been got was backed out, and is on its queue again. */
    default void backedOut(String queue, QueueManagerName queueManager) {}

    /** A message that had been backed out too often was moved from this queue to its requeue queue. */
    default void requeued(String queue, QueueManagerName queueManager) {}

    /** A request waits for its reply from now on; it was not put yet. */
    default void requestRegistered(String queue) {}

    /**
     * A request that was registered has ended.
     *
     * @param queue the queue that it was put to, as when it was registered
     * @param end how it ended
     * @param latency from its registration to its end
     */
    default void requestEnded(String queue, RequestEnd end, Duration latency) {}

    /** A reply came for which no request waits. */
    default void strayReply(String replyQueue, StrayReply kind) {}

    /** The reply to an open request was found on a queue manager that the connection has left. */
    default void strandedReplySeen(String replyQueue, QueueManagerName queueManager) {}

    /** A stranded reply was got from there and given to its request. */
    default void strandedReplyFetched(String replyQueue, QueueManagerName queueManager) {}

    /**
     * Somebody looked at a queue.
     *
     * @param depth how many messages wait
     * @param readers how many have it open to get from it
     * @param oldestMessageAge how long the oldest message has waited, null if that is not known or there is none
     */
    default void queueObserved(
            String queue,
            QueueManagerName queueManager,
            long depth,
            int readers,
            @Nullable Duration oldestMessageAge) {}

    /** Somebody looked at a queue, and the queue manager answered but did not tell: it has none, or does not allow it. */
    default void queueNotKnown(String queue, QueueManagerName queueManager) {}

    /** Nobody looks at this queue any more, on no queue manager; nor is anything wanted for it. */
    default void queueNoLongerObserved(String queue) {}

    /** A queue manager answered or did not; while it does not, what is on its queues is not known. */
    default void queueManagerReachable(QueueManagerName queueManager, boolean reachable) {}

    /** Nobody asks this queue manager any more, because it left the channel table or the one who asked was closed. */
    default void queueManagerGone(QueueManagerName queueManager) {}

    /** So many instances of the program that reads this queue are wanted. */
    default void instancesWanted(String queue, int instances) {}

    /** This instance leaves because the queue gave it nothing to do. */
    default void idleShutdown(String queue) {}
}
