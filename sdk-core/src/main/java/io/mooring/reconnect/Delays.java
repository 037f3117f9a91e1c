package io.mooring.reconnect;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The arithmetic of delays. */
final class Delays {
    private Delays() {}

    /** A delay doubled so many times, but not longer than the longest; zero if the number is negative. */
    static Duration doubled(Duration first, Duration most, int times) {
        if (times < 0) {
            return Duration.ZERO;
        }
        Duration delay = first;
        for (int i = 0; i < times && delay.compareTo(most) < 0; i++) {
            // Compared before it is doubled, so that no length overflows.
            delay = delay.compareTo(most.dividedBy(2)) > 0 ? most : delay.plus(delay);
        }
        return delay;
    }

    static ReconnectPolicy jitter(ReconnectPolicy policy, double share, Supplier<RandomGenerator> random) {
        requireShare(share);
        return attempt -> policy.delayBefore(attempt).map(delay -> vary(delay, share, random.get()));
    }

    /** A length between {@code 1 - share} and {@code 1 + share} times the given one, to the nanosecond below. */
    static Duration vary(Duration length, double share, RandomGenerator random) {
        if (length.isZero() || share == 0) {
            return length;
        }
        double factor = 1 - share + 2 * share * random.nextDouble();
        double seconds = length.getSeconds() * factor;
        long whole = (long) seconds;
        double nanos = (seconds - whole) * 1e9 + length.getNano() * factor;
        return Duration.ofSeconds(whole, (long) nanos);
    }

    static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Jitter " + share + " is out of range; give 0 to 1, 0.2 for 20 %.");
        }
    }

    static void requirePositive(String what, Duration length) {
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException(
                    "The " + what + " is " + length + "; give one that is longer than nothing.");
        }
    }
}
