package io.mooring.scale;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What the monitor's thread waits for: the next beat, a census that somebody wants, or the end. Safe for many threads. */
final class Beats {
    /** Guards what follows; nothing is done under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private final Queue<Census.Wanted> wanted = new ArrayDeque<>();
    private boolean closed;

    /** Has a census taken as soon as the monitor's thread comes to it. */
    void ask(Census.Wanted census) {
        lock.lock();
        try {
            if (!closed) {
                wanted.add(census);
                changed.signalAll();
                return;
            }
        } finally {
            lock.unlock();
        }
        refuse(census);
    }

    /** Waits until an instant of {@link System#nanoTime}, or until somebody wants a census; empty if nobody did. */
    Optional<Census.Wanted> await(long nanoTime) throws InterruptedException {
        lock.lock();
        try {
            long left = nanoTime - System.nanoTime();
            while (!closed && wanted.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return closed ? Optional.empty() : Optional.ofNullable(wanted.poll());
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** No further beat; those who wait for a census are told that there will be none. */
    void close() {
        Queue<Census.Wanted> inVain;
        lock.lock();
        try {
            closed = true;
            inVain = new ArrayDeque<>(wanted);
            wanted.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        inVain.forEach(Beats::refuse);
    }

    private static void refuse(Census.Wanted census) {
        census.answer().completeExceptionally(new IllegalStateException("the backlog monitor is closed"));
    }
}
