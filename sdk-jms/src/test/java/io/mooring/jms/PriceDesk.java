package io.mooring.jms;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.ConnectionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.jms.Connection;
import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TextMessage;

/** Two queue managers with the same queues, a factory for responders, and requesters of IBM's own that stay on one each. */
final class PriceDesk implements AutoCloseable {
    static final String REQUESTS = "PRICE.REQUEST";
    static final String REPLIES = "PRICE.REPLY";
    static final String BACKOUT = "PRICE.BACKOUT";

    /** How long a receive waits for what comes. */
    static final long PATIENCE = 30_000;

    static final Predicate<ConnectionStatus> RESPONDERS =
            connection -> connection.applicationName().equals("prices");

    final List<Responder> responders = new CopyOnWriteArrayList<>();
    final EmbeddedCluster cluster;
    final EmbeddedQueueManager qm1;
    final EmbeddedQueueManager qm2;
    final MooringConnectionFactory factory;
    private final List<Connection> connections = new ArrayList<>();

    PriceDesk() {
        cluster = EmbeddedCluster.of("QM1", "QM2")
                .queue(REQUESTS, REPLIES, BACKOUT, "AUDIT")
                .start();
        qm1 = cluster.queueManager("QM1");
        qm2 = cluster.queueManager("QM2");
        factory = builder().build();
    }

    MooringConnectionFactoryBuilder builder() {
        return MooringConnectionFactory.builder()
                .connectionNames(cluster.connectionNames())
                .channel("APP.SVRCONN")
                .applicationName("prices");
    }

    /** Closes the responder at the end. */
    Responder closing(Responder responder) {
        responders.add(responder);
        return responder;
    }

    /** A responder that answers each text with itself and an exclamation mark. */
    Responder exclaiming() throws JMSException {
        return closing(factory.responder(REQUESTS, request -> request.text() + "!"));
    }

    /** A session of a requester that stays on one queue manager. */
    Session session(EmbeddedQueueManager queueManager) throws JMSException {
        return connect(queueManager).createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    /** The same, where requests appear together at the commit. */
    Session transactedSession(EmbeddedQueueManager queueManager) throws JMSException {
        return connect(queueManager).createSession(true, Session.SESSION_TRANSACTED);
    }

    private Connection connect(EmbeddedQueueManager queueManager) throws JMSException {
        MQConnectionFactory plain = new MQConnectionFactory();
        plain.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        plain.setConnectionNameList(queueManager.connectionName());
        plain.setChannel("APP.SVRCONN");
        plain.setAppName("asking");
        Connection connection = plain.createConnection();
        connections.add(connection);
        connection.start();
        return connection;
    }

    static TextMessage request(Session session, String text) throws JMSException {
        TextMessage request = session.createTextMessage(text);
        request.setJMSReplyTo(session.createQueue(REPLIES));
        return request;
    }

    static void send(Session session, Message message) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue(REQUESTS))) {
            producer.send(message);
        }
    }

    static Message receive(Session session, String queue) throws JMSException {
        return receive(session, session.createQueue(queue));
    }

    static Message receive(Session session, Destination queue) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            Message message = consumer.receive(PATIENCE);
            if (message == null) {
                throw new AssertionError("Nothing came on " + queue + ".");
            }
            return message;
        }
    }

    static String text(Message message) throws JMSException {
        return message.getBody(String.class);
    }

    @Override
    public void close() throws JMSException {
        responders.forEach(Responder::close);
        for (Connection connection : connections) {
            connection.close();
        }
        cluster.close();
    }
}
