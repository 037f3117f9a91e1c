package io.mooring.reconnect;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Says when the next attempt to connect begins, or that there will be none.
 *
 * <pre>{@code
 * ReconnectPolicy.exponential(ofMillis(100), ofSeconds(5)).withJitter(0.2).givingUpAfter(ofMinutes(30))
 * }</pre>
 *
 * <p>Each {@code with...} and {@code giving...} answers a new policy that asks this one first; they apply from left to
 * right. Policies made here are immutable and may be shared by any number of clients and threads. One of your own has to
 * be the same; it is called on the thread that reconnects and has to return at once.
 *
 * <h2>Refusals</h2>
 *
 * <p>A queue manager that is away comes back; a password that was changed does not change back. An attempt that every
 * endpoint refuses for security or configuration will most likely be refused again, each one is counted by whoever locks
 * user accounts, and all instances of an application make theirs with the same user. So such attempts want a slower beat:
 * {@link #slowerWhenRefused}. They are not given up at once, because some refusals pass: a directory server that is away,
 * a channel that an administrator is about to define again. If only some endpoints refuse, the beat stays, for the others
 * may be back any moment; a user is locked all the same where each attempt reaches one that refuses, so mend that one.
 *
 * @see ConnectionLifetime
 */
@FunctionalInterface
public interface ReconnectPolicy {
    /**
     * How long to wait before an attempt begins.
     *
     * @param attempt which attempt it is, and what is known by now
     * @return zero for at once, empty to give up; never negative
     */
    Optional<Duration> delayBefore(ReconnectAttempt attempt);

    /**
     * The policy of a client that is given none: at once, then after 100 ms, 200 ms and so on up to 5 s, each 20 % more or
     * less; at least 1 minute while every endpoint refuses; gives up 30 minutes after the loss, as IBM's client does.
     */
    static ReconnectPolicy standard() {
        return exponential(Duration.ofMillis(100), Duration.ofSeconds(5))
                .withJitter(0.2)
                .slowerWhenRefused(Duration.ofMinutes(1))
                .givingUpAfter(Duration.ofMinutes(30));
    }

    /**
     * The first attempt at once, the second after {@code first}, each later one after twice the time, up to {@code most}.
     * Never gives up.
     *
     * @throws IllegalArgumentException if {@code first} is not longer than nothing, or {@code most} is shorter than it
     */
    static ReconnectPolicy exponential(Duration first, Duration most) {
        Delays.requirePositive("first delay", first);
        if (most.compareTo(first) < 0) {
            throw new IllegalArgumentException("The longest reconnect delay " + most + " is shorter than the first, "
                    + first + "; give one that is as long at least.");
        }
        return attempt -> Optional.of(Delays.doubled(first, most, attempt.number() - 2));
    }

    /**
     * The first attempt at once, each later one after the same time. Never gives up.
     *
     * @throws IllegalArgumentException if the delay is not longer than nothing
     */
    static ReconnectPolicy fixed(Duration delay) {
        Delays.requirePositive("delay", delay);
        return exponential(delay, delay);
    }

    /** No attempt at all: a link that is lost stays lost. */
    static ReconnectPolicy never() {
        return attempt -> Optional.empty();
    }

    /**
     * The same, but each delay is longer or shorter by chance, so that clients which were cut off together do not come
     * back together. A delay of zero stays zero.
     *
     * @param share up to which share of the delay, 0.2 for 20 %; from 0 to 1
     * @throws IllegalArgumentException if it is out of range
     */
    default ReconnectPolicy withJitter(double share) {
        return Delays.jitter(this, share, ThreadLocalRandom::current);
    }

    /**
     * The same with a given source of chance, for tests: the same numbers give the same delays.
     *
     * @param share from 0 to 1
     * @param random asked once for each delay, by the thread that reconnects
     * @throws IllegalArgumentException if the share is out of range
     */
    default ReconnectPolicy withJitter(double share, RandomGenerator random) {
        return Delays.jitter(this, share, () -> random);
    }

    /**
     * The same, but waits at least so long after an attempt that every endpoint refused for security or configuration; see
     * above. Where accounts are locked, make it so long that the instances of the application together stay below
     * the number of tries that the lock allows in its time.
     *
     * @throws IllegalArgumentException if the delay is not longer than nothing
     */
    default ReconnectPolicy slowerWhenRefused(Duration atLeast) {
        Delays.requirePositive("delay after a refusal", atLeast);
        return attempt -> delayBefore(attempt)
                .map(delay -> attempt.refusedEverywhere() && delay.compareTo(atLeast) < 0 ? atLeast : delay);
    }

    /**
     * The same, but no attempt begins later than this after the loss. Gives up as soon as that is certain, so the
     * application hears it up to one delay earlier.
     *
     * @throws IllegalArgumentException if the time is not longer than nothing
     */
    default ReconnectPolicy givingUpAfter(Duration sinceLoss) {
        Delays.requirePositive("time after which to give up", sinceLoss);
        return attempt ->
                delayBefore(attempt).filter(delay -> delay.compareTo(sinceLoss.minus(attempt.sinceLoss())) <= 0);
    }

    /**
     * The same, but makes so many attempts at most.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    default ReconnectPolicy givingUpAfterAttempts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "Giving up after " + most + " attempts; give 1 at least, or use ReconnectPolicy.never().");
        }
        return attempt -> attempt.number() > most ? Optional.empty() : delayBefore(attempt);
    }
}
