package io.mooring.internal.life;

import io.mooring.event.ConnectionEvent;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is to be done after a change of state, in the order given. */
public sealed interface Effect {
    /** Tell the listeners. */
    record Raise(ConnectionEvent event) implements Effect {}

    /** Let go of a link or of an attempt to make one; what is in flight on it ends. Nothing, if it is gone already. */
    record DropLink(long epoch) implements Effect {}

    /**
     * Ask the policy when the next attempt begins; the answer is {@link News.AttemptPlanned} or {@link News.GaveUp}.
     *
     * @param epoch the number to answer with
     * @param attempt 1 for the first after a loss
     * @param lostAt since when there is no link
     * @param reason why there is none, or why the last attempt failed
     */
    record PlanAttempt(long epoch, int attempt, Instant lostAt, Optional<ReasonCode> reason) implements Effect {}

    /**
     * Make a link; the outcome is {@link News.LinkUp} or {@link News.AttemptFailed}.
     *
     * @param epoch the number of the link to be made
     * @param attempt 1 for the first after a loss
     * @param delay how long to wait before
     */
    record MakeLink(long epoch, int attempt, Duration delay) implements Effect {}
}
