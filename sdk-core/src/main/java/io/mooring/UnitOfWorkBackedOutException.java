package io.mooring;

import io.mooring.reason.ReasonCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work was undone as a whole: nothing that it put is there, and what it got will be delivered again.
 *
 * <p>The caller may run it again from its beginning.
 */
public final class UnitOfWorkBackedOutException extends MqException {
    private static final long serialVersionUID = 1;

    private final PutReceipt[] receipts;

    /**
     * The exception for this unit of work.
     *
     * @param queueManager the queue manager that the unit of work was on
     * @param receipts what it had put, in state {@link PutState#BACKED_OUT}
     * @param reason the reason code, null if the client gave none
     * @param cause the exception of IBM's client, null if there is none
     * @throws IllegalArgumentException if a receipt is not backed out
     */
    public UnitOfWorkBackedOutException(
            QueueManagerName queueManager,
            List<PutReceipt> receipts,
            @Nullable ReasonCode reason,
            @Nullable Throwable cause) {
        super(sentence(queueManager, receipts), reason, cause);
        this.receipts = receipts.toArray(PutReceipt[]::new);
    }

    /** What the unit of work had put and what is not there, in the order of the puts. */
    public List<PutReceipt> receipts() {
        return List.of(receipts);
    }

    private static String sentence(QueueManagerName queueManager, List<PutReceipt> receipts) {
        for (PutReceipt receipt : receipts) {
            Sentences.require(receipt, PutState.BACKED_OUT);
        }
        return "The unit of work on " + queueManager + " was backed out"
                + (receipts.isEmpty() ? "" : ", with it " + Sentences.messages(receipts)) + "; run it again.";
    }
}
