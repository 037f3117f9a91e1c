package io.mooring.scale;

import io.mooring.QueueManagerName;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one look at one queue on one queue manager saw: how it stands there, that the queue manager refused to tell, or
 * that nobody answered.
 */
public sealed interface QueueObservation {

    /** Name of the queue. */
    String queue();

    /** The queue manager that was asked. */
    QueueManagerName queueManager();

    /** When this was seen. */
    Instant at();

    /** A queue with this depth (CURDEPTH) and this many handles open for input (IPPROCS). */
    static Seen seen(String queue, QueueManagerName queueManager, Instant at, int depth, int readers) {
        return new Seen(queue, queueManager, at, depth, readers, Optional.empty(), Optional.empty());
    }

    /**
     * A queue as it was seen.
     *
     * @param queue name
     * @param queueManager that answered
     * @param at when
     * @param depth messages on the queue, those in units of work included
     * @param readers handles open for input
     * @param oldestMessageAge MSGAGE, where it was asked for and the queue manager tells it
     * @param counts messages put and got, where they were asked for and the queue manager tells them
     */
    record Seen(
            String queue,
            QueueManagerName queueManager,
            Instant at,
            int depth,
            int readers,
            Optional<Duration> oldestMessageAge,
            Optional<MessageCounts> counts)
            implements QueueObservation {

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is negative
         */
        public Seen {
            if (depth < 0
                    || readers < 0
                    || oldestMessageAge.filter(Duration::isNegative).isPresent()) {
                throw new IllegalArgumentException("Queue " + queue + " on " + queueManager + " cannot have depth "
                        + depth + ", " + readers + " readers and a message of age " + oldestMessageAge + ".");
            }
        }

        /** The same with the age of the oldest message. */
        public Seen withOldestMessageAge(Duration age) {
            return new Seen(queue, queueManager, at, depth, readers, Optional.of(age), counts);
        }

        /** The same with counts of messages put and got. */
        public Seen withCounts(long in, long out) {
            return new Seen(
                    queue, queueManager, at, depth, readers, oldestMessageAge, Optional.of(new MessageCounts(in, out)));
        }
    }

    /**
     * A queue manager that answers, but not to this question.
     *
     * @param queue name
     * @param queueManager that refused
     * @param at when
     * @param reason why, such as 2035
     */
    record Refused(String queue, QueueManagerName queueManager, Instant at, ReasonCode reason)
            implements QueueObservation {

        /** Whether it has no queue of this name; then nothing waits there, which is an answer too. */
        public boolean noSuchQueue() {
            return reason.equals(ReasonCode.UNKNOWN_OBJECT_NAME);
        }
    }

    /**
     * A queue manager that does not answer; what waits there is not known.
     *
     * @param queue name
     * @param queueManager that was asked
     * @param at of this observation; while it does not answer it is not asked each time
     * @param since when it was first asked in vain
     * @param because what went wrong, a sentence
     */
    record NotReachable(String queue, QueueManagerName queueManager, Instant at, Instant since, String because)
            implements QueueObservation {}
}
