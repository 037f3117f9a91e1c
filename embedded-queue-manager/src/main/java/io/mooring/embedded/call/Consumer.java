package io.mooring.embedded.call;

import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.GetOptions;
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
 * Delivers the messages of an open queue without being asked for each one: to a listener, or to a get with read ahead.
 * Each request gives {@link Credit}.
 *
 * <p>Without read ahead the credit is one byte, which is one message for each request. With read ahead, non-persistent
 * messages outside a unit of work stream into the client's buffer as long as there is credit; they are gone from the queue
 * then, and are lost when the client is lost or closes the consumer before the application has had them, as IBM documents
 * it. A message that takes part in a unit of work (the client asks for SYNCPOINT_IF_PERSISTENT, so: a persistent one) stays
 * on the queue until the application wants it: streaming pauses in front of it, the client is told, asks when its buffer is
 * empty and the application waits, and gets this one message. So at most one such message is in the client's hand, and the
 * next MQCMIT is about exactly that one.
 *
 * <p>A browser with read ahead is fed in the same way, with messages that stay where they are.
 *
 * <p>Where listeners share a connection, {@link ConsumerTurns} sees to the same. Guarded by the connection's monitor.
 */
final class Consumer {
    private static final int UNASKED = 1;
    private static final int MAY_TAKE = OpenOptions.INPUT_SHARED | OpenOptions.INPUT_EXCLUSIVE;
    private static final int ONE_MESSAGE = 1;

    private final Connection connection;
    private final OpenQueue queue;
    private final int handle;
    private final Credit credit = new Credit();
    private RequestMessages request;
    private RequestMessages.Selection selection;
    private int delivered;
    private boolean synchronous;
    private boolean readAhead;
    private boolean wanted; // the application waits for a message: one of a unit of work may go
    private boolean paused; // in front of or behind a message of a unit of work, until the next request
    private boolean pauseTold; // and nothing was sent since
    private boolean emptyTold; // the last thing that the client heard is that there is nothing
    private boolean suspended; // after a failure, until the next request or the end of the unit of work
    private @Nullable Waiting waiting;

    Consumer(Connection connection, OpenQueue queue, RequestMessages first) {
        this.connection = connection;
        this.queue = queue;
        this.handle = first.handle();
        this.request = first;
        this.selection = first.selection() != null
                ? first.selection()
                : new RequestMessages.Selection(0, 2, 0, Byte24.NONE, Byte24.NONE, Byte24.NONE);
        this.readAhead = first.credit() > ONE_MESSAGE;
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
            readAhead = newRequest.credit() > ONE_MESSAGE;
            stop();
            if ((newRequest.getOptions() & GetOptions.BROWSE_FIRST) != 0) {
                queue.cursor().reset();
            }
        }
        if (newRequest.has(RequestMessages.UNIT_OF_WORK_ALLOWED | RequestMessages.SYNCHRONOUS_GET)) {
            synchronous = newRequest.has(RequestMessages.SYNCHRONOUS_GET);
        }
        credit.give(newRequest.credit(), newRequest.arrived());
        wanted = isWanted(newRequest);
        paused = false;
        suspended = false;
        connection.turns().end(this);
        int before = delivered;
        deliver();
        if (newRequest.has(RequestMessages.LAST_CHANCE)) {
            connection.port().notify(requestId, new Notification(handle, Notification.EMPTY, 0));
            emptyTold = delivered == before;
            wanted = !readAhead;
            if (newRequest.has(RequestMessages.NOTHING_LATER)) {
                credit.end();
            }
        }
    }

    /**
     * Whether the application waits for a message. A client that fills up its buffer does not; nor one that leaves a get
     * because there is nothing: it sends a request for later. If that was the begin of another get after all, the client
     * asks again when it is told of the pause. A get that does not wait asks again with a last chance.
     */
    private boolean isWanted(RequestMessages newRequest) {
        boolean leaves = emptyTold;
        emptyTold = false;
        if (newRequest.has(RequestMessages.LAST_CHANCE)) {
            return true;
        }
        if (!synchronous) {
            return newRequest.has(RequestMessages.UNIT_OF_WORK_ALLOWED);
        }
        return !readAhead
                || (newRequest.has(RequestMessages.SYNCHRONOUS_GET) && newRequest.waitInterval() != 0 && !leaves);
    }

    /** Consumption on the connection was started or stopped. */
    void connectionStateChanged() {
        if (mayDeliver()) {
            deliver();
        } else {
            stop();
        }
    }

    /** The unit of work has ended: if it was full, there is room now. */
    void unitOfWorkEnded() {
        if (suspended) {
            suspended = false;
            deliver();
        }
    }

    /** The client's listeners wait: messages of a unit of work may come. */
    void unitOfWorkAllowed() {
        if (!synchronous) {
            wanted = true;
            paused = false;
            deliver();
        }
    }

    /** Another listener of the connection is done with its message. */
    void turnHasCome() {
        deliver();
    }

    /** Waits no more; a message that was granted already goes back. */
    void stop() {
        if (waiting != null) {
            waiting.cancel();
            waiting = null;
        }
    }

    /** Never delivers again. */
    void close() {
        credit.end();
        stop();
        connection.turns().leave(this);
    }

    private boolean mayDeliver() {
        return !suspended
                && !paused
                && credit.isLeft()
                && !connection.isClosed()
                && (connection.consumptionStarted() || synchronous);
    }

    private void deliver() {
        try {
            if (browses()) {
                browse();
            } else {
                take();
            }
        } catch (MqiException refused) {
            if (refused.reasonCode() == Reason.GET_INHIBITED.code() && !browses()) {
                awaitUninhibited();
            } else {
                suspended = true; // queue deleted or unit of work full: the client's next call about it is told
            }
        }
    }

    private boolean browses() {
        return (request.getOptions() & OptionRules.BROWSES) != 0;
    }

    /** A browser does not wait for more: it asks again. */
    private void browse() {
        queue.require(OpenOptions.BROWSE, Reason.NOT_OPEN_FOR_BROWSE);
        while (mayDeliver()) {
            QueuedMessage next = queue.local().browse(selected(), queue.cursor());
            if (next == null) {
                return;
            }
            send(next);
        }
    }

    private void take() {
        queue.require(MAY_TAKE, Reason.NOT_OPEN_FOR_INPUT);
        while (mayDeliver() && waiting == null) {
            Getting.requireRoom(connection, request.getOptions());
            QueuedMessage next = queue.local().take(selected());
            if (next == null) {
                await();
                return;
            }
            if (!offer(next)) {
                queue.local().release(next);
                return;
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

    /**
     * Sends a message, if it is its time.
     *
     * @return false if it has to stay on the queue for now
     */
    private boolean offer(QueuedMessage next) {
        if (!Getting.inUnitOfWork(request.getOptions(), next.message().descriptor())) {
            send(next);
            return true;
        }
        if (!wanted) {
            pause();
            return false;
        }
        if (!synchronous && !connection.turns().take(this)) {
            return false;
        }
        send(next);
        if (readAhead) {
            wanted = false;
            paused = true;
            tellPause();
        }
        return true;
    }

    /** In front of a message of a unit of work. A client that does not read ahead is not told: it knows what it did not ask for. */
    private void pause() {
        paused = true;
        if (readAhead && (!pauseTold || request.waitInterval() != 0)) {
            tellPause();
        }
    }

    private void tellPause() {
        pauseTold = true;
        emptyTold = false;
        connection.port().notify(UNASKED, new Notification(handle, Notification.STREAMING_PAUSED, 0));
    }

    private void await() {
        Waiting next = new Waiting();
        next.waiter = queue.local().awaitAsConsumer(selected(), next);
        waiting = next; // its outcome needs the connection's monitor, which we hold
    }

    private Selection selected() {
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
            giveBack(taken);
            connection.port().lose();
            return;
        }
        if (fault instanceof Fault.Effect.Fail fail) {
            giveBack(taken);
            suspended = true;
            connection
                    .port()
                    .notify(UNASKED, new Notification(handle, Notification.STREAMING_FAILURE, fail.reasonCode()));
            return;
        }
        if (browses()) {
            queue.cursor().moveTo(taken);
        } else {
            Getting.settle(connection, queue, taken, request.getOptions());
        }
        int globalIndex = connection.nextGlobalIndex();
        AsyncMessage async = new AsyncMessage(
                handle,
                ++delivered,
                globalIndex,
                selection.index(),
                queue.local().name(),
                selection.descriptorVersion(),
                message);
        credit.use(globalIndex, async.credit());
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
        pauseTold = false;
        emptyTold = false;
        if (fault instanceof Fault.Effect.LoseConnection) {
            connection.port().lose(); // with the message on its way
        } else {
            connection.port().deliver(async);
        }
    }

    private void giveBack(QueuedMessage message) {
        if (!browses()) {
            queue.local().release(message);
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
                if (mayDeliver() && offer(message)) {
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
