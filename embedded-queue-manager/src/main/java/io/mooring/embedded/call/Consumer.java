package io.mooring.embedded.call;

import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import io.mooring.embedded.store.GetWaiter;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.QueuedMessage;
import io.mooring.embedded.store.Selection;
import io.mooring.embedded.wire.structure.AsyncMessage;
import io.mooring.embedded.wire.structure.Notification;
import io.mooring.embedded.wire.structure.RequestMessages;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the messages of an open queue without being asked for each one: a listener, or a get with read ahead.
 *
 * <p>Each request sets the credit; a message uses up descriptor and data, the last one may overdraw it. Guarded by the
 * connection's monitor.
 */
final class Consumer {
    private static final int UNASKED = 1;
    private static final int MAY_TAKE = OpenOptions.INPUT_SHARED | OpenOptions.INPUT_EXCLUSIVE | OpenOptions.BROWSE;

    private final Connection connection;
    private final OpenQueue queue;
    private final int handle;
    private RequestMessages request;
    private RequestMessages.Selection selection;
    private int credit;
    private int delivered;
    private boolean suspended;
    private @Nullable Waiting waiting;

    Consumer(Connection connection, OpenQueue queue, RequestMessages first) {
        this.connection = connection;
        this.queue = queue;
        this.handle = first.handle();
        this.request = first;
        this.selection = first.selection() != null
                ? first.selection()
                : new RequestMessages.Selection(0, 2, 0, Byte24.NONE, Byte24.NONE, Byte24.NONE);
    }

    /**
     * The client gives credit.
     *
     * @param requestId of the segment, for the answer to a last-chance request
     */
    void requested(RequestMessages newRequest, int requestId) {
        request = newRequest;
        if (newRequest.selection() != null) {
            selection = newRequest.selection();
            stop();
        }
        credit = newRequest.credit();
        suspended = false;
        deliver();
        if (newRequest.has(RequestMessages.LAST_CHANCE)) {
            connection.port().notify(requestId, new Notification(handle, Notification.EMPTY, 0));
        }
    }

    /** Consumption on the connection was started or stopped. */
    void connectionStateChanged() {
        if (mayDeliver()) {
            deliver();
        } else {
            stop();
        }
    }

    /** Waits no more; a message that was granted already goes back. */
    void stop() {
        if (waiting != null) {
            waiting.cancel();
            waiting = null;
        }
    }

    private boolean mayDeliver() {
        return !suspended
                && credit > 0
                && !connection.isClosed()
                && (connection.consumptionStarted() || request.has(RequestMessages.SYNCHRONOUS_GET));
    }

    private void deliver() {
        try {
            queue.require(MAY_TAKE, Reason.NOT_OPEN_FOR_INPUT);
            while (mayDeliver() && waiting == null) {
                Getting.requireRoom(connection, request.getOptions());
                QueuedMessage next = queue.local().take(wanted());
                if (next == null) {
                    await();
                    return;
                }
                send(next);
            }
        } catch (MqiException refused) {
            if (refused.reasonCode() == Reason.GET_INHIBITED.code()) {
                awaitUninhibited();
            } else {
                suspended = true; // queue deleted or unit of work full: the client's next call about it is told
            }
        }
    }

    private void awaitUninhibited() {
        try {
            await();
        } catch (MqiException deleted) {
            suspended = true;
        }
    }

    private void await() {
        Waiting next = new Waiting();
        next.waiter = queue.local().awaitAsConsumer(wanted(), next);
        waiting = next; // its outcome needs the connection's monitor, which we hold
    }

    private Selection wanted() {
        return Getting.selection(
                selection.matchOptions(),
                selection.messageId(),
                selection.correlationId(),
                selection.groupId(),
                0,
                queue);
    }

    private void send(QueuedMessage taken) {
        Environment environment = connection.environment();
        Message message = taken.asGot(environment.clock().millis());
        String application = connection.client().applicationName();
        Fault.Effect fault = environment.faults().at(Verb.CONSUME, application, queue.name());
        if (fault instanceof Fault.Effect.LoseConnection lose && !lose.processed()) {
            queue.local().release(taken);
            connection.port().lose();
            return;
        }
        if (fault instanceof Fault.Effect.Fail fail) {
            queue.local().release(taken);
            suspended = true;
            connection
                    .port()
                    .notify(UNASKED, new Notification(handle, Notification.STREAMING_FAILURE, fail.reasonCode()));
            return;
        }
        Getting.settle(connection, queue, taken, request.getOptions());
        AsyncMessage async = new AsyncMessage(
                handle,
                ++delivered,
                connection.nextGlobalIndex(),
                selection.index(),
                queue.local().name(),
                selection.descriptorVersion(),
                message);
        credit -= async.credit();
        environment
                .recorder()
                .answered(
                        Verb.CONSUME,
                        connection.id(),
                        application,
                        queue.name(),
                        0,
                        0,
                        message.descriptor().messageId());
        connection.port().deliver(async);
        if (fault instanceof Fault.Effect.LoseConnection) {
            connection.port().lose();
        }
    }

    /** The wait for the next message. */
    private final class Waiting implements GetWaiter.Outcome {
        private @Nullable GetWaiter waiter;
        private boolean abandoned;

        void cancel() {
            abandoned = true;
            if (waiter != null) {
                queue.local().cancel(waiter);
            }
        }

        @Override
        public void granted(QueuedMessage message) {
            connection.port().later(() -> complete(message));
        }

        @Override
        public void ended(int reasonCode) {
            connection.port().later(this::completeWithout);
        }

        private void complete(QueuedMessage message) {
            synchronized (connection) {
                LocalQueue local = queue.local();
                if (abandoned || connection.isClosed()) {
                    local.release(message);
                    return;
                }
                waiting = null;
                if (mayDeliver()) {
                    send(message);
                    deliver();
                } else {
                    local.release(message);
                }
            }
        }

        private void completeWithout() {
            synchronized (connection) {
                if (waiting == this) {
                    waiting = null;
                }
            }
        }
    }
}
