package io.mooring.client;

import io.mooring.CorrelationId;
import io.mooring.internal.link.Link;
import io.mooring.internal.link.LinkKeeper;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Conversation;
import io.mooring.internal.mq.ReplyHandle;
import io.mooring.message.MqMessage;
import io.mooring.message.Persistence;
import io.mooring.request.ReplyQueue;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the replies of one requester on one link, in a thread and with a conversation of its own; and after the link has
 * ended those that are left behind on its queue manager, by a direct connection, until nobody waits for them any more.
 */
final class ReplyReader implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ReplyReader.class);

    /** A reader that waits notices within this time that it is to end. */
    private static final int SLICE_MILLIS = 1_000;

    private static final Duration REOPENS_AFTER = Duration.ofMillis(200);
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    /** So long a permanent dynamic queue for whose replies nobody waits is tried to be deleted where it was left. */
    private static final Duration DELETES_FOR = Duration.ofMinutes(10);

    /** MQRC_UNKNOWN_OBJECT_NAME. */
    private static final int UNKNOWN_OBJECT = 2085;

    private final boolean first;
    private final ReplyQueue replyQueue;
    private final Link link;
    private final LinkKeeper keeper;
    private final ReplyPlaces places;
    private final RequestIds ids;
    private final CountDownLatch closed;
    private final Arrivals arrivals;

    /** Takes replies as they come. */
    interface Arrivals {
        /** The reply queue is open for the first time; called once by each reader that comes so far. */
        void begin();

        /**
         * A reply has come.
         *
         * @param stranded whether it was found on a queue manager that the connection has left
         */
        void take(MqMessage reply, ReplySite site, boolean stranded);

        /** Whether somebody waits for the reply to this request, or may have put it just now. */
        boolean isOwn(CorrelationId correlationId);
    }

    /**
     * A reader for a link.
     *
     * @param first whether requests wait until this one has opened the reply queue; one that helps it ends if it may not
     */
    ReplyReader(
            boolean first,
            ReplyQueue replyQueue,
            Link link,
            LinkKeeper keeper,
            ReplyPlaces places,
            RequestIds ids,
            CountDownLatch closed,
            Arrivals arrivals) {
        this.first = first;
        this.replyQueue = replyQueue;
        this.link = link;
        this.keeper = keeper;
        this.places = places;
        this.ids = ids;
        this.closed = closed;
        this.arrivals = arrivals;
    }

    @Override
    public void run() {
        try {
            ReplySite left = readOverLink();
            if (left == null && !replyQueue.isDynamic()) {
                // This link ended too soon; whoever fetched replies there has stopped, because it was there.
                left = places.former(link.queueManager());
            }
            if (left != null && replyQueue.kind() != ReplyQueue.Kind.TEMPORARY && left.beginFetching()) {
                fetchStranded(left);
            }
        } catch (RuntimeException e) {
            log.error("The reader of reply queue {} over {} failed", replyQueue.name(), link, e);
        }
    }

    /** Reads until the link ends, nobody needs it any more, or all is closed; gives where it has read. */
    private @Nullable ReplySite readOverLink() {
        ReplySite site = null;
        while (!isClosed() && !link.isBroken() && (!link.isRetired() || isAwaited(site))) {
            Conversation conversation = null;
            ReplyHandle handle = null;
            boolean usable = false;
            try {
                conversation = link.borrow();
                usable = true;
                handle = conversation.openReplies(replyQueue.name(), opening());
                warnOfWrongKind(handle);
                ReplySite reading = places.opened(link, handle.name());
                if (site == null) {
                    arrivals.begin();
                }
                site = reading;
                read(
                        conversation,
                        handle,
                        reading,
                        false,
                        () -> !link.isBroken() && (!link.isRetired() || reading.isAwaited()));
            } catch (CallFailure failure) {
                usable &= !failure.endsLink();
                keeper.noteFailure(link, failure);
                if (failure.endsLink()) {
                    return site;
                }
                if (!first) {
                    log.info(
                            "Reply queue {} on {} is read by one thread, since a second one cannot: {}",
                            replyQueue.name(),
                            link.queueManager(),
                            failure.reason());
                    return site;
                }
                log.warn(
                        "Reply queue {} on {} {}: {}",
                        replyQueue.name(),
                        link.queueManager(),
                        handle == null ? "cannot be opened" : "cannot be read",
                        failure.reason());
                places.refused(link, failure);
                pause(REOPENS_AFTER);
            } finally {
                Caller.giveBack(link, conversation, usable && !link.isBroken() && end(handle));
            }
        }
        return site;
    }

    /** Closes the reply queue, and deletes it if nobody will come back to it; false if that shows that the link is gone. */
    private boolean end(@Nullable ReplyHandle handle) {
        try {
            if (handle != null && replyQueue.kind() == ReplyQueue.Kind.PERMANENT_DYNAMIC && isClosed()) {
                handle.delete();
            } else if (handle != null) {
                handle.close();
            }
            return true;
        } catch (CallFailure failure) {
            keeper.noteFailure(link, failure);
            return !failure.endsLink();
        }
    }

    private static boolean isAwaited(@Nullable ReplySite site) {
        return site != null && site.isAwaited();
    }

    /** Opening a model queue gives a queue of another name, opening any other one does not. */
    private void warnOfWrongKind(ReplyHandle handle) {
        boolean made = !handle.name().equals(replyQueue.name());
        if (made != replyQueue.isDynamic()) {
            log.warn(
                    "{} on {} is {}a model queue; as reply queue of kind {} it {}",
                    replyQueue.name(),
                    link.queueManager(),
                    made ? "" : "not ",
                    replyQueue.kind(),
                    made ? "is another queue for each link" : "outlives its links and is read by nobody else");
        }
    }

    private void read(
            Conversation conversation, ReplyHandle handle, ReplySite site, boolean stranded, BooleanSupplier needed)
            throws CallFailure {
        ReplySource source = RequestIds.looksAtAll(replyQueue)
                ? ReplySource.looking(handle, arrivals::isOwn, site::isAwaited)
                : ReplySource.taking(handle, isShared() ? ids.ownCorrelationId() : null);
        while (!isClosed() && needed.getAsBoolean()) {
            MqMessage reply = source.next(SLICE_MILLIS);
            if (reply != null) {
                arrivals.take(reply, site, stranded);
                if (reply.persistence() == Persistence.PERSISTENT) {
                    // If this does not work the reply is got once more, and is a duplicate then.
                    conversation.commit();
                }
            }
        }
    }

    private boolean isShared() {
        return replyQueue.kind() == ReplyQueue.Kind.SHARED;
    }

    private ReplyHandle.Opening opening() {
        return isShared() ? ReplyHandle.Opening.SHARED : ReplyHandle.Opening.EXCLUSIVE;
    }

    private void fetchStranded(ReplySite site) {
        boolean delete = replyQueue.kind() == ReplyQueue.Kind.PERMANENT_DYNAMIC;
        long begun = System.nanoTime();
        Duration delay = FIRST_DELAY;
        boolean gone = false;
        while (true) {
            boolean deleting = delete && !gone && System.nanoTime() - begun < DELETES_FOR.toNanos();
            boolean over = gone;
            if (site.endFetchingUnless(() -> !over && isNeeded(site, deleting))) {
                return;
            }
            gone = fetchOnce(site, delete);
            if (!gone && isNeeded(site, deleting)) {
                pause(delay.plus(delay.multipliedBy(ThreadLocalRandom.current().nextInt(25))
                        .dividedBy(100)));
                Duration longer = delay.multipliedBy(2);
                delay = longer.compareTo(LONGEST_DELAY) < 0 ? longer : LONGEST_DELAY;
            }
        }
    }

    private boolean isNeeded(ReplySite site, boolean deleting) {
        return !isClosed() && (site.isAwaited() || deleting) && !places.isBackAt(site);
    }

    /**
     * Tries once to reach what was left behind, and reads there for as long as it is needed.
     *
     * @return whether the queue does not exist any more
     */
    private boolean fetchOnce(ReplySite site, boolean delete) {
        Conversation conversation = null;
        try {
            site.trying();
            conversation = keeper.reach(link);
            if (conversation == null) {
                return false;
            }
            ReplyHandle handle = conversation.openReplies(site.queue(), opening());
            site.reached();
            read(conversation, handle, site, true, () -> isNeeded(site, false));
            if (delete && (isClosed() || !site.isAwaited())) {
                handle.delete();
                return true;
            }
        } catch (CallFailure failure) {
            log.debug("Replies on {} at {} are out of reach: {}", site.queue(), site.queueManager(), failure.reason());
            if (delete && failure.reason().value() == UNKNOWN_OBJECT) {
                site.reached();
                return true;
            }
        } finally {
            if (conversation != null) {
                conversation.close();
            }
        }
        return false;
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause(Duration time) {
        try {
            boolean unused = closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody has a reason to; the thread is ours, and goes on until it is closed.
            Thread.interrupted();
        }
    }
}
