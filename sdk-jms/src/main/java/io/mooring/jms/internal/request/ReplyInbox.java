package io.mooring.jms.internal.request;

import io.mooring.jms.internal.ibm.IbmDestinations;
import io.mooring.jms.internal.send.Target;
import io.mooring.request.ReplyQueue;
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
import javax.jms.MessageConsumer;
import javax.jms.Session;
import javax.jms.TemporaryQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reply queue over a connection, read by a listener.
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

    private static final long STALE_MILLIS = 1_000;
    private static final long RETRY_MILLIS = 100;
    private static final long THREAD_LINGERS_MILLIS = 5_000;

    private final String owner;
    private final Connection connection;
    private final BooleanSupplier linked;
    private final Session session;
    private final @Nullable TemporaryQueue dynamic;
    private final Destination destination;
    private final String queue;
    private final MessageConsumer consumer;
    private final ToIntFunction<Message> arrivals;
    private final HandedOver handedOver = new HandedOver();

    /** Looks after replies behind which none comes. */
    private final ScheduledThreadPoolExecutor later;

    private final AtomicBoolean looks = new AtomicBoolean();

    /** A session is for one thread at a time: the listener's, or while the connection is stopped who holds this. */
    private final ReentrantLock acknowledging = new ReentrantLock();

    private volatile boolean closed;

    /**
     * Opens the reply queue; replies come once the connection is started.
     *
     * @param owner the requester's name
     * @param linked whether the connection has a link
     * @param arrivals takes a reply, and answers how many more are awaited
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
        this.arrivals = arrivals;
        later = new ScheduledThreadPoolExecutor(1, this::thread);
        later.setKeepAliveTime(THREAD_LINGERS_MILLIS, TimeUnit.MILLISECONDS);
        later.allowCoreThreadTimeOut(true);
        later.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        // The model that it is made from is set in the factory.
        dynamic = replyQueue.isDynamic() ? session.createTemporaryQueue() : null;
        destination = dynamic == null ? session.createQueue(replyQueue.name()) : dynamic;
        queue = Target.of(destination).name();
        // Where replies are acknowledged the queue manager sends one at a time all the same, and says so each time.
        consumer = session.createConsumer(IbmDestinations.notReadingAhead(destination), selector);
        consumer.setMessageListener(this::arrived);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "mooring-acknowledging " + owner, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    private void arrived(Message message) {
        int awaited = handedOver.comesAgain(message) ? 1 : arrivals.applyAsInt(message);
        int open = handedOver.add(message);
        if (open >= HandedOver.MOST_OPEN || awaited == 0) {
            acknowledge(message);
        } else if (looks.compareAndSet(false, true)) {
            lookLater();
        }
    }

    private void acknowledge(Message message) {
        try {
            message.acknowledge();
        } catch (JMSException e) {
            log.debug("replies on {} were not acknowledged; they come once more", queue, e);
        } finally {
            handedOver.acknowledged();
        }
    }

    private void lookLater() {
        long batch = handedOver.batch();
        try {
            ScheduledFuture<?> unused = later.schedule(() -> look(batch), STALE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("{}: closed", owner, e);
        }
    }

    /** Acknowledges replies that have waited since the look before. */
    private void look(long batch) {
        if (handedOver.batch() == batch) {
            acknowledgeStopped();
        }
        looks.set(false);
        if (handedOver.last() != null && looks.compareAndSet(false, true)) {
            lookLater();
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
            Message last = handedOver.last();
            if (last != null) {
                acknowledge(last);
            }
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

    /** What the listener has handed over. */
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
            consumer.close();
            if (dynamic != null) {
                dynamic.delete();
            }
            session.close();
        } catch (JMSException e) {
            log.debug("reply queue {} could not be closed; it is with its connection", queue, e);
        }
    }
}
