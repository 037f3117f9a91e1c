package io.mooring;

import io.mooring.reason.ReasonCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit was asked for, and nobody can know from here whether it happened.
 *
 * <p>Either all of the unit of work took effect or nothing did: if one of {@link #receipts()} is found, all are there and
 * all messages that were got are gone; if not, those will be delivered again.
 */
public final class CommitInDoubtException extends MqException {
    private static final long serialVersionUID = 1;

    private final PutReceipt[] receipts;

    /**
     * The exception for this unit of work.
     *
     * @param queueManager the queue manager that was asked to commit
     * @param receipts what the unit of work put, in state {@link PutState#IN_DOUBT}; empty if it only got messages
     * @param reason the reason code, null if the client gave none
     * @param cause the exception of IBM's client, null if there is none
     * @throws IllegalArgumentException if a receipt is not in doubt
     */
    public CommitInDoubtException(
            QueueManagerName queueManager,
            List<PutReceipt> receipts,
            @Nullable ReasonCode reason,
            @Nullable Throwable cause) {
        super(sentence(queueManager, receipts), reason, cause);
        this.receipts = receipts.toArray(PutReceipt[]::new);
    }

    /** What the unit of work put, in the order of the puts. */
    public List<PutReceipt> receipts() {
        return List.of(receipts);
    }

    private static String sentence(QueueManagerName queueManager, List<PutReceipt> receipts) {
        receipts.forEach(Sentences::requireInDoubt);
        return "A commit on " + queueManager + " is in doubt: the link ended before the answer came. "
                + (receipts.isEmpty()
                        ? "It put no message; what it got is either gone or will be delivered again."
                        : Sentences.messages(receipts) + "; look on " + queueManager
                                + " whether one of them is there before repeating the work.");
    }
}
