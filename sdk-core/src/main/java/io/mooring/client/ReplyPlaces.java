package io.mooring.client;

import io.mooring.ConnectionClosedException;
import io.mooring.MqException;
import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import io.mooring.ReplyTimeoutException.Reach;
import io.mooring.internal.link.Link;
import io.mooring.internal.link.LinkKeeper;
import io.mooring.internal.mq.CallFailure;
import io.mooring.request.ReplyQueue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the replies of one requester go, link by link: a request may be put over a link only once the reply queue is open
 * on it.
 *
 * <p>May be used by any thread.
 */
final class ReplyPlaces {
    /** So often whoever waits for a place looks whether there will ever be one. */
    private static final long LOOKS_AGAIN_AFTER_NANOS = 200_000_000;

    private final ReplyQueue replyQueue;
    private final LinkKeeper keeper;
    private final String client;

    /** Guards what follows; nothing is called under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();

    /** By the epochs of links; a queue that is no dynamic one is the same site for all links to its queue manager. */
    private final Map<Long, ReplySite> sites = new HashMap<>();

    private @Nullable Refusal refusal;
    private volatile @Nullable ReplyPlace present;
    private volatile boolean closed;

    /** That the reply queue could not be opened over a link. */
    private record Refusal(long epoch, String queueManager, CallFailure failure) {}

    ReplyPlaces(ReplyQueue replyQueue, LinkKeeper keeper, String client) {
        this.replyQueue = replyQueue;
        this.keeper = keeper;
        this.client = client;
    }

    /** The reply queue is open over this link; requests may be put there. */
    ReplySite opened(Link link, String queue) {
        lock.lock();
        try {
            ReplyPlace now = present;
            sites.values().removeIf(known -> !known.isAwaited() && (now == null || now.site() != known));
            ReplySite site = sites.values().stream()
                    .filter(known -> known.queueManager().equals(link.queueManager())
                            && known.queue().equals(queue))
                    .findFirst()
                    .orElseGet(() -> new ReplySite(link.queueManager(), queue));
            site.connected();
            sites.put(link.epoch(), site);
            refusal = null;
            if (now == null || now.link().epoch() <= link.epoch()) {
                present = new ReplyPlace(link, site);
            }
            changed.signalAll();
            return site;
        } finally {
            lock.unlock();
        }
    }

    /** The reply queue cannot be opened over this link; requests fail until it is, or there is another link. */
    void refused(Link link, CallFailure failure) {
        lock.lock();
        try {
            refusal = new Refusal(link.epoch(), link.queueManager().value(), failure);
            ReplyPlace now = present;
            if (now != null && now.link() == link) {
                present = null;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody may enter any more; those who wait for a place learn it now. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether the client is on the queue manager of this site again, so that a reader opens the same queue over its link, or
     * has. Nobody else must keep the queue open then: it may be an exclusive one.
     */
    boolean isBackAt(ReplySite site) {
        Link link = keeper.linkOrNull();
        return link != null && !replyQueue.isDynamic() && link.queueManager().equals(site.queueManager());
    }

    /** Where replies were awaited on this queue manager over an earlier link, null if nowhere. */
    @Nullable
    ReplySite former(QueueManagerName queueManager) {
        lock.lock();
        try {
            return sites.values().stream()
                    .filter(site -> site.queueManager().equals(queueManager) && site.isAwaited())
                    .findFirst()
                    .orElse(null);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The present place, entered: its link is not left on purpose, nor its site, before it is left again.
     *
     * @return null if there was none in that time
     * @throws ConnectionClosedException if this was closed
     * @throws MqException if the reply queue cannot be opened, or there will be no link any more
     */
    @Nullable
    ReplyPlace enter(Duration atMost, boolean firstTime) {
        long end = System.nanoTime() + Caller.nanos(atMost);
        while (true) {
            if (closed) {
                throw new ConnectionClosedException(client);
            }
            ReplyPlace place = present;
            if (place != null && isUsable(place)) {
                // In this order: whoever reads there sees that it is awaited before it sees that the link is left.
                place.site().enter();
                if (place.link().enter()) {
                    return place;
                }
                place.site().leave();
            }
            long left = end - System.nanoTime();
            if (left <= 0 || keeper.await(left) == null) {
                throwIfRefused(true);
                return null;
            }
            throwIfRefused(firstTime);
            pause(end - System.nanoTime());
        }
    }

    private static boolean isUsable(@Nullable ReplyPlace place) {
        return place != null && !place.link().isBroken() && !place.link().isRetired();
    }

    private void pause(long nanos) {
        lock.lock();
        try {
            long left = Math.min(nanos, LOOKS_AGAIN_AFTER_NANOS);
            while (left > 0 && !closed && !isUsable(present)) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MqException(
                    "The thread was interrupted while it waited for reply queue " + replyQueue.name()
                            + " to be open; its request was not put (client " + client + ").",
                    null,
                    e);
        } finally {
            lock.unlock();
        }
    }

    /** Somebody who has the queue open may be our own former link, which the queue manager still believes in. */
    private void throwIfRefused(boolean alsoInUse) {
        Refusal last;
        lock.lock();
        try {
            last = refusal;
        } finally {
            lock.unlock();
        }
        Link link = keeper.linkOrNull();
        if (last == null || link == null || link.epoch() != last.epoch()) {
            return;
        }
        boolean inUse = last.failure().reason().value() == OBJECT_IN_USE;
        if (inUse && !alsoInUse) {
            return;
        }
        String why = !inUse
                ? "could not be opened."
                : replyQueue.kind() == ReplyQueue.Kind.EXCLUSIVE
                        ? "is open for input by somebody else, and an exclusive reply queue has one reader: give each"
                                + " instance a queue of its own, or use ReplyQueue.shared(...) or temporary() in all of"
                                + " them."
                        : "is open by somebody who reads it exclusively: use ReplyQueue.shared(...) in all instances.";
        throw new MqException(
                "Reply queue " + replyQueue.name() + " on " + last.queueManager() + " " + why + " (client " + client
                        + ")",
                last.failure().reason(),
                last.failure().getCause());
    }

    /** What is known at a deadline about the queue manager that holds a request. */
    Reach reach(PutReceipt put) {
        Link link = keeper.linkOrNull();
        if (link != null && link.epoch() == put.epoch()) {
            return Reach.CONNECTED;
        }
        if (replyQueue.kind() == ReplyQueue.Kind.TEMPORARY) {
            return Reach.REPLY_QUEUE_GONE;
        }
        if (link != null && !replyQueue.isDynamic() && link.queueManager().equals(put.queueManager())) {
            return Reach.CONNECTED;
        }
        lock.lock();
        try {
            ReplySite site = sites.get(put.epoch());
            return site == null ? Reach.NOT_TRIED : site.reach();
        } finally {
            lock.unlock();
        }
    }

    /** MQRC_OBJECT_IN_USE. */
    private static final int OBJECT_IN_USE = 2042;
}
