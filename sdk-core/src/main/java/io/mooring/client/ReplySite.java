package io.mooring.client;

import io.mooring.QueueManagerName;
import io.mooring.ReplyTimeoutException.Reach;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A reply queue on one queue manager, with the requests whose replies go there, over whichever link they were put.
 *
 * <p>May be used by any thread.
 */
final class ReplySite {
    private final QueueManagerName queueManager;
    private final String queue;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Reach reach = Reach.NOT_TRIED;

    /** Guarded by this. */
    private boolean fetching;

    ReplySite(QueueManagerName queueManager, String queue) {
        this.queueManager = queueManager;
        this.queue = queue;
    }

    QueueManagerName queueManager() {
        return queueManager;
    }

    /** The queue's name; of a dynamic queue its own, not that of its model. */
    String queue() {
        return queue;
    }

    /** A request is about to be put whose reply goes here. */
    void enter() {
        waiting.incrementAndGet();
    }

    /** It has ended. */
    void leave() {
        waiting.decrementAndGet();
    }

    boolean isAwaited() {
        return waiting.get() > 0;
    }

    /** What attempts to fetch replies from here have shown. */
    Reach reach() {
        return reach;
    }

    /** An attempt to reach it begins; it has not been reached until it was. */
    void trying() {
        if (reach == Reach.NOT_TRIED) {
            reach = Reach.NOT_REACHED;
        }
    }

    void reached() {
        reach = Reach.REACHED;
    }

    /** It is read over a link again. */
    void connected() {
        reach = Reach.NOT_TRIED;
    }

    /** Lets one thread fetch replies from here; false if another one does. */
    synchronized boolean beginFetching() {
        boolean mine = !fetching;
        fetching = true;
        return mine;
    }

    /** Ends the fetching unless it is needed still; whoever leaves a link and finds it going on can rely on that. */
    synchronized boolean endFetchingUnless(BooleanSupplier needed) {
        fetching = needed.getAsBoolean();
        return !fetching;
    }
}
