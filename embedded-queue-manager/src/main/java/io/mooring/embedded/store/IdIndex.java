package io.mooring.embedded.store;

import io.mooring.embedded.mqi.Byte24;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the messages of a deep queue by message or correlation id. A queue makes one when a get by id had to step over many
 * messages and drops it when it is empty again, so that queues which are not searched pay nothing.
 */
final class IdIndex {
    private final Map<Byte24, List<QueuedMessage>> byMessageId = new HashMap<>();
    private final Map<Byte24, List<QueuedMessage>> byCorrelationId = new HashMap<>();

    void add(QueuedMessage message) {
        add(byMessageId, message.message().descriptor().messageId(), message);
        add(byCorrelationId, message.message().descriptor().correlationId(), message);
    }

    void remove(QueuedMessage message) {
        remove(byMessageId, message.message().descriptor().messageId(), message);
        remove(byCorrelationId, message.message().descriptor().correlationId(), message);
    }

    /** All messages that a selection by id can match, in the order of the queue. */
    List<QueuedMessage> candidates(Selection selection) {
        List<QueuedMessage> found = selection.messageId().isNone()
                ? byCorrelationId.getOrDefault(selection.correlationId(), List.of())
                : byMessageId.getOrDefault(selection.messageId(), List.of());
        if (found.size() < 2) {
            return found;
        }
        List<QueuedMessage> inOrder = new ArrayList<>(found);
        inOrder.sort(QueuedMessage.QUEUE_ORDER);
        return inOrder;
    }

    private static void add(Map<Byte24, List<QueuedMessage>> index, Byte24 id, QueuedMessage message) {
        if (!id.isNone()) {
            index.computeIfAbsent(id, i -> new ArrayList<>(1)).add(message);
        }
    }

    private static void remove(Map<Byte24, List<QueuedMessage>> index, Byte24 id, QueuedMessage message) {
        index.computeIfPresent(id, (i, messages) -> {
            messages.remove(message);
            return messages.isEmpty() ? null : messages;
        });
    }
}
