package io.mooring.jms;

/** What IBM's client does when a link is lost: it always is IBM's client that reconnects, and Mooring watches. */
public enum Reconnection {
    /** To any queue manager that the connection names or the channel table lead to; only so a uniform cluster can move us. */
    ANY_QUEUE_MANAGER(0x0100_0000),
    /** Only to the queue manager that the connection was on; any other is refused with 2546. */
    SAME_QUEUE_MANAGER(0x0400_0000),
    /** Not at all: the connection is over. */
    OFF(0x0200_0000);

    private final int option;

    Reconnection(int option) {
        this.option = option;
    }

    int option() {
        return option;
    }
}
