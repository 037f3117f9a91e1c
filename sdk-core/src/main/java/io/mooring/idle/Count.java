package io.mooring.idle;

import io.mooring.QueueManagerName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known after one census or several: of each queue manager the fewest readers and the greatest depth that it told,
 * and nothing if it kept silent once.
 */
record Count(Map<QueueManagerName, Optional<QueueCount.Seen>> byQueueManager) {
    static Count of(List<QueueCount> census) {
        Map<QueueManagerName, Optional<QueueCount.Seen>> counts = new LinkedHashMap<>();
        for (QueueCount each : census) {
            if (counts.put(each.queueManager(), each.seen()) != null) {
                throw new IllegalStateException("The census has queue manager " + each.queueManager()
                        + " twice, so readers would be counted twice.");
            }
        }
        return new Count(counts);
    }

    /** What is certain after both: a queue manager that only one of them has is not known. */
    Count and(Count other) {
        Map<QueueManagerName, Optional<QueueCount.Seen>> both = new LinkedHashMap<>();
        byQueueManager.forEach((name, seen) -> both.put(
                name,
                seen.flatMap(one -> other.byQueueManager
                        .getOrDefault(name, Optional.empty())
                        .map(two -> new QueueCount.Seen(
                                Math.max(one.depth(), two.depth()), Math.min(one.readers(), two.readers()))))));
        other.byQueueManager.keySet().forEach(name -> both.putIfAbsent(name, Optional.empty()));
        return new Count(both);
    }

    /** The readers that are certainly there. */
    int readers() {
        return seen().stream().mapToInt(QueueCount.Seen::readers).sum();
    }

    /** Whether messages were seen anywhere. */
    boolean hasMessages() {
        return seen().stream().anyMatch(each -> each.depth() > 0);
    }

    boolean isComplete() {
        return seen().size() == byQueueManager.size();
    }

    private List<QueueCount.Seen> seen() {
        return byQueueManager.values().stream().flatMap(Optional::stream).toList();
    }

    /** For the log: {@code QM1: 2 reader(s), depth 0; QM2: not known}. */
    @Override
    public String toString() {
        List<QueueCount> counts = new ArrayList<>();
        byQueueManager.forEach((name, seen) -> counts.add(new QueueCount(name, seen)));
        return counts.isEmpty()
                ? "no queue manager was asked"
                : counts.stream().map(QueueCount::toString).collect(Collectors.joining("; "));
    }
}
