package io.mooring.event;

import io.mooring.Move;
import io.mooring.QueueManagerName;
import java.time.Duration;
import java.time.Instant;

/**
 * A new link is there, to another queue manager or to the same one.
 *
 * @param connection the name of the connection
 * @param at when the link was there
 * @param epoch the number of the new link
 * @param from the queue manager of the link before
 * @param to the queue manager that answered
 * @param endpoint where it answered, as {@code host(port)}
 * @param outage from the moment the loss was noticed to now
 * @param attempts how many attempts it took; 0 if the move was noticed only when it was over
 * @param planned whether we left the former one on purpose
 */
public record Reconnected(
        String connection,
        Instant at,
        long epoch,
        QueueManagerName from,
        QueueManagerName to,
        String endpoint,
        Duration outage,
        int attempts,
        boolean planned)
        implements ConnectionEvent {
    /** The move in short, as the message of a timeout tells it. */
    public Move move() {
        return new Move(from, to, at);
    }
}
