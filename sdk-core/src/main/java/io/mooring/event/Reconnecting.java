package io.mooring.event;

import io.mooring.QueueManagerName;
import java.time.Duration;
import java.time.Instant;

/**
 * An attempt to make a new link is about to begin.
 *
 * @param connection the name of the connection
 * @param at when the attempt was decided on
 * @param epoch the number that the link will have if it succeeds
 * @param from the queue manager of the link that was lost
 * @param attempt 1 for the first after a loss
 * @param delay how long the attempt waits before it begins; zero if it begins at once
 */
public record Reconnecting(
        String connection, Instant at, long epoch, QueueManagerName from, int attempt, Duration delay)
        implements ConnectionEvent {}
