package io.mooring.embedded.admin;

/** How a channel is stopped (STOP CHANNEL MODE). */
public enum ChannelStopMode {
    /** Calls fail with 2202 and the instances end when the clients leave, at the latest after a short while. */
    QUIESCE,
    /** The instances' sockets are closed. */
    FORCE,
    /** As FORCE here. */
    TERMINATE
}
