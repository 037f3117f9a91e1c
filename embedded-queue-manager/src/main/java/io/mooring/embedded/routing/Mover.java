package io.mooring.embedded.routing;

import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.store.GetWaiter;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.QueuedMessage;
import io.mooring.embedded.store.Selection;
import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.structure.TransmissionHeader;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the messages of a transmission queue to their queue managers, each exactly once, in the order of the queue. What
 * is for a queue manager that does not run stays until it is {@link #wake woken}; what one that runs cannot put anywhere
 * is tried again each second, and what is behind it waits.
 *
 * <p>Its work runs on an executor, one task at a time. Safe for use by many threads.
 */
public final class Mover {
    private static final Logger log = LoggerFactory.getLogger(Mover.class);
    private static final long RETRY_SECONDS = 1;

    /** Messages that somebody put to the transmission queue directly and that cannot be read: they are in nobody's way. */
    private final Set<Message> unreadable = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final LocalQueue transmissionQueue;
    private final Supplier<Network> network;
    private final InstantSource clock;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private volatile @Nullable GetWaiter watcher; // set by the working task only
    private boolean working; // guarded by this
    private boolean again; // guarded by this
    private boolean closed; // guarded by this

    /**
     * A mover that has not begun.
     *
     * @param clock tells how much of a message's expiry is over
     * @param executor does the work; must run until the mover is closed
     * @param timer starts it again after a failure
     */
    public Mover(
            LocalQueue transmissionQueue,
            Supplier<Network> network,
            InstantSource clock,
            Executor executor,
            ScheduledExecutorService timer) {
        this.transmissionQueue = transmissionQueue;
        this.network = network;
        this.clock = clock;
        this.executor = executor;
        this.timer = timer;
    }

    /** Looks at the queue again: at start, when a message has come, and when another queue manager has started. */
    public synchronized void wake() {
        if (closed) {
            return;
        }
        if (working) {
            again = true;
        } else {
            working = true;
            executor.execute(this::work);
        }
    }

    /** Stops after the message at hand, if there is one; the others stay on the queue. */
    public void close() {
        synchronized (this) {
            closed = true;
        }
        stopWatching();
    }

    private void work() {
        do {
            Set<String> away = new HashSet<>();
            moveAll(away);
            watch(away);
        } while (goesOn());
    }

    private synchronized boolean goesOn() {
        working = again && !closed;
        again = false;
        return working;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void moveAll(Set<String> away) {
        boolean retry = false;
        try {
            for (QueuedMessage next = take(away); next != null; next = take(away)) {
                String queueManager = TransmissionHeader.queueManagerOf(next.message());
                if (!move(next)) {
                    away.add(queueManager);
                    retry = retry || network.get().runs(queueManager);
                }
            }
        } catch (MqiException inhibited) {
            return; // the watcher hears of it when gets are allowed again
        }
        if (retry) {
            retryLater();
        }
    }

    private @Nullable QueuedMessage take(Set<String> away) {
        return isClosed() ? null : transmissionQueue.take(notFor(away));
    }

    /** Moves one message that was taken; if that does not succeed it is back in its place. */
    private boolean move(QueuedMessage next) {
        boolean delivered = false;
        try {
            TransmissionHeader header = TransmissionHeader.unwrap(next.message());
            delivered = network.get().deliver(header.queueManager(), header.queue(), aged(header.message(), next));
        } catch (ProtocolException rubbish) {
            leave(next.message(), rubbish);
        } finally {
            if (delivered) {
                transmissionQueue.finish();
            } else {
                transmissionQueue.release(next);
            }
        }
        return delivered;
    }

    /** The time on the transmission queue counts for the message's expiry. */
    private Message aged(Message message, QueuedMessage onQueue) {
        int left = onQueue.asGot(clock.millis()).descriptor().expiry();
        MessageDescriptor descriptor = message.descriptor();
        return left == descriptor.expiry()
                ? message
                : new Message(descriptor.toBuilder().expiry(left).build(), message.body());
    }

    private Selection notFor(Set<String> queueManagers) {
        return Selection.of(
                message -> isReadable(message) && !queueManagers.contains(TransmissionHeader.queueManagerOf(message)));
    }

    private boolean isReadable(Message message) {
        if (!unreadable.isEmpty() && unreadable.contains(message)) {
            return false;
        }
        try {
            TransmissionHeader.queueManagerOf(message);
            return true;
        } catch (ProtocolException rubbish) {
            leave(message, rubbish);
            return false;
        }
    }

    private void leave(Message message, ProtocolException because) {
        log.warn(
                "message {} on {} stays there: {}",
                message.descriptor().messageId(),
                transmissionQueue.name(),
                because.getMessage());
        unreadable.add(message);
    }

    private synchronized void retryLater() {
        if (!closed) {
            Future<?> unused = timer.schedule(this::wake, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Not under this monitor: the queue calls {@link #wake} under its own. */
    private void watch(Set<String> away) {
        stopWatching();
        watcher = transmissionQueue.watch(notFor(away), new Arrival());
        if (isClosed()) {
            stopWatching();
        }
    }

    private void stopWatching() {
        GetWaiter present = watcher;
        if (present != null) {
            transmissionQueue.cancel(present);
        }
    }

    /** A message came that could go; it is still on the queue, so that it keeps its place. */
    private final class Arrival implements GetWaiter.Outcome {
        @Override
        public void granted(QueuedMessage message) {
            wake();
        }

        @Override
        public void ended(int reasonCode) {
            // The queue is deleted; nothing will come any more.
        }
    }
}
