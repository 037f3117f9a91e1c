package io.mooring.jms.internal.request;

import io.mooring.jms.internal.wrap.ReceiptingProducer;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.MessageProducer;
import javax.jms.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions with a producer, each used by one thread at a time; as many as are used at once, up to a bound. */
final class Senders {
    private static final Logger log = LoggerFactory.getLogger(Senders.class);

    /** A put takes a moment; who comes when all are used waits for one. */
    private static final int MOST = 16;

    private final Connection connection;
    private final String destination;
    private final Semaphore free = new Semaphore(MOST);

    /** The one used last comes first. */
    private final ConcurrentLinkedDeque<Sender> idle = new ConcurrentLinkedDeque<>();

    private volatile boolean closed;

    /** A session and its producer. */
    record Sender(Session session, ReceiptingProducer producer) {}

    Senders(Connection connection, String destination) {
        this.connection = connection;
        this.destination = destination;
    }

    /**
     * One for the calling thread alone, to be given back.
     *
     * @return null if none was free in that time
     */
    @Nullable
    Sender borrow(Duration atMost) throws JMSException, InterruptedException {
        if (!free.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            return null;
        }
        Sender sender = null;
        try {
            sender = idle.pollFirst();
            if (sender == null) {
                sender = open();
            }
        } finally {
            if (sender == null) {
                free.release();
            }
        }
        return sender;
    }

    private Sender open() throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        ReceiptingProducer producer = null;
        try {
            MessageProducer made = session.createProducer(session.createQueue(destination));
            producer = (ReceiptingProducer) made;
        } finally {
            if (producer == null) {
                close(session);
            }
        }
        return new Sender(session, producer);
    }

    void giveBack(Sender sender, boolean usable) {
        if (usable && !closed) {
            idle.addFirst(sender);
            if (closed) {
                close();
            }
        } else {
            close(sender.session());
        }
        free.release();
    }

    /** Closes those that are idle; those in use are closed when they are given back. */
    void close() {
        closed = true;
        for (Sender sender = idle.pollFirst(); sender != null; sender = idle.pollFirst()) {
            close(sender.session());
        }
    }

    private static void close(Session session) {
        try {
            session.close();
        } catch (JMSException e) {
            log.debug("a session for requests could not be closed", e); // it ends with its connection
        }
    }
}
