package io.mooring.jms;

import io.mooring.PutInDoubtException;
import io.mooring.PutReceipt;
import io.mooring.reason.HasReasonCode;
import io.mooring.reason.ReasonCode;
import java.util.Optional;
import javax.jms.JMSRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * A message was sent, and nobody can know from here whether it was stored: look for it before sending it again; as a {@code JMSContext} throws it.
 *
 * <p>The cause is the exception of IBM's client, if there was one.
 *
 * @see io.mooring.PutInDoubtException
 */
public final class JmsPutInDoubtRuntimeException extends JMSRuntimeException implements HasReasonCode {
    private static final long serialVersionUID = 1;

    private final PutReceipt receipt;
    private final @Nullable ReasonCode reason;

    /**
     * The exception for this send.
     *
     * @param receipt what was sent where; its state is in doubt
     * @param cause the exception of IBM's client, null if there was none
     */
    public JmsPutInDoubtRuntimeException(PutReceipt receipt, @Nullable JMSRuntimeException cause) {
        super(sentence(receipt, cause), cause == null ? null : cause.getErrorCode(), cause);
        this.receipt = receipt;
        this.reason = cause == null ? null : ReasonCode.of(cause).orElse(null);
    }

    /** What was sent where and when. */
    public PutReceipt receipt() {
        return receipt;
    }

    @Override
    public Optional<ReasonCode> reason() {
        return Optional.ofNullable(reason);
    }

    private static String sentence(PutReceipt receipt, @Nullable JMSRuntimeException cause) {
        ReasonCode reason = cause == null ? null : ReasonCode.of(cause).orElse(null);
        return String.valueOf(new PutInDoubtException(receipt, reason, cause).getMessage());
    }
}
