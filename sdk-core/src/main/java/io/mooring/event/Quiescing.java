package io.mooring.event;

import io.mooring.QueueManagerName;
import io.mooring.reason.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * The queue manager or the channel asks us to leave; calls still go through for a while.
 *
 * @param connection the name of the connection
 * @param at when we were asked
 * @param epoch the number of the link
 * @param queueManager the queue manager that it leads to
 * @param reason the reason code that told us (2161 or 2202), empty if we were asked in another way
 */
public record Quiescing(
        String connection, Instant at, long epoch, QueueManagerName queueManager, Optional<ReasonCode> reason)
        implements ConnectionEvent {}
