package io.mooring.jms.internal.request;

import io.mooring.ConnectionClosedException;
import io.mooring.ConnectionState;
import io.mooring.MqException;
import io.mooring.jms.internal.wrap.Companion;
import io.mooring.request.Ticket;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a put wait while the connection has no link: IBM's client would hold it for as long as it reconnects, which may be
 * far longer than the request's time.
 */
final class LinkWait {
    /** Not all changes of the state are told; so often whoever waits looks. */
    private static final long LOOKS_AGAIN_AFTER_NANOS = 100_000_000;

    private final Companion companion;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    LinkWait(Companion companion) {
        this.companion = companion;
    }

    /** The state may have changed. */
    void changed() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns when calls go to a queue manager.
     *
     * @throws MqException if they never will, or did not in the request's time
     */
    void await(Ticket<?> ticket, String queue, Duration timeout) throws InterruptedException {
        ConnectionState state = companion.state();
        while (!state.isUsable()) {
            if (state == ConnectionState.CLOSED) {
                throw new ConnectionClosedException(companion.name());
            }
            if (state.isOver()) {
                throw new MqException(
                        "A request to " + queue + " was not put: reconnection of " + companion.name()
                                + " was given up. Open a new requester once a queue manager is back.",
                        null,
                        null);
            }
            long left = ticket.remaining().toNanos();
            if (left == 0) {
                throw new MqException(
                        "A request to " + queue + " was not put: within " + timeout + " there was no connection ("
                                + companion.name() + ", last on " + companion.queueManager() + ").",
                        null,
                        null);
            }
            lock.lock();
            try {
                long unused = changed.awaitNanos(Math.min(left, LOOKS_AGAIN_AFTER_NANOS));
            } finally {
                lock.unlock();
            }
            state = companion.state();
        }
    }
}
