package io.mooring.internal.link;

import io.mooring.QueueManagerName;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Conversation;
import io.mooring.internal.mq.Line;
import io.mooring.internal.mq.Route;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a client: the conversations with one queue manager, numbered by its epoch.
 *
 * <p>It grows a conversation when all it has are lent, and keeps those that come back for the next caller, the one used
 * last first. It does not end a conversation that is lent: after the link was retired each ends when it comes back, so that
 * a unit of work on a queue manager that asks us to leave can still be committed.
 *
 * <p>May be used by any thread.
 */
public final class Link {
    /** Added to the number of uses once nothing new may begin here. */
    private static final int RETIRED = 1 << 30;

    private final long epoch;
    private final Line line;
    private final QueueManagerName queueManager;

    /** How much is under way here that a planned move has to wait for; with RETIRED added, nothing new may begin. */
    private final AtomicInteger uses = new AtomicInteger();

    private volatile boolean broken;
    private volatile boolean answered;

    /** Guards the conversations that are not lent. No call is made under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<Conversation> idle = new ArrayDeque<>();

    Link(long epoch, Line line, Conversation first) {
        this.epoch = epoch;
        this.queueManager = first.queueManager();
        // Further conversations must lead to the same queue manager, wherever the address leads meanwhile.
        this.line = line.to(queueManager);
        idle.push(first);
    }

    /** The number of this link. */
    public long epoch() {
        return epoch;
    }

    /** The queue manager that it leads to. */
    public QueueManagerName queueManager() {
        return queueManager;
    }

    /** The way that it was made by, with the queue manager's name. */
    public Route route() {
        return line.route();
    }

    /** Whether it is known that the other end is gone; calls in flight fail by themselves. */
    public boolean isBroken() {
        return broken;
    }

    /** Whether a call on it was ever answered. */
    boolean hasAnswered() {
        return answered;
    }

    /** Whether nothing new may begin on it. */
    public boolean isRetired() {
        return uses.get() >= RETIRED;
    }

    /**
     * Says that something begins here that a planned move must wait for: a call, a unit of work, a request.
     *
     * @return false if nothing may begin here any more; then there is, or will be, another link
     */
    public boolean enter() {
        int now = uses.get();
        while (now < RETIRED) {
            if (uses.compareAndSet(now, now + 1)) {
                return true;
            }
            now = uses.get();
        }
        return false;
    }

    /** Says that it has ended. */
    public void leave() {
        uses.decrementAndGet();
    }

    /** Lets nothing new begin here, if nothing is under way at this moment. */
    boolean retireIfUnused() {
        return uses.compareAndSet(0, RETIRED);
    }

    /**
     * Lends a conversation, a new one if all are lent; it must come back.
     *
     * @throws CallFailure if a new one could not be made
     */
    public Conversation borrow() throws CallFailure {
        Conversation free = takeIdle();
        return free != null ? free : line.dial();
    }

    private @Nullable Conversation takeIdle() {
        lock.lock();
        try {
            return idle.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a conversation back after its last call was answered; it must have no open unit of work. */
    public void giveBack(Conversation conversation) {
        if (!answered) {
            answered = true;
        }
        rest(conversation);
    }

    /** Keeps a conversation for the next caller, or ends it where there will be none. */
    private void rest(Conversation conversation) {
        lock.lock();
        try {
            if (!isRetired() && !broken) {
                idle.push(conversation);
                return;
            }
        } finally {
            lock.unlock();
        }
        conversation.close();
    }

    /** Ends a conversation instead of taking it back; an open unit of work is backed out. */
    public void discard(Conversation conversation) {
        conversation.close();
    }

    /** From now on the end of a socket is news; at once, if one has ended already. */
    void arm() {
        line.arm();
    }

    /** Notes that the other end is gone. */
    void noteBroken() {
        broken = true;
    }

    /** Lets nothing new begin here. */
    void noteRetired() {
        int now = uses.get();
        while (now < RETIRED && !uses.compareAndSet(now, now + RETIRED)) {
            now = uses.get();
        }
    }

    /** Lets nothing new begin here and ends the conversations that are not lent; waits for the network. */
    void retire() {
        noteRetired();
        takeAllIdle().forEach(Conversation::close);
    }

    /**
     * Closes queues that were not used for so long, and conversations beyond one that nobody needed meanwhile; one after
     * the other, so that callers find the rest.
     */
    void tidy(long unusedNanos) {
        for (int left = resting(); left > 0; left--) {
            Conversation conversation = takeLeastUsed();
            if (conversation == null) {
                return;
            }
            conversation.closeQueuesUnusedFor(unusedNanos);
            if (conversation.usedWithin(unusedNanos) || resting() == 0) {
                rest(conversation);
            } else {
                conversation.close();
            }
        }
    }

    private @Nullable Conversation takeLeastUsed() {
        lock.lock();
        try {
            return idle.pollLast();
        } finally {
            lock.unlock();
        }
    }

    private int resting() {
        lock.lock();
        try {
            return idle.size();
        } finally {
            lock.unlock();
        }
    }

    private List<Conversation> takeAllIdle() {
        lock.lock();
        try {
            List<Conversation> all = new ArrayList<>(idle);
            idle.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** The queue manager with the way to it and the epoch. */
    @Override
    public String toString() {
        return "link " + epoch + " to " + queueManager + " at " + route().endpoint();
    }
}
