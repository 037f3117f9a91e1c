package io.mooring.jms.internal.request;

import io.mooring.jms.internal.send.Target;
import io.mooring.request.ReplyQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import javax.jms.Connection;
import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.Session;
import javax.jms.TemporaryQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reply queue over a connection, read by listeners. These are three where the queue lets them, since the queue manager sends
 * a message to a listener only when it is done with the one before: each takes one in the time of a round trip. A dynamic
 * queue is for one reader, unless its model says something else than IBM's.
 *
 * <p>Replies are acknowledged after they were handed over. Without that the queue manager would count non-persistent ones as
 * taken when it sends them, and what is on its way when the link ends would be lost. It takes a call of its own, so some are
 * acknowledged at once: when there are {@link HandedOver#MOST_OPEN}, when no further one is awaited, and when for a second
 * none has come.
 *
 * <p>IBM's client opens the queue again after each move. A dynamic queue is made anew there, with the same name.
 */
final class ReplyInbox {
    private static final Logger log = LoggerFactory.getLogger(ReplyInbox.class);

    /** Measured with 8 threads that ask, a fourth gained nothing. */
    private static final int LISTENERS = 3;

    private static final long STALE_MILLIS = 1_000;
    private static final long RETRY_MILLIS = 100;
    private static final long THREAD_LINGERS_MILLIS = 5_000;

    private final String owner;
    private final Connection connection;
    private final BooleanSupplier linked;
    private final @Nullable TemporaryQueue dynamic;
    private final Destination destination;
    private final String queue;
    private final HandedOver handedOver = new HandedOver();

    /** Not changed once the connection was started. */
    private final List<ReplyListener> listeners = new ArrayList<>();

    /** Looks after replies behind which none comes. */
    private final ScheduledThreadPoolExecutor later;

    private final AtomicBoolean looks = new AtomicBoolean();

    /** Held by who has stopped the connection, and may use the listeners' sessions. */
    private final ReentrantLock acknowledging = new ReentrantLock();

    private volatile boolean closed;

    /**
     * Opens the reply queue; replies come once the connection is started.
     *
     * @param owner the requester's name
     * @param linked whether the connection has a link
     * @param arrivals takes a reply, and answers how many more are awaited; may be called by several threads at a time
     * @throws JMSException if the queue manager refuses to open it, or the model to make it from
     */
    ReplyInbox(
            String owner,
            Connection connection,
            BooleanSupplier linked,
            ReplyQueue replyQueue,
            @Nullable String selector,
            ToIntFunction<Message> arrivals)
            throws JMSException {
        this.owner = owner;
        this.connection = connection;
        this.linked = linked;
        later = new ScheduledThreadPoolExecutor(1, this::thread);
        later.setKeepAliveTime(THREAD_LINGERS_MILLIS, TimeUnit.MILLISECONDS);
        later.allowCoreThreadTimeOut(true);
        later.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        Session first = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        // The model that it is made from is set in the factory.
        dynamic = replyQueue.isDynamic() ? first.createTemporaryQueue() : null;
        destination = dynamic == null ? first.createQueue(replyQueue.name()) : dynamic;
        queue = Target.of(destination).name();
        listeners.add(new ReplyListener(first, destination, selector, handedOver, arrivals, this::leftOpen));
        if (dynamic == null) {
            listenMore(selector, arrivals);
        }
    }

    private void listenMore(@Nullable String selector, ToIntFunction<Message> arrivals) throws JMSException {
        while (listeners.size() < LISTENERS) {
            Session another = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
            try {
                listeners.add(new ReplyListener(another, destination, selector, handedOver, arrivals, this::leftOpen));
            } catch (JMSException e) {
                log.info(
                        "{}: {} is read by {} listener(s), since no more can: {}",
                        owner,
                        queue,
                        listeners.size(),
                        e.getMessage());
                another.close();
                return;
            }
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "mooring-acknowledging " + owner, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    private void leftOpen() {
        if (looks.compareAndSet(false, true)) {
            lookLater();
        }
    }

    private void lookLater() {
        List<Long> acknowledgements =
                listeners.stream().map(ReplyListener::acknowledgements).toList();
        try {
            ScheduledFuture<?> unused =
                    later.schedule(() -> look(acknowledgements), STALE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("{}: closed", owner, e);
        }
    }

    /** Acknowledges replies that have waited since the look before. */
    private void look(List<Long> before) {
        boolean stale = false;
        for (int i = 0; i < before.size(); i++) {
            ReplyListener listener = listeners.get(i);
            stale |= listener.hasOpen() && listener.acknowledgements() == before.get(i);
        }
        if (stale) {
            acknowledgeStopped();
        }
        looks.set(false);
        if (listeners.stream().anyMatch(ReplyListener::hasOpen)) {
            leftOpen();
        }
    }

    /**
     * Acknowledges what is not, on a thread that is not the listener's. IBM's client permits that only while the connection is
     * stopped.
     */
    private void acknowledgeStopped() {
        if (closed || !linked.getAsBoolean()) {
            return;
        }
        try {
            stopAndAcknowledge();
        } catch (JMSException e) {
            log.debug("{}: replies on {} were not acknowledged; they come once more", owner, queue, e);
        } finally {
            startAgain();
        }
    }

    private void stopAndAcknowledge() throws JMSException {
        acknowledging.lock();
        try {
            connection.stop();
            listeners.forEach(ReplyListener::acknowledgeLast);
        } finally {
            acknowledging.unlock();
        }
    }

    /** Without it no reply would come any more; so it is tried until the connection has ended. */
    private void startAgain() {
        while (!closed) {
            try {
                connection.start();
                return;
            } catch (JMSException e) {
                log.debug("{}: the connection could not be started again", owner, e);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            } catch (InterruptedException e) {
                return; // by the close
            }
        }
    }

    /** Where replies are to go. */
    Destination destination() {
        return destination;
    }

    /** The queue's name; of a dynamic queue its own, not that of its model. */
    String queue() {
        return queue;
    }

    /** What the listeners have handed over. */
    HandedOver handedOver() {
        return handedOver;
    }

    /** Acknowledges what is not, where there is a link; without one it is on the queue again. Ends a dynamic queue, too. */
    void close() {
        closed = true;
        later.shutdown(); // no interrupt: IBM's client may be at work on that thread
        try {
            if (linked.getAsBoolean()) {
                stopAndAcknowledge();
            }
            for (ReplyListener listener : listeners) {
                listener.close();
            }
            if (dynamic != null) {
                dynamic.delete();
            }
            for (ReplyListener listener : listeners) {
                listener.closeSession();
            }
        } catch (JMSException e) {
            log.debug("reply queue {} could not be closed; it is with its connection", queue, e);
        }
    }
}
