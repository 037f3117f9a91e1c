package io.mooring.internal.link;

import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.util.Optional;

/** Says when the next attempt to make a link begins; the policy of the application in the form that the keeper asks it. */
@FunctionalInterface
public interface AttemptPlan {
    /**
     * The wait before an attempt.
     *
     * @param attempt 1 for the first after a loss
     * @param sinceLoss how long there has been no link
     * @param reason why there is none, or why the last attempt failed
     * @return empty to give up
     */
    Optional<Duration> delay(int attempt, Duration sinceLoss, Optional<ReasonCode> reason);
}
