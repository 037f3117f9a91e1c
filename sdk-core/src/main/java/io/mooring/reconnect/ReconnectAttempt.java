package io.mooring.reconnect;

import io.mooring.reason.ReasonClass;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known when the next attempt to connect is planned.
 *
 * <p>One attempt tries each endpoint once, in turn, until one of them answers; only then comes the next delay.
 *
 * @param number 1 for the first attempt after a loss
 * @param sinceLoss the time since the link was lost, not negative
 * @param lastReason why there is no link, or why the last endpoint of the latest attempt refused; empty if nobody said
 * @param refusedEverywhere whether every endpoint of the latest attempt refused for a reason that {@link #isRefusal
 *     trying again does not change}; false before the first attempt
 */
public record ReconnectAttempt(
        int number, Duration sinceLoss, Optional<ReasonCode> lastReason, boolean refusedEverywhere) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the number is less than 1, the time is negative, or the first attempt is said
     *     to follow a refusal
     */
    public ReconnectAttempt {
        if (number < 1) {
            throw new IllegalArgumentException("Attempt number " + number + "; the first one is 1.");
        }
        if (sinceLoss.isNegative()) {
            throw new IllegalArgumentException("The link was lost " + sinceLoss + " ago; give a time that has passed.");
        }
        if (number == 1 && refusedEverywhere) {
            throw new IllegalArgumentException("Attempt number 1 cannot follow a refusal; give a later number.");
        }
    }

    /** The first attempt, at the moment of the loss. */
    public static ReconnectAttempt first(Optional<ReasonCode> whyLost) {
        return new ReconnectAttempt(1, Duration.ZERO, whyLost, false);
    }

    /**
     * Whether a reason is one that the same attempt will meet again until somebody changes something: security (a
     * password, a certificate) or configuration (a channel, a name). Whoever tries the endpoints asks this for each.
     */
    public static boolean isRefusal(ReasonCode reason) {
        ReasonClass kind = reason.reasonClass();
        return kind == ReasonClass.SECURITY || kind == ReasonClass.CONFIGURATION;
    }
}
