package io.mooring.client;

import io.mooring.idle.QueueCount;
import io.mooring.idle.ReaderCensus;
import io.mooring.internal.link.Fleet;
import java.util.List;

/** Counts the readers of a queue on all queue managers that a client can reach. */
record QueueCensus(String client, String queue, Fleet fleet) implements ReaderCensus {
    /** Where nobody at all answers it is we who are cut off: then even a floor of zero says nothing. */
    @Override
    public List<QueueCount> take() {
        List<QueueCount> counts = fleet.ask(queue).stream()
                .map(answer -> new QueueCount(
                        answer.queueManager(),
                        answer.level().map(level -> new QueueCount.Seen(level.depth(), level.readers()))))
                .toList();
        if (counts.stream().allMatch(count -> count.seen().isEmpty())) {
            throw new IllegalStateException("No queue manager tells how many read " + queue + " (client " + client
                    + "): " + counts + ". Is one there, and may the user inquire the queue?");
        }
        return counts;
    }
}
