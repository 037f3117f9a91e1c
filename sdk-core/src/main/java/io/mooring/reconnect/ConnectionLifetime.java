package io.mooring.reconnect;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long a link lives before the client replaces it on purpose, so that clients spread over the queue managers by
 * themselves.
 *
 * <p>Without it a queue manager that comes back stays empty: whoever had to leave it is content elsewhere. With it,
 * each link is due some day, the client connects again by the weights of its channel table, and after one lifetime the
 * shares are right. Jitter keeps links that were made together from being due together for ever.
 *
 * <p>A link that is due is replaced at a safe moment only: no unit of work is open, no request waits for its reply, no
 * message is in hand. If the moment is not safe, the client looks again a little later, for as long as it takes; nothing
 * is interrupted. Such a move is told as {@code Reconnected} with {@code planned}.
 *
 * <p>A value; the client keeps the time. Where a uniform cluster balances the application, or IBM's own reconnection is
 * on, leave it unlimited: two balancers only disturb each other.
 *
 * @param length how long a link lives on average; empty if it is never replaced
 * @param jitter by which share of the length a link lives longer or shorter, 0 to 1
 * @param looksAgain how long the client waits after a moment that was not safe before it looks for the next one
 */
public record ConnectionLifetime(Optional<Duration> length, double jitter, Duration looksAgain) {
    private static final double USUAL_JITTER = 0.2;
    private static final Duration USUALLY_LOOKS_AGAIN = Duration.ofSeconds(1);

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if a length is not longer than nothing, or the jitter is out of range
     */
    public ConnectionLifetime {
        length.ifPresent(given -> Delays.requirePositive("lifetime of a connection", given));
        Delays.requireShare(jitter);
        Delays.requirePositive("time after which a safe moment is looked for again", looksAgain);
    }

    /**
     * A link is due after this time, 20 % more or less, and is looked at every second from then on until the moment is
     * safe. Some minutes to some hours are sensible: each move costs about what a connect costs.
     *
     * @throws IllegalArgumentException if the time is not longer than nothing
     */
    public static ConnectionLifetime of(Duration length) {
        return new ConnectionLifetime(Optional.of(length), USUAL_JITTER, USUALLY_LOOKS_AGAIN);
    }

    /** A link lives until it is lost. The default of a client. */
    public static ConnectionLifetime unlimited() {
        return new ConnectionLifetime(Optional.empty(), 0, USUALLY_LOOKS_AGAIN);
    }

    /**
     * The same with another jitter.
     *
     * @param share by which share of the length a link lives longer or shorter, 0.2 for 20 %; from 0 to 1
     * @throws IllegalArgumentException if it is out of range
     */
    public ConnectionLifetime withJitter(double share) {
        return new ConnectionLifetime(length, share, looksAgain);
    }

    /**
     * The same with another time between two looks for a safe moment.
     *
     * @throws IllegalArgumentException if it is not longer than nothing
     */
    public ConnectionLifetime lookingAgainAfter(Duration time) {
        return new ConnectionLifetime(length, jitter, time);
    }

    /**
     * How long a new link is to live; asked once for each link.
     *
     * @param random the source of chance; the same numbers give the same times
     * @return the time after which the link is due, empty if it never is
     */
    public Optional<Duration> dueAfter(RandomGenerator random) {
        return length.map(average -> Delays.vary(average, jitter, random));
    }
}
