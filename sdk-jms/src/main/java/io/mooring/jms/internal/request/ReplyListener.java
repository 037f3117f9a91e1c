package io.mooring.jms.internal.request;

import io.mooring.jms.internal.ibm.IbmDestinations;
import java.util.function.ToIntFunction;
import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener on a reply queue, with the session in which it acknowledges some replies at once.
 *
 * <p>A session is for one thread at a time: the listener's, or while the connection is stopped whoever has stopped it.
 */
final class ReplyListener {
    private static final Logger log = LoggerFactory.getLogger(ReplyListener.class);

    private final Session session;
    private final Destination destination;
    private final MessageConsumer consumer;
    private final HandedOver handedOver;
    private final HandedOver.Batch batch;
    private final ToIntFunction<Message> arrivals;
    private final Runnable leftOpen;

    /**
     * Begins to listen.
     *
     * @param session acknowledged by the client, used by nobody else
     * @param arrivals takes a reply, and answers how many more are awaited
     * @param leftOpen called when a reply is not acknowledged at once
     * @throws JMSException if the queue manager refuses to open the queue
     */
    ReplyListener(
            Session session,
            Destination destination,
            @Nullable String selector,
            HandedOver handedOver,
            ToIntFunction<Message> arrivals,
            Runnable leftOpen)
            throws JMSException {
        this.session = session;
        this.destination = destination;
        this.handedOver = handedOver;
        this.batch = handedOver.newBatch();
        this.arrivals = arrivals;
        this.leftOpen = leftOpen;
        // Where replies are acknowledged the queue manager sends one at a time all the same, and says so each time.
        consumer = session.createConsumer(IbmDestinations.notReadingAhead(destination), selector);
        consumer.setMessageListener(this::arrived);
    }

    private void arrived(Message message) {
        int awaited = handedOver.comesAgain(message) ? 1 : arrivals.applyAsInt(message);
        int open = batch.add(message);
        if (open >= HandedOver.MOST_OPEN || awaited == 0) {
            acknowledge(message);
        } else {
            leftOpen.run();
        }
    }

    /** Acknowledges what is not; while the connection is stopped. */
    void acknowledgeLast() {
        Message last = batch.last();
        if (last != null) {
            acknowledge(last);
        }
    }

    private void acknowledge(Message message) {
        try {
            message.acknowledge();
        } catch (JMSException e) {
            log.debug("replies on {} were not acknowledged; they come once more", destination, e);
        } finally {
            batch.acknowledged();
        }
    }

    /** Whether there are replies that are not acknowledged. */
    boolean hasOpen() {
        return batch.last() != null;
    }

    /** The number of acknowledgements so far. */
    long acknowledgements() {
        return batch.number();
    }

    void close() throws JMSException {
        consumer.close();
    }

    void closeSession() throws JMSException {
        session.close();
    }
}
