package io.mooring.event;

import java.time.Instant;

/**
 * The application closed the connection. It is the last event of every connection.
 *
 * @param connection the name of the connection
 * @param at when it was closed
 * @param epoch the number of the last link, or of the last attempt to make one
 */
public record Closed(String connection, Instant at, long epoch) implements ConnectionEvent {}
