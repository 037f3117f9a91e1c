package io.mooring.benchmarks;

import java.util.BitSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A thread that puts numbered messages one after the other as long as it is told to go on. It remembers which of them it holds
 * for stored, and which it knows nothing about.
 */
final class MovingProgram {
    /** So long the program waits after a put that failed. */
    private static final long PAUSE_NANOS = 1_000_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** The length of a message. */
    static final int BYTES = 64;

    /** A put that returned. */
    record Stored(long begin, long end, String queueManager) {}

    private final Mover mover;
    private final Ledger ledger;
    private final Thread thread = new Thread(this::run, "puts");

    /** Guarded by {@code this}. */
    private boolean going;

    /** Guarded by {@code this}: whether no put is under way. */
    private boolean resting;

    /** Guarded by {@code this}. */
    private boolean closed;

    /** Guarded by {@code this}. */
    private @Nullable Stored last;

    /** Guarded by {@code this}. */
    private int sinceTrouble;

    /** What became of all messages, of this program and of those before it. */
    static final class Ledger {
        private final BitSet stored = new BitSet();
        private final BitSet inDoubt = new BitSet();
        private int next;

        synchronized int begin() {
            inDoubt.set(next);
            return next++;
        }

        synchronized void stored(int number) {
            inDoubt.clear(number);
            stored.set(number);
        }

        /** The numbers of messages whose puts returned normally. */
        synchronized BitSet allStored() {
            return (BitSet) stored.clone();
        }

        /** The numbers of messages whose puts failed, or have not returned. */
        synchronized BitSet allInDoubt() {
            return (BitSet) inDoubt.clone();
        }
    }

    MovingProgram(Mover mover, Ledger ledger) {
        this.mover = mover;
        this.ledger = ledger;
        thread.setDaemon(true); // it may hang for ever
        thread.start();
    }

    private void run() {
        byte[] body = new byte[BYTES];
        while (awaitTurn()) {
            int number = ledger.begin();
            NumberedBody.number(body, number);
            long begin = System.nanoTime();
            try {
                String queueManager = mover.put(body);
                Stored stored = new Stored(begin, System.nanoTime(), queueManager);
                ledger.stored(number);
                note(stored);
            } catch (Exception failed) {
                // Nobody knows what became of this one; the program goes on with the next.
                note(null);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private synchronized boolean awaitTurn() {
        while (!going && !closed) {
            resting = true;
            notifyAll();
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        resting = false;
        return !closed;
    }

    private synchronized void note(@Nullable Stored stored) {
        boolean same = stored != null && last != null && last.queueManager.equals(stored.queueManager);
        sinceTrouble = same ? sinceTrouble + 1 : 0;
        last = stored;
        notifyAll();
    }

    /** Goes on putting. */
    synchronized void go() {
        going = true;
        sinceTrouble = 0;
        notifyAll();
    }

    /** Puts no more, and waits until the present put has returned; false if it does not. */
    synchronized boolean rest(long limitNanos) throws InterruptedException {
        going = false;
        long deadline = System.nanoTime() + limitNanos;
        while (!resting) {
            long rest = deadline - System.nanoTime();
            if (rest <= 0) {
                return false;
            }
            wait(rest / NANOS_PER_MILLI + 1);
        }
        return true;
    }

    /** Waits until so many puts in a row went to the same queue manager; says which. */
    String awaitSettled(int puts, long limitNanos) throws InterruptedException {
        Stored stored = await(put -> sinceTrouble >= puts, limitNanos);
        if (stored == null) {
            throw new IllegalStateException("the program did not put " + puts + " messages to one queue manager");
        }
        return stored.queueManager;
    }

    /** Waits for a put that meets a condition; null if none did in that time. */
    synchronized @Nullable Stored await(Predicate<Stored> condition, long limitNanos) throws InterruptedException {
        long deadline = System.nanoTime() + limitNanos;
        while (last == null || !condition.test(last)) {
            long rest = deadline - System.nanoTime();
            if (rest <= 0) {
                return null;
            }
            wait(rest / NANOS_PER_MILLI + 1);
        }
        return last;
    }

    /** Ends it; where a call hangs, its thread stays behind until the process ends. */
    void close(long limitMillis) throws InterruptedException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Thread closing = new Thread(
                () -> {
                    try {
                        mover.close();
                    } catch (Exception failed) {
                        // It has no queue manager any more, or is in the middle of a move; nothing is measured there.
                    }
                },
                "closes");
        closing.setDaemon(true);
        closing.start();
        closing.join(limitMillis);
        thread.join(limitMillis);
    }
}
