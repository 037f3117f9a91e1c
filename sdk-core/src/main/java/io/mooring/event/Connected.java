package io.mooring.event;

import io.mooring.QueueManagerName;
import java.time.Instant;

/**
 * The first link is there.
 *
 * @param connection the name of the connection
 * @param at when the link was there
 * @param epoch the number of the link, 1
 * @param queueManager the queue manager that answered
 * @param endpoint where it answered, as {@code host(port)}
 */
public record Connected(String connection, Instant at, long epoch, QueueManagerName queueManager, String endpoint)
        implements ConnectionEvent {}
