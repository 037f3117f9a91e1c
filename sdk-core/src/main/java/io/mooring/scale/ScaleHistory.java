package io.mooring.scale;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the advisor has to remember from one observation to the next. A value: keep the one that the last advice
 * carries, and hand it over with the next observation.
 */
public final class ScaleHistory {

    private static final int UNKNOWN = -1;

    final Optional<FleetObservation> last;
    final int ordered;
    final ScaleDirection lastDirection;
    final Instant turned;
    final Rates rates;
    final List<Need> needs;
    final Optional<Instant> idleSince;

    /**
     * Keeps all.
     *
     * @param last observation
     * @param ordered instances that were advised
     * @param lastDirection in which there was a change, STAY if there was none yet
     * @param turned when a change was the first in that direction
     * @param rates measured
     * @param needs of the last cool-down, oldest first
     * @param idleSince when the queue was found idle, and has been so since
     */
    ScaleHistory(
            Optional<FleetObservation> last,
            int ordered,
            ScaleDirection lastDirection,
            Instant turned,
            Rates rates,
            List<Need> needs,
            Optional<Instant> idleSince) {
        this.last = last;
        this.ordered = ordered;
        this.lastDirection = lastDirection;
        this.turned = turned;
        this.rates = rates;
        this.needs = List.copyOf(needs);
        this.idleSince = idleSince;
    }

    /**
     * Nothing seen, nothing advised: the first advice takes those that have the queue open for those that run. If it
     * might be made while a queue manager is away or a move is going on, {@link #running} is safer.
     */
    public static ScaleHistory empty() {
        return starting(UNKNOWN);
    }

    /** Nothing seen, and so many instances known to run, or to be starting. */
    public static ScaleHistory running(int instances) {
        if (instances < 0) {
            throw new IllegalArgumentException("running(" + instances + "): 0 or more would do");
        }
        return starting(instances);
    }

    private static ScaleHistory starting(int instances) {
        return new ScaleHistory(
                Optional.empty(),
                instances,
                ScaleDirection.STAY,
                Instant.MIN,
                Rates.UNKNOWN,
                List.of(),
                Optional.empty());
    }

    /** Whether it is known how many should run. */
    boolean ordersKnown() {
        return ordered != UNKNOWN;
    }

    /** Needs not older than an instant, with another one; one older is kept, to show that all of the time is covered. */
    List<Need> needsSince(Instant start, Need next) {
        List<Need> kept = new ArrayList<>();
        for (Need need : needs) {
            if (!need.at().isAfter(start)) {
                kept.clear();
            }
            kept.add(need);
        }
        kept.add(next);
        return kept;
    }

    /**
     * Instances that were needed at a moment.
     *
     * @param at when
     * @param instances not yet rounded, not yet within bounds
     */
    record Need(Instant at, double instances) {}
}
