package io.mooring.client;

import io.mooring.internal.link.Link;
import io.mooring.internal.mq.BrowseCursor;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Conversation;
import io.mooring.message.MqMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the messages of a queue and leaves them there.
 *
 * <p>The place in the queue belongs to a link: after a move it begins again with the first message of the queue on the new
 * queue manager, and {@link #epoch()} is another. Used by one thread at a time; has a conversation of its own until it is
 * closed.
 */
public final class Browser implements AutoCloseable {
    private final String queue;
    private final Caller caller;
    private @Nullable Link link;
    private @Nullable Conversation conversation;
    private @Nullable BrowseCursor cursor;
    private boolean closed;

    Browser(String queue, Caller caller) {
        this.queue = queue;
        this.caller = caller;
    }

    /**
     * The next message after the last one, empty if there is none at this moment.
     *
     * @throws io.mooring.MqException if the queue manager refuses it
     * @throws IllegalStateException after this was closed
     */
    public Optional<MqMessage> next() {
        if (closed) {
            throw new IllegalStateException("The browser of " + queue + " is closed; open another.");
        }
        while (true) {
            Link used = link;
            try {
                if (used == null || used.isBroken()) {
                    release(false);
                    used = open();
                }
                BrowseCursor open = cursor;
                return open == null ? Optional.empty() : Optional.ofNullable(open.next(0));
            } catch (CallFailure failure) {
                Link lost = link;
                if (lost == null) {
                    continue;
                }
                caller.keeper().noteFailure(lost, failure);
                boolean over = failure.endsLink();
                release(!over);
                if (!over) {
                    throw caller.refused("Browsing " + queue, lost, failure);
                }
            }
        }
    }

    private Link open() throws CallFailure {
        Link fresh = caller.link();
        link = fresh;
        conversation = fresh.borrow();
        cursor = conversation.browse(queue);
        return fresh;
    }

    /** The number of the link that the last message came over, 0 before the first; after a change it began again. */
    public long epoch() {
        Link used = link;
        return used == null ? 0 : used.epoch();
    }

    private void release(boolean usable) {
        Link used = link;
        BrowseCursor open = cursor;
        if (open != null && usable) {
            open.close();
        }
        if (used != null) {
            Caller.giveBack(used, conversation, usable);
        }
        link = null;
        conversation = null;
        cursor = null;
    }

    /** Gives the conversation back. */
    @Override
    public void close() {
        closed = true;
        Link used = link;
        release(used != null && !used.isBroken());
    }
}
