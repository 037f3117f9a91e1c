package io.mooring.event;

import io.mooring.QueueManagerName;
import io.mooring.reason.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * The link is gone. What was in flight on it ends as the document on reconnection says.
 *
 * @param connection the name of the connection
 * @param at when the loss was noticed
 * @param epoch the number of the link that was lost
 * @param queueManager the queue manager that it led to
 * @param planned whether we left on purpose, at a moment without work in hand; then nothing was in flight
 * @param reason why, empty if nobody said so
 */
public record ConnectionLost(
        String connection,
        Instant at,
        long epoch,
        QueueManagerName queueManager,
        boolean planned,
        Optional<ReasonCode> reason)
        implements ConnectionEvent {}
