package io.mooring.embedded.store;

import io.mooring.embedded.mqi.Byte24;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Finds the messages of a deep queue by message or correlation id. A queue makes one when a get by id had to step over many
 * messages and drops it when it is empty again, so that queues which are not searched pay nothing.
 */
final class IdIndex {
    private static final NavigableSet<QueuedMessage> NONE = Collections.emptyNavigableSet();

    private final Map<Byte24, NavigableSet<QueuedMessage>> byMessageId = new HashMap<>();
    private final Map<Byte24, NavigableSet<QueuedMessage>> byCorrelationId = new HashMap<>();

    void add(QueuedMessage message) {
        add(byMessageId, message.message().descriptor().messageId(), message);
        add(byCorrelationId, message.message().descriptor().correlationId(), message);
    }

    void remove(QueuedMessage message) {
        remove(byMessageId, message.message().descriptor().messageId(), message);
        remove(byCorrelationId, message.message().descriptor().correlationId(), message);
    }

    /** All messages that a selection by id can match, in the order of the queue. */
    NavigableSet<QueuedMessage> candidates(Selection selection) {
        return selection.messageId().isNone()
                ? byCorrelationId.getOrDefault(selection.correlationId(), NONE)
                : byMessageId.getOrDefault(selection.messageId(), NONE);
    }

    private static void add(Map<Byte24, NavigableSet<QueuedMessage>> index, Byte24 id, QueuedMessage message) {
        if (!id.isNone()) {
            index.computeIfAbsent(id, i -> new TreeSet<>(QueuedMessage.QUEUE_ORDER))
                    .add(message);
        }
    }

    private static void remove(Map<Byte24, NavigableSet<QueuedMessage>> index, Byte24 id, QueuedMessage message) {
        index.computeIfPresent(id, (i, messages) -> {
            messages.remove(message);
            return messages.isEmpty() ? null : messages;
        });
    }
}
