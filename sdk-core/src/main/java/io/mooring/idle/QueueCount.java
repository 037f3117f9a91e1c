package io.mooring.idle;

import io.mooring.QueueManagerName;
import java.util.Optional;

/**
 * What one queue manager says about the queue, or that it says nothing.
 *
 * @param queueManager whose count it is
 * @param seen empty if the queue manager could not be asked
 */
public record QueueCount(QueueManagerName queueManager, Optional<Seen> seen) {
    /**
     * Depth and readers at one moment.
     *
     * @param depth messages on the queue, uncommitted ones included (CURDEPTH)
     * @param readers handles that are open for input (IPPROCS), of all programs
     */
    public record Seen(int depth, int readers) {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is negative
         */
        public Seen {
            if (depth < 0 || readers < 0) {
                throw new IllegalArgumentException(
                        "A queue cannot have " + depth + " message(s) and " + readers + " reader(s).");
            }
        }
    }

    /**
     * The count of a queue manager that answered.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public static QueueCount of(QueueManagerName queueManager, int depth, int readers) {
        return new QueueCount(queueManager, Optional.of(new Seen(depth, readers)));
    }

    /** A queue manager that may have messages and readers, but could not be asked. */
    public static QueueCount notKnown(QueueManagerName queueManager) {
        return new QueueCount(queueManager, Optional.empty());
    }

    /** Such as {@code QM1: 2 reader(s), depth 0}. */
    @Override
    public String toString() {
        return queueManager
                + seen.map(each -> ": " + each.readers() + " reader(s), depth " + each.depth())
                        .orElse(": not known");
    }
}
