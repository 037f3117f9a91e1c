package io.mooring;

import java.io.Serializable;
import java.time.Instant;

/**
 * Where one message was put, when, and what is known about it.
 *
 * <p>A receipt is a value: it shows what was known when it was made. A put in a unit of work gives a receipt in state
 * {@link PutState#PENDING}; what became of it is a new receipt.
 *
 * @param messageId the id that came back with the put; {@link MessageId#NONE} only where the message is not known to have
 *     been stored
 * @param correlationId the message's correlation id, {@link CorrelationId#NONE} if it has none
 * @param queue the queue as the program named it, at most 48 characters
 * @param queueManager the queue manager that took the message, or, for a put in doubt, that was asked to
 * @param at when the put returned or was given up, by the clock of this machine
 * @param epoch which link of the connection carried it: 1 for the first, more after each reconnection
 * @param state what is known about it
 */
public record PutReceipt(
        MessageId messageId,
        CorrelationId correlationId,
        String queue,
        QueueManagerName queueManager,
        Instant at,
        long epoch,
        PutState state)
        implements Serializable {
    /**
     * Checks that the parts agree.
     *
     * @throws IllegalArgumentException if the queue has no name, the epoch is below 1, or a message that is stored or
     *     pending has no id
     */
    public PutReceipt {
        if (queue.isBlank()) {
            throw new IllegalArgumentException(
                    "A receipt without the name of the queue; give the name that was put to.");
        }
        if (epoch < 1) {
            throw new IllegalArgumentException(
                    "A receipt for epoch " + epoch + "; the first link of a connection is 1.");
        }
        if (messageId.isNone() && (state == PutState.STORED || state == PutState.PENDING)) {
            throw new IllegalArgumentException("A receipt that is " + state + " has message id " + messageId
                    + "; all zeros mean that the put is in doubt.");
        }
    }

    /**
     * The receipt after news about its message.
     *
     * @throws IllegalStateException if a message in this state cannot come to be in that one
     */
    public PutReceipt becoming(PutState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("Message " + messageId + " on " + queueManager + " is " + state
                    + " and cannot become " + next + ".");
        }
        return new PutReceipt(messageId, correlationId, queue, queueManager, at, epoch, next);
    }

    /** One line for a support team: instant, state, ids, queue and queue manager. */
    public String line() {
        return Sentences.instant(at) + "  " + state + "  " + messageId + "  queue " + queue + " on " + queueManager
                + (correlationId.isNone() ? "" : "  correlation " + correlationId) + "  epoch " + epoch;
    }
}
