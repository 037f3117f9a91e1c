package io.mooring;

import io.mooring.reason.HasReasonCode;
import io.mooring.reason.ReasonCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Mooring throws when a queue manager or a connection fails; its subclasses are named after what the caller can do
 * next.
 *
 * <p>This class itself means a refusal: the call had no effect, and {@link #reason()} says why. The subclasses:
 *
 * <ul>
 *   <li>{@link PutInDoubtException}, {@link CommitInDoubtException}: find out before repeating
 *   <li>{@link UnitOfWorkBackedOutException}: run the unit of work again
 *   <li>{@link ReplyTimeoutException}: no reply came; the message tells where the request is
 *   <li>{@link ReconnectFailedException}: make a new client, once a queue manager is back
 *   <li>{@link ConnectionClosedException}: the program closed the client itself
 * </ul>
 */
public class MqException extends RuntimeException implements HasReasonCode {
    private static final long serialVersionUID = 1;

    private final @Nullable ReasonCode reason;

    /**
     * An exception with its sentence; the reason, if there is one, is put behind it with its name and advice.
     *
     * @param sentence what could not be done, where, and what became of it
     * @param reason the reason code, null if neither queue manager nor client gave one
     * @param cause the exception of IBM's client, null if there is none
     */
    public MqException(String sentence, @Nullable ReasonCode reason, @Nullable Throwable cause) {
        super(reason == null ? sentence : sentence + " Reason " + reason + ": " + reason.advice(), cause);
        this.reason = reason;
    }

    /**
     * An exception for what IBM's client threw; the reason code is dug out of it.
     *
     * @param sentence what could not be done, and where
     * @param cause what IBM's client threw
     */
    public MqException(String sentence, Throwable cause) {
        this(sentence, ReasonCode.of(cause).orElse(null), cause);
    }

    @Override
    public final Optional<ReasonCode> reason() {
        return Optional.ofNullable(reason);
    }
}
