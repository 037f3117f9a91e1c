package io.mooring.request;

import io.mooring.CorrelationId;

/**
 * Remembers the last so many keys, as fingerprints of 64 bits: 16 to 32 bytes of heap each.
 *
 * <p>Two generations: when the present one is full, it becomes the former one, and what was the former one is forgotten. So
 * at least the last {@code capacity} keys are known, and at most twice as many. It begins small and grows with what it is
 * told. Two keys have one fingerprint by a chance of one in 2^64; then a stray reply has a wrong name in the log. Not safe
 * for threads.
 */
final class EndedKeys {
    /** A set of longs other than zero, in a table that is at most half full. */
    private static final class Generation {
        private long[] table = new long[64];
        private int size;

        boolean contains(long print) {
            return table[place(table, print)] == print;
        }

        void add(long print) {
            if (size * 2 >= table.length) {
                long[] larger = new long[table.length * 2];
                for (long old : table) {
                    if (old != 0) {
                        larger[place(larger, old)] = old;
                    }
                }
                table = larger;
            }
            int place = place(table, print);
            if (table[place] == 0) {
                table[place] = print;
                size++;
            }
        }

        /** Where it is, or would be. */
        private static int place(long[] table, long print) {
            int place = (int) print & (table.length - 1);
            while (table[place] != 0 && table[place] != print) {
                place = (place + 1) & (table.length - 1);
            }
            return place;
        }
    }

    private final int capacity;
    private Generation present = new Generation();
    private Generation former = new Generation();

    EndedKeys(int capacity) {
        this.capacity = capacity;
    }

    void add(CorrelationId key) {
        if (present.size >= capacity) {
            former = present;
            present = new Generation();
        }
        present.add(fingerprint(key));
    }

    boolean contains(CorrelationId key) {
        long print = fingerprint(key);
        return present.contains(print) || former.contains(print);
    }

    private static long fingerprint(CorrelationId key) {
        long print = mix(mix(mix(key.high()) + key.middle()) + key.low());
        return print == 0 ? 1 : print;
    }

    /** Spreads each bit over all (the finisher of SplitMix64): ids of one queue manager differ in few. */
    private static long mix(long bits) {
        long mixed = bits + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
