package io.mooring.embedded.store;

import org.jspecify.annotations.Nullable;

/**
 * A get or browse that waits for a message. It ends exactly once: with a message, with a reason, or because it was
 * cancelled.
 */
public final class GetWaiter {
    /** What becomes of a waiting get. Called under the queue's monitor: it may only queue a task. */
    public interface Outcome {
        /** A message was taken from the queue for it (for a browse: was found). */
        void granted(QueuedMessage message);

        /** It ends without one. */
        void ended(int reasonCode);
    }

    private final Selection selection;
    private final @Nullable BrowseCursor browseFrom;
    private final boolean consumer;
    private final Outcome outcome;

    GetWaiter(Selection selection, @Nullable BrowseCursor browseFrom, boolean consumer, Outcome outcome) {
        this.selection = selection;
        this.browseFrom = browseFrom;
        this.consumer = consumer;
        this.outcome = outcome;
    }

    /** Whether it outlasts what ends the wait of a get: inhibition, quiescing. */
    boolean isConsumer() {
        return consumer;
    }

    Selection selection() {
        return selection;
    }

    @Nullable
    QueuedMessage behind() {
        return browseFrom == null ? null : browseFrom.position();
    }

    boolean browses() {
        return browseFrom != null;
    }

    boolean wants(QueuedMessage message) {
        QueuedMessage behind = behind();
        return (behind == null || QueuedMessage.QUEUE_ORDER.compare(message, behind) > 0) && selection.matches(message);
    }

    Outcome outcome() {
        return outcome;
    }
}
