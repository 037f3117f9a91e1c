package io.mooring.embedded.call;

/** Something that a connection has open. */
sealed interface OpenObject permits OpenQueue, OpenQueueManager {
    /** The handle is closed, or the connection is lost. */
    void closed(Environment environment);
}
