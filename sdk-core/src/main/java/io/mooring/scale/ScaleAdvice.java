package io.mooring.scale;

import java.time.Instant;

/**
 * How many instances there should be, and why.
 *
 * @param at of the observation
 * @param desired instances there should be
 * @param current instances that the last advice wanted; at first, those that have the queue open
 * @param direction from current to desired
 * @param because one sentence for a log at 3 a.m.
 * @param history to hand to the advisor with the next observation
 */
public record ScaleAdvice(
        Instant at, int desired, int current, ScaleDirection direction, String because, ScaleHistory history) {

    /** Direction, numbers and reason in one line. */
    @Override
    public String toString() {
        return switch (direction) {
            case OUT -> "scale out from " + current + " to " + desired + ": " + because;
            case IN -> "scale in from " + current + " to " + desired + ": " + because;
            case STAY -> "stay at " + desired + ": " + because;
        };
    }
}
