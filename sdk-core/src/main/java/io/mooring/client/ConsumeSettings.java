package io.mooring.client;

import java.util.function.Consumer;

/**
 * How a consumption gets messages.
 *
 * @param threads how many threads get and handle messages, each with the queue open; the order is kept only with one
 * @param backoutThreshold a message that was backed out so often is set aside, on queues that say nothing themselves
 *     (BOTHRESH 0)
 * @param troubleHook hears of each {@link ConsumeTrouble}, on the thread that has it, before that goes on; what it throws is
 *     logged
 */
public record ConsumeSettings(int threads, int backoutThreshold, Consumer<ConsumeTrouble> troubleHook) {
    /** After so many backouts a message is set aside if nobody says anything else. */
    public static final int DEFAULT_BACKOUT_THRESHOLD = 5;

    private static final int MOST_THREADS = 1000;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there are less than 1 or more than 1000 threads, or the threshold is below 1
     */
    public ConsumeSettings {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "A consumption with " + threads + " threads; give 1 to " + MOST_THREADS + ".");
        }
        if (backoutThreshold < 1) {
            throw new IllegalArgumentException("A backout threshold of " + backoutThreshold
                    + "; give 1 or more, so that a message that cannot be handled does not come for ever.");
        }
    }

    /** So many threads, a threshold of {@value #DEFAULT_BACKOUT_THRESHOLD}, and no hook. */
    public static ConsumeSettings threads(int threads) {
        return new ConsumeSettings(threads, DEFAULT_BACKOUT_THRESHOLD, trouble -> {});
    }

    /** These with another threshold, for queues that say nothing themselves. */
    public ConsumeSettings backoutThreshold(int threshold) {
        return new ConsumeSettings(threads, threshold, troubleHook);
    }

    /** These with this hook. */
    public ConsumeSettings onTrouble(Consumer<ConsumeTrouble> hook) {
        return new ConsumeSettings(threads, backoutThreshold, hook);
    }
}
