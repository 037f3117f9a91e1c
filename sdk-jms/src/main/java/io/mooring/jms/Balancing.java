package io.mooring.jms;

import java.time.Duration;
import java.util.Map;

/**
 * What a uniform cluster is told about an application that it may move: how it works, how long it may be waited for, and
 * whether an open unit of work holds it. Immutable; each method answers a changed copy.
 *
 * <p>Needs a client of 9.3.4 or later; older ones do not tell the queue manager.
 */
public final class Balancing {
    private static final int AS_QUEUE_MANAGER = -1;
    private static final int NEVER = -2;

    private final int type;
    private final int timeout;
    private final int options;

    private Balancing(int type, int timeout, int options) {
        this.type = type;
        this.timeout = timeout;
        this.options = options;
    }

    /** An application that may be moved between any two calls outside a unit of work. */
    public static Balancing simple() {
        return new Balancing(0, AS_QUEUE_MANAGER, 0);
    }

    /** One that gets a reply for each message that it puts, and is not moved in between. */
    public static Balancing requestReply() {
        return new Balancing(1, AS_QUEUE_MANAGER, 0);
    }

    /**
     * How long it may be waited for before it is moved all the same; default: as the queue manager does, 10 seconds.
     *
     * @param timeout whole seconds above zero, see {@link #immediately()}
     * @throws IllegalArgumentException if it is not
     */
    public Balancing within(Duration timeout) {
        return new Balancing(type, Seconds.of("A balancing timeout", timeout), options);
    }

    /** Is not waited for. */
    public Balancing immediately() {
        return new Balancing(type, 0, options);
    }

    /** Is waited for as long as it takes. */
    public Balancing whenItSuits() {
        return new Balancing(type, NEVER, options);
    }

    /** An open unit of work does not hold it; it is backed out by the move. */
    public Balancing ignoringUnitsOfWork() {
        return new Balancing(type, timeout, 1);
    }

    /** By name: clients before 9.3.4 have no constants for them. */
    Map<String, Object> properties() {
        return Map.of(
                "XMSC_WMQ_BALANCING_APPLICATION_TYPE", type,
                "XMSC_WMQ_BALANCING_TIMEOUT", timeout,
                "XMSC_WMQ_BALANCING_OPTIONS", options);
    }
}
