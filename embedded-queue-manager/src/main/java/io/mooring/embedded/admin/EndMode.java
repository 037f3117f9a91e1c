package io.mooring.embedded.admin;

/** How a queue manager ends (endmqm). */
public enum EndMode {
    /** {@code -c}, {@code -w}: quiesce, wait for the applications to leave. */
    QUIESCE,
    /** {@code -i}: break what is running; clients are not asked to reconnect. */
    IMMEDIATE,
    /** {@code -r}: like immediate, but clients are asked to reconnect, elsewhere or here later. */
    RECONNECT
}
