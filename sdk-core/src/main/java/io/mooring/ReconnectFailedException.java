package io.mooring;

import io.mooring.reason.ReasonCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The connection was lost and no other could be made in the time or the attempts allowed: this client is of no use any
 * more. Make a new one, once a queue manager is back.
 *
 * <p>The call that got this exception had no effect.
 */
public final class ReconnectFailedException extends MqException {
    private static final long serialVersionUID = 1;

    private final QueueManagerName from;
    private final Duration outage;
    private final int attempts;

    /**
     * The exception for this connection.
     *
     * @param from the queue manager of the last link
     * @param outage from the loss to giving up
     * @param attempts how often a link was tried
     * @param reason why the last attempt failed, null if that is not known
     * @param cause the exception of the last attempt, null if there is none
     */
    public ReconnectFailedException(
            QueueManagerName from,
            Duration outage,
            int attempts,
            @Nullable ReasonCode reason,
            @Nullable Throwable cause) {
        super(
                "The connection to " + from + " was lost, and reconnection was given up after " + outage + " and "
                        + attempts + " attempt(s); make a new client once a queue manager is back.",
                reason,
                cause);
        this.from = from;
        this.outage = outage;
        this.attempts = attempts;
    }

    /** The queue manager of the last link. */
    public QueueManagerName from() {
        return from;
    }

    /** The time from the loss to giving up. */
    public Duration outage() {
        return outage;
    }

    /** How often a link was tried. */
    public int attempts() {
        return attempts;
    }
}
