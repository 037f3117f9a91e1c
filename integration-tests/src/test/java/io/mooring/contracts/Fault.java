package io.mooring.contracts;

/** What can happen to a queue manager while clients are connected to it. */
enum Fault {
    /** All sockets are closed; clients may come back at once. */
    SOCKETS_DROPPED,
    /** Clients are asked to reconnect, as a balancing cluster asks them. */
    ASKED_TO_RECONNECT,
    /** {@code STOP CHANNEL MODE(FORCE)}: the sockets are closed, and nobody comes in until the channel is started. */
    CHANNEL_STOPPED,
    /** {@code endmqm -r}: it ends, and asks its clients to reconnect. */
    ENDED_WITH_RECONNECT,
    /** {@code endmqm -i}: it ends, and asks nobody. */
    ENDED_IMMEDIATELY,
    /** It is gone without a word, as after a power failure. */
    KILLED;

    /** Whether clients cannot come back until it is mended. */
    boolean keepsClientsOut() {
        return this != SOCKETS_DROPPED && this != ASKED_TO_RECONNECT;
    }
}
