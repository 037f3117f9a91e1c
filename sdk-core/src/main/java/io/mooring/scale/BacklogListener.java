package io.mooring.scale;

import io.mooring.QueueManagerName;

/**
 * Hears what a {@link BacklogMonitor} sees and thinks, for metrics and for people.
 *
 * <p>Called on the monitor's thread, one call at a time, under no lock. What it throws is logged and changes nothing; while
 * it takes its time the next pass waits. May close the monitor.
 */
public interface BacklogListener {

    /**
     * A queue as the last pass saw it: depth, readers and reachability of each queue manager. Once per queue and pass.
     *
     * @param observation complete in itself
     */
    default void observed(FleetObservation observation) {}

    /**
     * What is advised, also where that is to stay. Once per advisor and pass.
     *
     * @param queue name
     * @param advice complete in itself
     */
    default void advised(String queue, ScaleAdvice advice) {}

    /**
     * An alarm begins. It ends with {@link #cleared}, or with {@link #polling} false: then another monitor watches.
     *
     * @param alarm what should be looked at
     */
    default void raised(ScaleAlarm alarm) {}

    /**
     * An alarm is over.
     *
     * @param alarm the same as when it was raised
     */
    default void cleared(ScaleAlarm alarm) {}

    /**
     * Where there is one poller per fleet: this one begins or ceases to be it. One that ceases observes and advises
     * nothing; what it said last should no longer be shown.
     *
     * @param polls whether this one polls
     */
    default void polling(boolean polls) {}

    /**
     * A queue manager is not asked any more: it has left the channel table, or turned out to be none.
     *
     * @param queueManager that may have been observed before
     */
    default void gone(QueueManagerName queueManager) {}

    /** The monitor was closed; nothing comes after this. */
    default void ended() {}
}
