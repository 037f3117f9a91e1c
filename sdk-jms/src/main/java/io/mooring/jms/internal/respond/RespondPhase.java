package io.mooring.jms.internal.respond;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a responder is to do at present: answer, pause, or end, and why it ends. Once it ends, it ends.
 *
 * <p>May be used by any thread; no call is made under its lock.
 */
final class RespondPhase {
    /** What it is to do. */
    enum Phase {
        ANSWERING,
        PAUSED,
        ENDING
    }

    /** Guards what follows. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();

    /** Written under the lock. */
    private volatile Phase phase = Phase.ANSWERING;

    /** Why it ends by itself; written under the lock, before the phase. */
    private volatile @Nullable Throwable failure;

    Phase present() {
        return phase;
    }

    boolean is(Phase asked) {
        return phase == asked;
    }

    /** Why it ends by itself; null if it does not, or because somebody asked for it. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Answers or pauses, unless it ends; returns whether that is so now. */
    boolean moveTo(Phase next) {
        lock.lock();
        try {
            if (phase != Phase.ENDING) {
                phase = next;
                changed.signalAll();
            }
            return phase == next;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends.
     *
     * @param cause why, if it does so by itself
     * @return whether this was the first to say so
     */
    boolean end(@Nullable Throwable cause) {
        lock.lock();
        try {
            if (phase == Phase.ENDING) {
                return false;
            }
            failure = cause;
            phase = Phase.ENDING;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** For a thread that should not go on at once: waits, but no longer than there is something to receive. */
    void delay(long millis) {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            while (phase == Phase.ANSWERING && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // Nobody is to interrupt this thread; the delay is only shorter.
            left = 0;
        } finally {
            lock.unlock();
        }
    }
}
