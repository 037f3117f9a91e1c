package io.mooring.internal.event;

import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the events of one connection to its listeners, as the contract of {@link ConnectionListener} says.
 *
 * <p>All methods may be called by any thread and none of them calls a listener or waits for one, but {@link #finish()} and
 * {@link #awaitEnd(Duration)}. Whoever raises events decides on their order: {@link #raise(ConnectionEvent)} may be called under
 * the caller's own lock, so that the order of events is that of the changes of state.
 *
 * <p>The thread exists only while there is something to deliver, and a little longer: a process with a thousand quiet
 * connections has no thousand threads. It is a daemon. (A thread pool of size one that lets its thread end would do, but
 * for one thing: a task that comes while the thread ends can overtake the one before it.)
 */
public final class EventDispatcher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventDispatcher.class);

    /** A listener that takes longer is named in the log, once it has returned. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final Duration LINGERS = Duration.ofSeconds(5);

    /** How long whoever closes a connection waits for its listeners. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private record Delivery(ConnectionEvent event, List<ConnectionListener> hearers) {}

    private final String connection;
    private final Duration slow;
    private final Duration lingers;
    private final @Nullable ClassLoader applicationLoader;
    private final List<ConnectionListener> listeners = new CopyOnWriteArrayList<>();

    /** Guards the three fields below; no listener is called and nothing is waited for under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private final Queue<Delivery> waiting = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean closed;

    /**
     * A dispatcher without listeners.
     *
     * @param connection the name of the connection, for the thread's name and the log
     */
    public EventDispatcher(String connection) {
        this(connection, SLOW, LINGERS);
    }

    EventDispatcher(String connection, Duration slow, Duration lingers) {
        this.connection = connection;
        this.slow = slow;
        this.lingers = lingers;
        // Whoever makes the connection is the application; who raises the first event may be a thread of IBM's client.
        this.applicationLoader = Thread.currentThread().getContextClassLoader();
    }

    /** Adds a listener; it hears what is raised from now on. */
    public void add(ConnectionListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener; it hears nothing more, except an event that is being delivered to it at this moment. */
    public void remove(ConnectionListener listener) {
        listeners.remove(listener);
    }

    /**
     * Hands an event over for delivery and returns at once.
     *
     * <p>After {@link #close()} there must be none; one that comes all the same is a defect of ours: it is logged and not
     * delivered.
     */
    public void raise(ConnectionEvent event) {
        boolean late;
        lock.lock();
        try {
            late = closed;
            if (!late) {
                waiting.add(new Delivery(event, List.copyOf(listeners)));
                if (thread == null) {
                    thread = start();
                }
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (late) {
            log.warn("{}: an event after the connection was closed is not delivered: {}", connection, event);
        }
    }

    /** How many events wait, without the one that is being delivered. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no further events. Those that were raised are still delivered, then the thread ends. Does not wait. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes, and waits up to a second until what was raised is delivered: a program that ends after this would take the
     * last log lines and events with it. A listener that closes its own connection does not wait, nor does a thread that is
     * interrupted.
     */
    public void finish() {
        close();
        try {
            awaitEnd(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits after {@link #close()} until the last event was delivered and the thread is about to end.
     *
     * @return false if that took longer than the limit; at once for a listener that asks, which would wait for itself
     * @throws InterruptedException if the waiting thread is interrupted; the delivery is not touched
     */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed || thread != null) {
                if (left <= 0 || Thread.currentThread() == thread) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Starts the thread; called under the lock. */
    private Thread start() {
        // Without the inheritable thread locals of the thread that raises an event.
        Thread started = new Thread(null, this::deliverAll, "mooring-events " + connection, 0, false);
        started.setDaemon(true);
        started.setContextClassLoader(applicationLoader);
        started.start();
        return started;
    }

    private void deliverAll() {
        for (Delivery next = next(); next != null; next = next()) {
            for (ConnectionListener listener : next.hearers) {
                if (listeners.contains(listener)) {
                    deliver(next.event, listener);
                }
            }
        }
    }

    /** The next delivery, or null once there is nothing to do; then this thread no longer counts as the one at work. */
    private @Nullable Delivery next() {
        lock.lock();
        try {
            linger();
            Delivery next = waiting.poll();
            if (next == null) {
                thread = null;
                changed.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Waits a while for something to deliver; called under the lock, which it lets go of meanwhile. */
    private void linger() {
        long left = lingers.toNanos();
        while (waiting.isEmpty() && !closed && left > 0) {
            try {
                left = changed.awaitNanos(left);
            } catch (InterruptedException e) {
                // Nobody but a listener that kept hold of this thread can have done that: it must not cost an event.
                left = lingers.toNanos();
            }
        }
    }

    private void deliver(ConnectionEvent event, ConnectionListener listener) {
        // An interrupt that somebody left behind was not meant for this listener.
        Thread.interrupted();
        long start = System.nanoTime();
        try {
            listener.onEvent(event);
        } catch (Throwable e) { // An Error too: other listeners and later events must not pay for it.
            report(() -> log.error("{}: listener {} failed on {}", connection, listener, event, e));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (took.compareTo(slow) >= 0) {
            report(() -> log.warn(
                    "{}: listener {} took {} ms for {}; {} event(s) wait",
                    connection,
                    listener,
                    took.toMillis(),
                    event,
                    waiting()));
        }
    }

    private static void report(Runnable line) {
        try {
            line.run();
        } catch (Throwable e) {
            // The log itself is broken (an appender, a listener's toString); there is nowhere left to say so, and the
            // events that wait must not be lost with this thread.
            return;
        }
    }
}
