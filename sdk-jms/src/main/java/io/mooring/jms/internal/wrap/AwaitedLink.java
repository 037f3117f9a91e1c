package io.mooring.jms.internal.wrap;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.jms.JMSException;

/**
 * Lets a call wait while its connection has no link, which IBM's client would make with a lock in its hand that the
 * reconnection needs: neither of them would end, and no other connection of the process could move. Has no lock itself.
 */
final class AwaitedLink {
    private static final long LOOKS_AGAIN_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Where a socket has led to a queue manager for so long, there is a link, though no witness says so. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Companion companion;

    AwaitedLink(Companion companion) {
        this.companion = companion;
    }

    /**
     * Returns once there is a link, or there never will be one, which the call then says itself. An interrupt does not end
     * it, as it ends no wait of IBM's client for a link.
     *
     * @param what would be made
     * @throws JMSException if there was none for so long
     */
    void await(String what) throws JMSException {
        if (isOpen()) {
            return;
        }
        Duration longest = companion.reconnectTimeout();
        long begin = System.nanoTime();
        long partnerSince = begin;
        boolean interrupted = false;
        try {
            while (!isOpen()) {
                long now = System.nanoTime();
                if (companion.watch().partner().isEmpty()) {
                    partnerSince = now;
                } else if (now - partnerSince > GRACE_NANOS) {
                    return;
                }
                if (now - begin > longest.toNanos()) {
                    throw new JMSException(what + " was not made: " + companion.name()
                            + " had no queue manager for its reconnect timeout of " + longest + " (it was last on "
                            + companion.queueManager() + "). Make a new connection once one is back.");
                }
                LockSupport.parkNanos(this, LOOKS_AGAIN_AFTER_NANOS);
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isOpen() {
        return companion.state().isUsable() || companion.state().isOver();
    }
}
