package io.mooring.embedded.call;

import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.store.BrowseCursor;
import io.mooring.embedded.store.GetWaiter;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.QueuedMessage;
import io.mooring.embedded.store.Selection;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An MQGET that waits. It is answered once: with a message, when its time is over, when the queue ends the wait, or when
 * another conversation of the client ends it; never, if the connection is lost before.
 */
final class PendingGet implements GetWaiter.Outcome {
    private static final int WITHOUT_LIMIT = -1;

    private final Connection connection;
    private final LocalQueue queue;
    private final boolean browses;
    private final Consumer<QueuedMessage> found;
    private final IntConsumer nothing;
    private @Nullable GetWaiter waiter; // guarded by the connection
    private @Nullable Future<?> timeout; // guarded by the connection
    private boolean abandoned; // guarded by the connection

    PendingGet(
            Connection connection,
            LocalQueue queue,
            boolean browses,
            Consumer<QueuedMessage> found,
            IntConsumer nothing) {
        this.connection = connection;
        this.queue = queue;
        this.browses = browses;
        this.found = found;
        this.nothing = nothing;
    }

    void begin(Selection selection, @Nullable BrowseCursor cursor, int waitMillis) {
        GetWaiter waiting;
        try {
            waiting = queue.await(selection, cursor, this);
        } catch (MqiException refused) {
            connection.pendingGet(null);
            throw refused;
        }
        waiter = waiting;
        if (waitMillis != WITHOUT_LIMIT) {
            timeout = connection
                    .environment()
                    .timer()
                    .schedule(
                            () -> queue.end(waiting, Reason.NO_MSG_AVAILABLE.code()),
                            waitMillis,
                            TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the wait of a connection, if it waits. Not under another connection's monitor. */
    static void endWaitOf(Connection connection, int reasonCode) {
        synchronized (connection) {
            PendingGet pending = connection.pendingGet();
            if (pending != null && pending.waiter != null) {
                pending.queue.end(pending.waiter, reasonCode);
            }
        }
    }

    /** The connection is lost: nobody waits any more. A message that was granted already goes back. */
    void abandon() {
        abandoned = true;
        cancelTimeout();
        if (waiter != null) {
            queue.cancel(waiter);
        }
    }

    @Override
    public void granted(QueuedMessage message) {
        connection.port().later(() -> complete(message));
    }

    @Override
    public void ended(int reasonCode) {
        connection.port().later(() -> completeWithout(reasonCode));
    }

    private void complete(QueuedMessage message) {
        synchronized (connection) {
            if (abandoned) {
                if (!browses) {
                    queue.release(message);
                }
                return;
            }
            end();
            found.accept(message);
        }
    }

    private void completeWithout(int reasonCode) {
        synchronized (connection) {
            if (!abandoned) {
                end();
                nothing.accept(reasonCode);
            }
        }
    }

    private void end() {
        connection.pendingGet(null);
        cancelTimeout();
    }

    private void cancelTimeout() {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }
}
