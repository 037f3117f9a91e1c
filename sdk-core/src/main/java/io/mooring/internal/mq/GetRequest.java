package io.mooring.internal.mq;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * Which message to get, and how.
 *
 * @param inUnitOfWork whether it is taken back from the queue only at commit
 * @param waitMillis how long the queue manager waits for one; 0 for what is there
 * @param messageId the message's id, null for any
 * @param correlationId the message's correlation id, null for any
 */
public record GetRequest(
        boolean inUnitOfWork,
        int waitMillis,
        @Nullable MessageId messageId,
        @Nullable CorrelationId correlationId) {
    /** The next message, outside a unit of work. */
    public static GetRequest next(int waitMillis) {
        return new GetRequest(false, waitMillis, null, null);
    }

    /** The next message, in the conversation's unit of work. */
    public static GetRequest nextInUnitOfWork(int waitMillis) {
        return new GetRequest(true, waitMillis, null, null);
    }

    /** The message with this correlation id, outside a unit of work. */
    public static GetRequest correlated(CorrelationId id, int waitMillis) {
        return new GetRequest(false, waitMillis, null, id);
    }
}
