package io.mooring.jms.internal.respond;

import io.mooring.jms.internal.ibm.IbmMessages;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.util.Optional;
import javax.jms.DeliveryMode;
import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageProducer;
import javax.jms.Session;

/** Sends replies in the way that their requests ask for. Used by the thread of one session. */
final class Replies {
    /** MQRC_PERSISTENT_NOT_ALLOWED. */
    private static final ReasonCode PERSISTENT_NOT_ALLOWED = new ReasonCode(2048);

    /** A reply whose request has all but expired lives as long as MQ can express; zero would be for ever. */
    private static final long SHORTEST_MILLIS = 100;

    private final MessageProducer producer;
    private final Optional<Boolean> persistent;

    Replies(Session session, Optional<Boolean> persistent) throws JMSException {
        this.producer = session.createProducer(null);
        this.persistent = persistent;
    }

    /** Sends a reply; false if nobody waits for one any more. */
    boolean send(ReceivedRequest request, Message reply) throws JMSException {
        Destination destination = request.replyTo();
        Optional<Duration> left = request.timeLeft();
        if (destination == null
                || left.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
            return false;
        }
        Message asked = request.message();
        // What is the request's own must be read before: a reply may be the request itself.
        String correlation = IbmMessages.asksToPassCorrelationId(asked)
                ? asked.getJMSCorrelationID()
                : request.messageId().toString();
        if (reply == asked) {
            reply.setJMSCorrelationID(correlation);
        } else {
            IbmMessages.markAsReply(reply);
            if (reply.getJMSCorrelationID() == null) {
                reply.setJMSCorrelationID(correlation);
            }
        }
        if (IbmMessages.asksToPassMessageId(asked)) {
            IbmMessages.writeDescriptors(destination);
            if (reply != asked) {
                IbmMessages.setMessageId(reply, request.messageId().toBytes());
            }
        }
        long millis =
                left.map(time -> Math.max(SHORTEST_MILLIS, time.toMillis())).orElse(0L);
        send(destination, reply, mode(asked), asked.getJMSPriority(), millis);
        return true;
    }

    /** Puts a request elsewhere as it is, with its ids, its expiry and where its reply is to go. */
    void passOn(ReceivedRequest request, Destination destination) throws JMSException {
        Message message = request.message();
        IbmMessages.writeDescriptors(destination);
        IbmMessages.waitForAnswers(destination);
        producer.send(destination, message, message.getJMSDeliveryMode(), message.getJMSPriority(), 0);
    }

    private void send(Destination destination, Message reply, int mode, int priority, long millis) throws JMSException {
        IbmMessages.waitForAnswers(destination);
        try {
            producer.send(destination, reply, mode, priority, millis);
        } catch (JMSException e) {
            if (mode == DeliveryMode.NON_PERSISTENT || !ReasonCode.allOf(e).contains(PERSISTENT_NOT_ALLOWED)) {
                throw e;
            }
            // A temporary reply queue: it ends with its requester, and a persistent reply would, too.
            producer.send(destination, reply, DeliveryMode.NON_PERSISTENT, priority, millis);
        }
    }

    private int mode(Message request) throws JMSException {
        return persistent.isEmpty()
                ? request.getJMSDeliveryMode()
                : persistent.get() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT;
    }
}
