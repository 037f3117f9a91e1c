package io.mooring;

import io.mooring.reason.ReasonCode;
import org.jspecify.annotations.Nullable;

/**
 * A message was given to a queue manager, and nobody can know from here whether it was stored.
 *
 * <p>Mooring does not send it again. The caller looks whether it is there (by correlation id, or by whatever the message
 * holds), or puts it again if its receivers do no harm with a second one.
 */
public final class PutInDoubtException extends MqException {
    private static final long serialVersionUID = 1;

    private final PutReceipt receipt;

    /**
     * The exception for this put.
     *
     * @param receipt what was put where; its state is {@link PutState#IN_DOUBT}
     * @param reason the reason code, null if the client gave none, as for a non-persistent message over JMS
     * @param cause the exception of IBM's client, null if there is none
     * @throws IllegalArgumentException if the receipt is not in doubt
     */
    public PutInDoubtException(PutReceipt receipt, @Nullable ReasonCode reason, @Nullable Throwable cause) {
        super(sentence(receipt), reason, cause);
        this.receipt = receipt;
    }

    /** What was put where and when. */
    public PutReceipt receipt() {
        return receipt;
    }

    private static String sentence(PutReceipt receipt) {
        Sentences.requireInDoubt(receipt);
        return "A put to " + receipt.queue() + " on " + receipt.queueManager() + " at "
                + Sentences.instant(receipt.at()) + " is in doubt: the link ended before the answer came. Message id "
                + (receipt.messageId().isNone() ? "not known" : receipt.messageId()) + ", correlation id "
                + (receipt.correlationId().isNone() ? "none" : receipt.correlationId())
                + "; look for the message on " + receipt.queueManager() + " before putting it again.";
    }
}
