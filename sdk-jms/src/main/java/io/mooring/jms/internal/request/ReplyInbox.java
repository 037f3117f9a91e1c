package io.mooring.jms.internal.request;

import io.mooring.jms.internal.send.Target;
import io.mooring.request.ReplyQueue;
import java.util.function.Consumer;
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
 * <p>A reply is acknowledged after it was handed over. Without that the queue manager would count non-persistent ones as
 * taken when it sends them, and what is on its way when the link ends would be lost.
 *
 * <p>IBM's client opens it again after each move. A dynamic queue is made anew there, with the same name.
 */
final class ReplyInbox {
    private static final Logger log = LoggerFactory.getLogger(ReplyInbox.class);

    private final Session session;
    private final @Nullable TemporaryQueue dynamic;
    private final Destination destination;
    private final String queue;
    private final MessageConsumer consumer;

    /**
     * Opens the reply queue; replies come once the connection is started.
     *
     * @throws JMSException if the queue manager refuses to open it, or the model to make it from
     */
    ReplyInbox(Connection connection, ReplyQueue replyQueue, @Nullable String selector, Consumer<Message> arrivals)
            throws JMSException {
        session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        // The model that it is made from is set in the factory.
        dynamic = replyQueue.isDynamic() ? session.createTemporaryQueue() : null;
        destination = dynamic == null ? session.createQueue(replyQueue.name()) : dynamic;
        queue = Target.of(destination).name();
        consumer = session.createConsumer(destination, selector);
        consumer.setMessageListener(message -> {
            arrivals.accept(message);
            acknowledge(message);
        });
    }

    private void acknowledge(Message message) {
        try {
            message.acknowledge();
        } catch (JMSException e) {
            log.debug("a reply on {} was not acknowledged; it comes once more", queue, e);
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

    /** Ends the listener, and with it a dynamic queue. */
    void close() {
        try {
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
