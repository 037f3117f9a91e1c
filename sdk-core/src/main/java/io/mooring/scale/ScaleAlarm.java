package io.mooring.scale;

import io.mooring.QueueManagerName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Something that more instances will not heal: a person should look. Raised once, cleared once. */
public sealed interface ScaleAlarm {

    /** The queue manager that it is about. */
    QueueManagerName queueManager();

    /** Since when this has been seen. */
    Instant since();

    /** One sentence for a log. */
    String message();

    /**
     * Messages wait on a queue manager on which nobody has the queue open, for longer than a move takes.
     *
     * @param queue name
     * @param queueManager where they wait
     * @param since when it was first seen
     * @param depth messages that waited when the alarm was raised
     * @param readersElsewhere handles open for input on the other queue managers then; 0: nobody reads anywhere
     */
    record DepthWithoutReaders(
            String queue, QueueManagerName queueManager, Instant since, int depth, int readersElsewhere)
            implements ScaleAlarm {
        @Override
        public String message() {
            return depth + " message(s) wait on " + queue + " on " + queueManager + ", and since "
                    + since.truncatedTo(ChronoUnit.MILLIS)
                    + " nobody has had it open for input there"
                    + (readersElsewhere == 0
                            ? ", nor on another queue manager."
                            : "; " + readersElsewhere + " reader(s) are on other queue managers.");
        }
    }

    /**
     * A queue manager does not answer; what waits on it is not known.
     *
     * @param queueManager that does not answer
     * @param since when it was first asked in vain
     * @param because what went wrong
     */
    record QueueManagerNotReachable(QueueManagerName queueManager, Instant since, String because)
            implements ScaleAlarm {
        @Override
        public String message() {
            return queueManager + " has not been reachable since " + since.truncatedTo(ChronoUnit.MILLIS)
                    + "; what waits there is not known. " + because;
        }
    }
}
