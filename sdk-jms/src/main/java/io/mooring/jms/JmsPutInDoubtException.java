package io.mooring.jms;

import io.mooring.PutInDoubtException;
import io.mooring.PutReceipt;
import io.mooring.reason.HasReasonCode;
import io.mooring.reason.ReasonCode;
import java.util.Optional;
import javax.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * A message was sent, and nobody can know from here whether it was stored: look for it before sending it again.
 *
 * <p>The cause is the exception of IBM's client, if there was one, and the linked exception is what that one was linked to.
 *
 * @see io.mooring.PutInDoubtException
 */
public final class JmsPutInDoubtException extends JMSException implements HasReasonCode {
    private static final long serialVersionUID = 1;

    private final PutReceipt receipt;
    private final @Nullable ReasonCode reason;

    /**
     * The exception for this send.
     *
     * @param receipt what was sent where; its state is in doubt
     * @param cause the exception of IBM's client, null if there was none
     */
    public JmsPutInDoubtException(PutReceipt receipt, @Nullable JMSException cause) {
        super(sentence(receipt, cause), cause == null ? null : cause.getErrorCode());
        this.receipt = receipt;
        this.reason = cause == null ? null : ReasonCode.of(cause).orElse(null);
        if (cause != null) {
            initCause(cause);
            setLinkedException(cause.getLinkedException());
        }
    }

    /** What was sent where and when. */
    public PutReceipt receipt() {
        return receipt;
    }

    @Override
    public Optional<ReasonCode> reason() {
        return Optional.ofNullable(reason);
    }

    private static String sentence(PutReceipt receipt, @Nullable JMSException cause) {
        ReasonCode reason = cause == null ? null : ReasonCode.of(cause).orElse(null);
        return String.valueOf(new PutInDoubtException(receipt, reason, cause).getMessage());
    }
}
