package io.mooring.jms.internal.request;

import io.mooring.MqException;
import io.mooring.jms.Requester;
import io.mooring.jms.Unwrapping;
import io.mooring.jms.internal.wrap.Companion;
import javax.jms.Connection;
import javax.jms.JMSException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens requesters. */
public final class Requesters {
    private static final Logger log = LoggerFactory.getLogger(Requester.class);

    private Requesters() {}

    /** Makes the connection of a requester. */
    public interface Connecting {
        /** A new connection of ours, which belongs to the requester. */
        Connection connect() throws JMSException;
    }

    /**
     * A requester that is ready.
     *
     * @throws MqException if it cannot connect, or the queue manager refuses to open one of the queues
     */
    public static Requester open(RequestSettings settings, Connecting connecting) {
        Connection connection;
        try {
            connection = connecting.connect();
        } catch (JMSException e) {
            throw new MqException("A requester to " + settings.queueName() + " could not be connected.", e);
        }
        JmsRequester requester = null;
        try {
            JmsRequester opening =
                    new JmsRequester(settings, connection, ((Unwrapping) connection).unwrap(Companion.class));
            opening.open();
            requester = opening;
            return requester;
        } catch (JMSException e) {
            throw new MqException(
                    "A requester to " + settings.queueName() + " with replies on "
                            + settings.replyQueue().name() + " could not be opened.",
                    e);
        } finally {
            if (requester == null) {
                close(connection);
            }
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (JMSException e) {
            log.debug("the connection of a requester that could not be opened could not be closed", e);
        }
    }
}
