package io.mooring.event;

import io.mooring.QueueManagerName;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reconnection was given up. Every call fails from now on; make a new connection.
 *
 * @param connection the name of the connection
 * @param at when it was given up
 * @param epoch the number of the last attempt
 * @param from the queue manager of the last link
 * @param outage from the moment the loss was noticed to now
 * @param attempts how many attempts there were
 * @param reason why the last one failed, empty if that is not known
 */
public record ReconnectFailed(
        String connection,
        Instant at,
        long epoch,
        QueueManagerName from,
        Duration outage,
        int attempts,
        Optional<ReasonCode> reason)
        implements ConnectionEvent {}
