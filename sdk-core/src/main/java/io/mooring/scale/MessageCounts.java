package io.mooring.scale;

/**
 * How many messages have gone through a queue since some moment, always the same one: both numbers only grow. Where they
 * are known, rates can be measured; the depth alone gives their difference only.
 *
 * @param in messages put
 * @param out messages got, without browsing
 */
public record MessageCounts(long in, long out) {

    /** Refuses negative counts. */
    public MessageCounts {
        if (in < 0 || out < 0) {
            throw new IllegalArgumentException("Counts of messages put and got cannot be negative: " + in + ", " + out);
        }
    }
}
