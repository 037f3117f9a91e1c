package io.mooring.embedded.routing;

import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.store.GetWaiter;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.QueuedMessage;
import io.mooring.embedded.store.Selection;
import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.structure.TransmissionHeader;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the messages of a transmission queue to their queue managers; what is for one that does not run stays until it is
 * {@link #wake woken}. Its work runs on an executor, one task at a time.
 */
public final class Mover {
    private static final Logger log = LoggerFactory.getLogger(Mover.class);

    private final Set<Message> unreadable = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final LocalQueue transmissionQueue;
    private final Supplier<Network> network;
    private final Executor executor;
    private @Nullable GetWaiter waiter; // guarded by this
    private boolean closed; // guarded by this

    /** A mover that has not begun. */
    public Mover(LocalQueue transmissionQueue, Supplier<Network> network, Executor executor) {
        this.transmissionQueue = transmissionQueue;
        this.network = network;
        this.executor = executor;
    }

    /** Looks at the queue again: at start, and when another queue manager has started. */
    public void wake() {
        executor.execute(this::run);
    }

    /** Stops; messages stay on the queue. */
    public synchronized void close() {
        closed = true;
        if (waiter != null) {
            transmissionQueue.cancel(waiter);
        }
    }

    /** Rubbish, which somebody put to the transmission queue directly, stays there and is in nobody's way. */
    private @Nullable TransmissionHeader header(Message message) {
        if (!unreadable.isEmpty() && unreadable.contains(message)) {
            return null;
        }
        try {
            return TransmissionHeader.unwrap(message);
        } catch (ProtocolException rubbish) {
            log.warn(
                    "message {} on {} stays there: {}",
                    message.descriptor().messageId(),
                    transmissionQueue.name(),
                    rubbish.getMessage());
            unreadable.add(message);
            return null;
        }
    }

    private synchronized void run() {
        if (closed) {
            return;
        }
        if (waiter != null && transmissionQueue.cancel(waiter)) {
            waiter = null;
        }
        Set<String> away = new HashSet<>();
        try {
            moveAll(away);
            if (waiter == null) {
                waiter = transmissionQueue.awaitAsConsumer(notFor(away), new Arrival());
            }
        } catch (MqiException inhibitedOrDeleted) {
            waiter = null; // woken again when somebody starts or puts
        }
    }

    private void moveAll(Set<String> away) {
        while (true) {
            QueuedMessage next = transmissionQueue.take(notFor(away));
            if (next == null) {
                return;
            }
            move(next, away);
        }
    }

    private Selection notFor(Set<String> queueManagers) {
        return Selection.of(message -> {
            TransmissionHeader header = header(message);
            return header != null && !queueManagers.contains(header.queueManager());
        });
    }

    private void move(QueuedMessage next, Set<String> away) {
        TransmissionHeader header = Objects.requireNonNull(header(next.message()), "only readable messages are taken");
        if (network.get().deliver(header.queueManager(), header.queue(), header.message())) {
            transmissionQueue.finish();
        } else {
            away.add(header.queueManager());
            transmissionQueue.release(next);
        }
    }

    private synchronized void arrived(QueuedMessage message) {
        waiter = null;
        transmissionQueue.release(message);
        run();
    }

    private final class Arrival implements GetWaiter.Outcome {
        @Override
        public void granted(QueuedMessage message) {
            executor.execute(() -> arrived(message));
        }

        @Override
        public void ended(int reasonCode) {
            executor.execute(Mover.this::ended);
        }
    }

    private synchronized void ended() {
        waiter = null;
    }
}
