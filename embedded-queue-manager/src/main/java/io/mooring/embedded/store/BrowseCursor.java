package io.mooring.embedded.store;

import org.jspecify.annotations.Nullable;

/** Where a handle's browsing has come to. Guarded by the connection that has the handle. */
public final class BrowseCursor {
    private @Nullable QueuedMessage position;

    /** The message that was browsed last; it may have left the queue since. */
    public @Nullable QueuedMessage position() {
        return position;
    }

    /** Back before the first message. */
    public void reset() {
        position = null;
    }

    /** On a message. */
    public void moveTo(QueuedMessage message) {
        position = message;
    }
}
