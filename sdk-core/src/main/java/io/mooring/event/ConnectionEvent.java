package io.mooring.event;

import java.time.Instant;

/**
 * Something that happened to a connection, complete in itself: whoever hears it need not ask the connection, which may
 * have gone on meanwhile.
 *
 * <p>The order for one connection, across all its links:
 *
 * <pre>
 *   Connected
 *     Quiescing                        once a link at most
 *     ConnectionLost
 *       Reconnecting                   once an attempt
 *     Reconnected | ReconnectFailed    after ReconnectFailed only Closed can follow
 *     ...
 *   Closed                             the last one, always
 * </pre>
 *
 * <p>Events are values and may be kept and passed on by any thread.
 */
public sealed interface ConnectionEvent
        permits Connected, ConnectionLost, Reconnecting, Reconnected, ReconnectFailed, Quiescing, Closed {
    /** The name of the connection that this happened to, as in its log lines. */
    String connection();

    /** When it happened, by the clock of this machine. */
    Instant at();

    /**
     * The link that this is about: 1 for the first, and more for each later attempt to make one. It never falls from one
     * event of a connection to the next.
     */
    long epoch();
}
