package io.mooring.embedded.store;

import io.mooring.embedded.mqi.Message;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a queue that a get could get, in order; those that have expired go when somebody looks. Guarded by the
 * queue's monitor.
 */
final class AvailableMessages {
    private static final int SCAN_BEFORE_INDEX = 64;

    private final InstantSource clock;
    private final NavigableSet<QueuedMessage> inOrder = new TreeSet<>(QueuedMessage.QUEUE_ORDER);
    private final NavigableSet<QueuedMessage> expiring = new TreeSet<>(QueuedMessage.EXPIRY_ORDER);

    /** Made by the first search for an id that takes long, and kept until there is no message. */
    private @Nullable IdIndex index;

    AvailableMessages(InstantSource clock) {
        this.clock = clock;
    }

    void add(QueuedMessage message) {
        inOrder.add(message);
        if (message.expires()) {
            expiring.add(message);
        }
        if (index != null) {
            index.add(message);
        }
    }

    void remove(QueuedMessage message) {
        inOrder.remove(message);
        if (message.expires()) {
            expiring.remove(message);
        }
        if (inOrder.isEmpty()) {
            index = null;
        } else if (index != null) {
            index.remove(message);
        }
    }

    boolean contains(QueuedMessage message) {
        return inOrder.contains(message) && !message.expired(clock.millis());
    }

    int size() {
        dropExpired();
        return inOrder.size();
    }

    /** The first that is wanted, behind another one if that is given; it stays. */
    @Nullable
    QueuedMessage find(Selection selection, @Nullable QueuedMessage behind) {
        dropExpired();
        if (index != null && selection.byId()) {
            return index.candidates(selection).stream()
                    .filter(message -> behind == null || QueuedMessage.QUEUE_ORDER.compare(message, behind) > 0)
                    .filter(message -> selection.matches(message))
                    .findFirst()
                    .orElse(null);
        }
        int steps = 0;
        for (QueuedMessage message : behind == null ? inOrder : inOrder.tailSet(behind, false)) {
            if (selection.isAny() || selection.matches(message)) {
                return message;
            }
            if (++steps == SCAN_BEFORE_INDEX && selection.byId()) {
                index = new IdIndex();
                inOrder.forEach(index::add);
                return find(selection, behind);
            }
        }
        return null;
    }

    List<Message> asGot() {
        dropExpired();
        List<Message> messages = new ArrayList<>(inOrder.size());
        long now = clock.millis();
        inOrder.forEach(message -> messages.add(message.asGot(now)));
        return messages;
    }

    /** When the oldest came: the first of each priority is the oldest of it, so that a deep queue is not looked through. */
    Optional<Long> oldestArrival() {
        dropExpired();
        Optional<Long> oldest = Optional.empty();
        QueuedMessage first = inOrder.isEmpty() ? null : inOrder.first();
        while (first != null) {
            long arrived = first.arrivedAt();
            oldest = Optional.of(oldest.map(other -> Math.min(other, arrived)).orElse(arrived));
            first = inOrder.higher(first.behindItsPriority());
        }
        return oldest;
    }

    /** Removes all; returns how many. */
    int clear() {
        int count = size();
        inOrder.clear();
        expiring.clear();
        index = null;
        return count;
    }

    /** Removes those that do not survive the end of the queue manager. */
    void dropNonPersistent() {
        List<QueuedMessage> lost = inOrder.stream()
                .filter(message -> !message.message().descriptor().persistent())
                .toList();
        lost.forEach(this::remove);
    }

    private void dropExpired() {
        if (expiring.isEmpty()) {
            return;
        }
        long now = clock.millis();
        while (!expiring.isEmpty() && expiring.first().expired(now)) {
            remove(expiring.first());
        }
    }
}
