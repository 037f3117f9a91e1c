package io.mooring.jms;

import io.mooring.CommitInDoubtException;
import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import io.mooring.reason.HasReasonCode;
import io.mooring.reason.ReasonCode;
import java.util.List;
import java.util.Optional;
import javax.jms.JMSRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * A commit was asked for, and nobody can know from here whether it happened: look for one of the messages before repeating the work; as a {@code JMSContext} throws it.
 *
 * <p>The cause is the exception of IBM's client, if there was one.
 *
 * @see io.mooring.CommitInDoubtException
 */
public final class JmsCommitInDoubtRuntimeException extends JMSRuntimeException implements HasReasonCode {
    private static final long serialVersionUID = 1;

    private final PutReceipt[] receipts;
    private final @Nullable ReasonCode reason;

    /**
     * The exception for this unit of work.
     *
     * @param queueManager the queue manager that was asked to commit
     * @param receipts what the unit of work sent, in doubt; empty if it only received
     * @param cause the exception of IBM's client, null if there was none
     */
    public JmsCommitInDoubtRuntimeException(
            QueueManagerName queueManager, List<PutReceipt> receipts, @Nullable JMSRuntimeException cause) {
        super(sentence(queueManager, receipts, cause), cause == null ? null : cause.getErrorCode(), cause);
        this.receipts = receipts.toArray(PutReceipt[]::new);
        this.reason = cause == null ? null : ReasonCode.of(cause).orElse(null);
    }

    /** What the unit of work sent, in the order of the sends. */
    public List<PutReceipt> receipts() {
        return List.of(receipts);
    }

    @Override
    public Optional<ReasonCode> reason() {
        return Optional.ofNullable(reason);
    }

    private static String sentence(
            QueueManagerName queueManager, List<PutReceipt> receipts, @Nullable JMSRuntimeException cause) {
        ReasonCode reason = cause == null ? null : ReasonCode.of(cause).orElse(null);
        return String.valueOf(new CommitInDoubtException(queueManager, receipts, reason, cause).getMessage());
    }
}
