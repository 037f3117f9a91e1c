package io.mooring.receipt;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds each name once, for as long as an entry has it: temporary reply queues come and go, and their names with them.
 *
 * <p>Not safe for threads.
 */
final class Names<T> {
    /** A name and how many entries have it. */
    static final class Name<T> {
        private final T value;
        private int entries;

        private Name(T value) {
            this.value = value;
        }

        T value() {
            return value;
        }
    }

    private final Map<T, Name<T>> names = new HashMap<>();

    /**
     * Takes a name for an entry in place of the one that its slot had.
     *
     * @param former the name of the entry that goes, null if the slot was free
     */
    Name<T> exchange(@Nullable Name<?> former, T value) {
        if (former != null) {
            former.entries--;
            if (former.entries == 0) {
                names.remove(former.value);
            }
        }
        Name<T> name = names.computeIfAbsent(value, Name::new);
        name.entries++;
        return name;
    }

    int size() {
        return names.size();
    }
}
