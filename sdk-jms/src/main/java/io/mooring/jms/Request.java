package io.mooring.jms;

import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.Session;
import org.jspecify.annotations.Nullable;

/**
 * A request that a {@link Responder} has in hand. It may be used until its handler returns, by the handler's thread, or by
 * others while that waits for them.
 */
public interface Request {
    /**
     * Its text; the empty text if it has none.
     *
     * @throws javax.jms.MessageFormatException if it is not a text message; it says what it is
     */
    String text() throws JMSException;

    /**
     * Its bytes.
     *
     * @throws javax.jms.MessageFormatException if it is not a bytes message; it says what it is
     */
    byte[] bytes() throws JMSException;

    /** The message itself, with headers and properties, those of the message descriptor ({@code JMS_IBM_MQMD_...}) too. */
    Message message();

    /** Where its reply is to go; null if nobody waits for one. */
    @Nullable
    Destination replyTo() throws JMSException;

    /** How often it was delivered, this time included: 1 for the first. */
    int deliveryCount() throws JMSException;

    /**
     * The transacted session that it was received in, to make messages with, and to send others that are to be committed or
     * backed out with the request and its reply. The responder ends the unit of work: commit, rollback and close are refused.
     */
    Session session();
}
