package io.mooring.request;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is due without looking at what is not: a hierarchical timing wheel.
 *
 * <pre>
 *   level 0   64 slots of 1 tick (4.2 ms)     what is due within the present 64 ticks
 *   level 1   64 slots of 64 ticks (268 ms)   what is due within the present 64 * 64 ticks, and so on
 *   level 6   64 slots of 2^36 ticks          292 years, as many nanoseconds as a long can count
 * </pre>
 *
 * <p>The level of an entry is the highest digit (of 6 bits) in which its tick differs from the present one, and its slot is
 * that digit. When the present comes to a slot of a higher level, the entries in it go down; each does so 6 times at most.
 * A bit per slot tells which ones are occupied, so that empty time costs nothing, and entries are linked through their own
 * fields: adding and removing take constant time and allocate nothing.
 *
 * <p>An entry is never found before its deadline, and at most one tick after it. Not safe for threads.
 */
final class TimingWheel<E extends TimingWheel.Timed> {
    /** What has a deadline; it is in at most one wheel. */
    abstract static class Timed {
        /** In nanoseconds since the wheel's beginning. */
        final long deadline;

        private @Nullable Timed before;
        private @Nullable Timed after;
        private short place = NOWHERE;

        Timed(long deadline) {
            this.deadline = deadline;
        }
    }

    /** The length of a tick: 2^22 nanoseconds, 4.2 ms. */
    static final long TICK = 1L << 22;

    /** What {@link #next()} says of an empty wheel. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int TICK_BITS = 22;
    private static final int DIGIT_BITS = 6;
    private static final int SLOTS = 1 << DIGIT_BITS;
    private static final int LEVELS = 7;
    private static final short NOWHERE = -1;

    private final @Nullable Timed[] slots = new Timed[LEVELS * SLOTS];

    /** For each level a bit per slot that has entries; no bit is below the present tick's digit. */
    private final long[] occupied = new long[LEVELS];

    /** The present, in ticks since the beginning. */
    private long present;

    /** Adds an entry, which is in no wheel; one whose deadline has passed is due at once. */
    void add(E entry) {
        link(entry);
    }

    /** Removes an entry, if it is there. */
    void remove(E entry) {
        unlink(entry);
    }

    /**
     * Goes on to a moment and hands over what is due until then.
     *
     * @param now in nanoseconds since the beginning, never less than before
     * @param steps how many entries are handed over or go down a level at most
     * @return whether everything due was handed over; if not, call again
     */
    boolean advance(long now, int steps, Consumer<? super E> due) {
        long nowTick = now >> TICK_BITS;
        for (int left = steps; ; left--) {
            int level = nextLevel();
            if (level < 0 || start(level) > nowTick) {
                present = Math.max(present, nowTick);
                return true;
            }
            if (left == 0) {
                return false;
            }
            present = Math.max(present, start(level));
            E entry = first(level);
            unlink(entry);
            if (tick(entry) <= nowTick) {
                due.accept(entry);
            } else {
                link(entry);
            }
        }
    }

    /** When to advance next, in nanoseconds since the beginning: no entry is due before; {@link #NEVER} if there is none. */
    long next() {
        int level = nextLevel();
        return level < 0 ? NEVER : start(level) << TICK_BITS;
    }

    private void link(Timed entry) {
        long due = Math.max(present, tick(entry));
        long different = present ^ due;
        int level = different == 0 ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(different)) / DIGIT_BITS;
        int slot = (int) (due >>> (level * DIGIT_BITS)) & (SLOTS - 1);
        int place = level * SLOTS + slot;
        Timed first = slots[place];
        entry.after = first;
        if (first != null) {
            first.before = entry;
        }
        entry.place = (short) place;
        slots[place] = entry;
        occupied[level] |= 1L << slot;
    }

    private void unlink(Timed entry) {
        if (entry.place == NOWHERE) {
            return;
        }
        Timed before = entry.before;
        Timed after = entry.after;
        if (after != null) {
            after.before = before;
        }
        if (before != null) {
            before.after = after;
        } else {
            slots[entry.place] = after;
            if (after == null) {
                occupied[entry.place / SLOTS] &= ~(1L << (entry.place % SLOTS));
            }
        }
        entry.before = null;
        entry.after = null;
        entry.place = NOWHERE;
    }

    /** The level whose first occupied slot begins the earliest, the highest of several; -1 if all are empty. */
    private int nextLevel() {
        int next = -1;
        long earliest = Long.MAX_VALUE;
        for (int level = LEVELS - 1; level >= 0; level--) {
            if (occupied[level] != 0 && start(level) < earliest) {
                earliest = start(level);
                next = level;
            }
        }
        return next;
    }

    /** The first tick of the first occupied slot of a level. */
    private long start(int level) {
        int bits = level * DIGIT_BITS;
        long higherDigits = present >>> (bits + DIGIT_BITS) << DIGIT_BITS;
        return (higherDigits | Long.numberOfTrailingZeros(occupied[level])) << bits;
    }

    @SuppressWarnings("unchecked") // Only add puts entries in.
    private E first(int level) {
        Timed first = slots[level * SLOTS + Long.numberOfTrailingZeros(occupied[level])];
        if (first == null) {
            throw new AssertionError("level " + level + " of a timing wheel has a bit for an empty slot");
        }
        return (E) first;
    }

    /** The first tick that is not before the deadline. */
    private static long tick(Timed entry) {
        return (entry.deadline >> TICK_BITS) + ((entry.deadline & (TICK - 1)) == 0 ? 0 : 1);
    }
}
