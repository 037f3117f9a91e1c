package io.mooring.request;

import java.time.Duration;

/**
 * Hears what a requester's metrics are made of, in plain values.
 *
 * <p>Called by whichever thread brought it about, under no lock, so that it may be called by several threads at once. It
 * holds up requests and must return at once. What it throws is logged and has no other effect. How many requests are
 * outstanding at the moment is asked for ({@link PendingRequests#outstanding()}), not told.
 */
public interface RequestObserver {
    /** Hears nothing. */
    RequestObserver NONE = new RequestObserver() {};

    /** A request waits for its reply from now on; it was not put yet. */
    default void registered() {}

    /**
     * A request that was registered has ended; called once for each.
     *
     * @param end how
     * @param latency the time since its registration began, with the wait for a free place
     */
    default void ended(RequestEnd end, Duration latency) {}

    /** A reply came for which no request waits; called once for each such reply. */
    default void stray(StrayReply kind) {}
}
