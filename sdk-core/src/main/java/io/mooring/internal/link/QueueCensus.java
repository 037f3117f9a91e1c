package io.mooring.internal.link;

import io.mooring.idle.QueueCount;
import io.mooring.idle.ReaderCensus;
import java.util.List;

/**
 * Counts the readers of a queue on all queue managers of a fleet.
 *
 * @param queue the name of the queue
 * @param fleet who is asked
 */
public record QueueCensus(String queue, Fleet fleet) implements ReaderCensus {
    /** Where nobody at all answers it is we who are cut off: then even a floor of zero says nothing. */
    @Override
    public List<QueueCount> take() {
        List<QueueCount> counts = fleet.ask(queue).stream()
                .map(answer -> new QueueCount(
                        answer.queueManager(),
                        answer.level().map(level -> new QueueCount.Seen(level.depth(), level.readers()))))
                .toList();
        if (counts.stream().allMatch(count -> count.seen().isEmpty())) {
            throw new IllegalStateException("No queue manager tells how many read " + queue + " (client "
                    + fleet.client() + "): " + counts + ". Is one there, and may the user inquire the queue?");
        }
        return counts;
    }
}
