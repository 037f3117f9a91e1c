package io.mooring.jms;

import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import java.util.Optional;
import javax.jms.Message;

/** A reply, and the request that it answers. Used by one thread at a time, as its message. */
public interface Reply {
    /**
     * The body of a text message; the empty text for one without a body.
     *
     * @throws IllegalStateException if it is not a text message
     * @throws io.mooring.MqException if IBM's client cannot read it
     */
    String text();

    /**
     * The body of a message of bytes, from its first byte, also if it was read before.
     *
     * @throws IllegalStateException if it is not a message of bytes
     * @throws io.mooring.MqException if IBM's client cannot read it
     */
    byte[] bytes();

    /** The message as it came: its body, properties and ids. */
    Message message();

    /** A property of the message; empty if it has none of this name. */
    Optional<Object> property(String name);

    /**
     * The receipt of the request's put: its message id, queue, queue manager and instant.
     *
     * @throws IllegalStateException if this is a stray reply, which answers no request that is known
     */
    PutReceipt request();

    /** The queue manager that the reply was received from; one that was left, if it had stayed behind there. */
    QueueManagerName queueManager();
}
