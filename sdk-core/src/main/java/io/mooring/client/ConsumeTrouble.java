package io.mooring.client;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import java.util.List;
import java.util.Optional;

/**
 * Something that went wrong in a {@link Consumption}, after which it goes on by itself.
 *
 * @param kind what became of it
 * @param queue the queue that is consumed
 * @param queueManager where that was
 * @param message the message in hand, empty if there was none
 * @param receipts what the unit of work of that message had put, in the state that it came to be in
 * @param cause what was thrown; empty where nothing was
 */
public record ConsumeTrouble(
        Kind kind,
        String queue,
        QueueManagerName queueManager,
        Optional<Message> message,
        List<PutReceipt> receipts,
        Optional<Throwable> cause) {
    /** What became of it. */
    public enum Kind {
        /** The handler threw, or the queue manager refused the commit: the message is delivered again after a short delay. */
        BACKED_OUT,
        /** The link was lost before the commit: the message is delivered again by the queue manager that it is on. */
        LOST_WITH_LINK,
        /** The link was lost during the commit: either all is done, or the message is delivered again. */
        COMMIT_IN_DOUBT,
        /** The message was backed out too often, and was put to another queue; the only receipt says where. */
        SET_ASIDE,
        /** The queue manager refused to open the queue or to give a message; asked again after a short delay. */
        REFUSED
    }

    /**
     * Which message it was.
     *
     * @param id its id
     * @param correlationId its correlation id
     * @param backoutCount how often it had been backed out before
     */
    public record Message(MessageId id, CorrelationId correlationId, int backoutCount) {}

    /** Copies the receipts. */
    public ConsumeTrouble {
        receipts = List.copyOf(receipts);
    }
}
