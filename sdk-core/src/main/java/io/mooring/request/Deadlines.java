package io.mooring.request;

import io.mooring.request.TimingWheel.Timed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A timing wheel and the thread that turns it.
 *
 * <p>The thread, {@code mooring-requests} and the owner's name, exists while something is in the wheel and a little longer.
 * It sleeps until the next slot that is occupied; it wakes up neither for every tick nor for entries that were removed. It
 * is a daemon. What is due is handed over on it, without the lock, some hundred at a time.
 */
final class Deadlines<E extends Timed> {
    private static final Logger log = LoggerFactory.getLogger(Deadlines.class);

    /** So many entries are moved under the lock at once: a few microseconds. */
    private static final int PORTION = 256;

    /** For {@link #wakesAt} of a thread that is not asleep. */
    private static final long AWAKE = Long.MIN_VALUE;

    private final String owner;
    private final LongSupplier ticker;
    private final long origin;
    private final @Nullable Duration lingers;
    private final Consumer<List<E>> due;

    /** The owner's; guards everything below. */
    private final ReentrantLock lock;

    private final Condition changed;
    private final TimingWheel<E> wheel = new TimingWheel<>();
    private @Nullable Thread thread;
    private long wakesAt = AWAKE;
    private boolean closed;

    /**
     * An empty wheel, without a thread.
     *
     * @param lock the owner's lock, under which all methods are called but {@link #now} and {@link #turn}
     * @param ticker counts nanoseconds
     * @param lingers how long the thread waits for new entries before it ends; null if there is to be none, because a test
     *     turns the wheel
     * @param due takes what is due, without the lock
     */
    Deadlines(
            String owner, ReentrantLock lock, LongSupplier ticker, @Nullable Duration lingers, Consumer<List<E>> due) {
        this.owner = owner;
        this.lock = lock;
        this.changed = lock.newCondition();
        this.ticker = ticker;
        this.origin = ticker.getAsLong();
        this.lingers = lingers;
        this.due = due;
    }

    /** Nanoseconds since the beginning, never less than before. */
    long now() {
        return ticker.getAsLong() - origin;
    }

    /** Makes sure that there is a thread; before anything else is changed, since it may fail. */
    void start() {
        if (thread == null && lingers != null) {
            Duration idle = lingers;
            // Without the inheritable thread locals and the class loader of whichever thread registers first.
            Thread started = new Thread(null, () -> run(idle), "mooring-requests " + owner, 0, false);
            started.setContextClassLoader(null);
            started.setDaemon(true);
            started.start();
            thread = started;
        }
    }

    void add(E entry) {
        wheel.add(entry);
        if (wheel.next() < wakesAt) {
            changed.signal();
        }
    }

    void remove(E entry) {
        wheel.remove(entry);
    }

    /** Lets the thread end as soon as everything due was handed over. */
    void close() {
        closed = true;
        changed.signal();
    }

    /** Hands over what is due now, on this thread. */
    void turn() {
        boolean done;
        do {
            List<E> portion = new ArrayList<>();
            lock.lock();
            try {
                done = wheel.advance(now(), PORTION, portion::add);
            } finally {
                lock.unlock();
            }
            due.accept(portion);
        } while (!done);
    }

    private void run(Duration idle) {
        do {
            try {
                turn();
            } catch (Throwable e) { // Whatever it was, other requests must not wait for ever because of it.
                log.error("{}: requests that timed out could not be ended", owner, e);
            }
        } while (sleep(idle));
    }

    /** Waits for the next slot; false if the thread is to end, and no longer counts. */
    @SuppressWarnings("WaitNotInLoop") // The caller is the loop.
    private boolean sleep(Duration idle) {
        lock.lock();
        try {
            long next = wheel.next();
            if (closed && next == TimingWheel.NEVER) {
                thread = null;
                return false;
            }
            wakesAt = next;
            boolean empty = next == TimingWheel.NEVER;
            long left = changed.awaitNanos(empty ? idle.toNanos() : next - now());
            if (empty && left <= 0 && wheel.next() == TimingWheel.NEVER) {
                thread = null;
                return false;
            }
            return true;
        } catch (InterruptedException e) {
            // Nobody but a function of the owner's, called on this thread, can have done that; it was not meant for us.
            return true;
        } finally {
            wakesAt = AWAKE;
            lock.unlock();
        }
    }
}
