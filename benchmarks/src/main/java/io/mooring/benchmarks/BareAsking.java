package io.mooring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.Session;

/**
 * Requests by some threads with IBM's objects alone, in the way that costs least: one connection, a session for each thread,
 * one listener for all replies, a map by message id. No time limit, no receipts, nothing known about moves or duplicates:
 * what a requester over IBM's JMS client cannot be faster than.
 */
final class BareAsking {
    /** As many replies are acknowledged together as the requester does. */
    private static final int TOGETHER = 16;

    private final Map<String, CompletableFuture<Message>> replies = new ConcurrentHashMap<>();
    private int unacknowledged; // the listener's thread only

    private BareAsking() {}

    static Workload open(EmbeddedContender queueManager, String requests, String replyQueue, Load load)
            throws JMSException {
        BareAsking bare = new BareAsking();
        Connection connection = queueManager.connections().createConnection();
        Session listening = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        listening.createConsumer(listening.createQueue(replyQueue)).setMessageListener(bare::arrived);
        connection.start();
        List<Asking.Asker> askers = new ArrayList<>();
        for (int i = 0; i < load.threads(); i++) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue(JmsLibrary.destination(requests)));
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.setTimeToLive(Asking.TIMEOUT.toMillis());
            Queue replyTo = session.createQueue(replyQueue);
            askers.add(body -> bare.ask(session, producer, replyTo, body));
        }
        return new Asking(askers, load.bytes(), connection);
    }

    /** The reply may be there before the put has returned: whoever comes first makes the future. */
    private CompletableFuture<Message> reply(String messageId) {
        return replies.computeIfAbsent(messageId, id -> new CompletableFuture<>());
    }

    private void arrived(Message message) {
        try {
            reply(message.getJMSCorrelationID()).complete(message);
            unacknowledged++;
            if (unacknowledged == TOGETHER) {
                message.acknowledge();
                unacknowledged = 0;
            }
        } catch (JMSException e) {
            throw new IllegalStateException("a reply could not be taken", e);
        }
    }

    private byte[] ask(Session session, MessageProducer producer, Queue replyTo, byte[] body) throws JMSException {
        BytesMessage request = session.createBytesMessage();
        request.writeBytes(body);
        request.setJMSReplyTo(replyTo);
        producer.send(request);
        String id = request.getJMSMessageID();
        try {
            return JmsLibrary.bytes(reply(id).get());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a reply did not come", e);
        } finally {
            replies.remove(id);
        }
    }
}
