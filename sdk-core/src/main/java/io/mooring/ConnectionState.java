package io.mooring;

/**
 * Where the lasting connection of an application stands, across all its links.
 *
 * <pre>
 *   CONNECTING --> CONNECTED &lt;--> QUIESCING
 *                    |  ^           |
 *                    v  |           v
 *                  RECONNECTING &lt;---+
 *                    |
 *                    v
 *                  FAILED                      from everywhere: CLOSED, for ever
 * </pre>
 */
public enum ConnectionState {
    /** The first link is being made; no call was possible yet. */
    CONNECTING,
    /** Calls go to a queue manager. */
    CONNECTED,
    /** Calls still go through, but the queue manager or the channel asks us to leave. */
    QUIESCING,
    /** The link is gone and another is being made; calls wait or end, as the document on reconnection says. */
    RECONNECTING,
    /** Reconnection was given up; every call fails, and only closing is left. */
    FAILED,
    /** The application closed the connection. */
    CLOSED;

    /** Whether calls go to a queue manager in this state. */
    public boolean isUsable() {
        return this == CONNECTED || this == QUIESCING;
    }

    /** Whether no link will ever be made again. */
    public boolean isOver() {
        return this == FAILED || this == CLOSED;
    }
}
