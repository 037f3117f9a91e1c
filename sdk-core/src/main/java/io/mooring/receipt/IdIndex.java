package io.mooring.receipt;

/**
 * Finds the entries whose id has a certain hash, the latest first: 8 to 12 bytes an entry.
 *
 * <pre>
 *   latest[place]  --> number of the latest entry in this place --> before[slot] --> number of the one before --> ...
 * </pre>
 *
 * <p>Nothing is ever removed. A chain leads from later entries to earlier ones, so it ends where it comes to one that the
 * ring has forgotten. Of a number only the low 32 bits are kept, and completed from the numbers that are there now; one
 * so old that it seems to be there again leads into the chain of another place. That does no harm: whoever looks compares
 * the ids, and the numbers still fall. Not safe for threads.
 */
final class IdIndex {
    /** The low bits of numbers, each one more than the entry's, so that the zeros of a new array are nobody's. */
    private final int[] latest;

    private final int[] before;

    IdIndex(int capacity) {
        // The power of two that is not below the capacity.
        latest = new int[Integer.highestOneBit(Math.max(1, capacity - 1)) << 1];
        before = new int[capacity];
    }

    /** Adds an entry; entries are added in the order of their numbers. */
    void add(long entry, int hash) {
        int place = place(hash);
        before[slot(entry)] = latest[place];
        latest[place] = (int) (entry + 1);
    }

    /** The latest entry that may have an id of this hash, out of those from oldest to before next; -1 if none. */
    long latest(int hash, long oldest, long next) {
        return complete(latest[place(hash)], oldest, next);
    }

    /** The entry before this one in the same place; -1 if there is none any more. */
    long before(long entry, long oldest) {
        return complete(before[slot(entry)], oldest, entry);
    }

    /** The highest number below the limit that has these low bits, or -1 if that is below the oldest. */
    private static long complete(int low, long oldest, long limit) {
        long entry = limit - 1 - Integer.toUnsignedLong((int) limit - low);
        return entry < oldest ? -1 : entry;
    }

    private int place(int hash) {
        return hash & (latest.length - 1);
    }

    private int slot(long entry) {
        return (int) (entry % before.length);
    }
}
