package io.mooring.embedded.client;

import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import java.util.ArrayList;
import java.util.List;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.Session;
import javax.jms.TextMessage;

/** An application that uses JMS against an embedded queue manager; it closes the connections that it made. */
final class JmsApplication implements AutoCloseable {
    /** Nothing in these tests takes longer, unless something hangs. */
    static final long PATIENCE = 10_000;

    /** How long a receive waits for a message that must not come. */
    static final long MOMENT = 200;

    private final EmbeddedQueueManager queueManager;
    private final JmsConnectionFactory factory;
    private final List<Connection> connections = new ArrayList<>();

    JmsApplication(EmbeddedQueueManager queueManager) throws JMSException {
        this.queueManager = queueManager;
        this.factory = newFactory();
    }

    /** The factory that its connections come from; to set properties. */
    JmsConnectionFactory factory() {
        return factory;
    }

    private JmsConnectionFactory newFactory() throws JMSException {
        JmsConnectionFactory made =
                JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER).createConnectionFactory();
        made.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        made.setStringProperty(WMQConstants.WMQ_HOST_NAME, "127.0.0.1");
        made.setIntProperty(WMQConstants.WMQ_PORT, queueManager.port());
        made.setStringProperty(WMQConstants.WMQ_CHANNEL, "APP.SVRCONN");
        made.setStringProperty(WMQConstants.WMQ_QUEUE_MANAGER, queueManager.name());
        made.setStringProperty(WMQConstants.WMQ_APPLICATIONNAME, "jms-test");
        return made;
    }

    /** A new connection, started. */
    Connection connect() throws JMSException {
        Connection connection = factory.createConnection();
        connections.add(connection);
        connection.start();
        return connection;
    }

    /** A new session on a new connection, started. */
    Session session(int mode) throws JMSException {
        return session(connect(), mode);
    }

    /** A new session. */
    static Session session(Connection connection, int mode) throws JMSException {
        return connection.createSession(mode == Session.SESSION_TRANSACTED, mode);
    }

    /** Sends text messages over a connection of its own. */
    void send(String queue, int deliveryMode, String... texts) throws JMSException {
        try (Connection connection = newFactory().createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue(queue));
            producer.setDeliveryMode(deliveryMode);
            for (String text : texts) {
                producer.send(session.createTextMessage(text));
            }
        }
    }

    /** Sends persistent text messages over a connection of its own. */
    void send(String queue, String... texts) throws JMSException {
        send(queue, DeliveryMode.PERSISTENT, texts);
    }

    /** A queue with read ahead allowed. */
    static Queue readingAhead(Session session, String queue) throws JMSException {
        return session.createQueue("queue:///" + queue + "?readAheadAllowed=1");
    }

    /** The text of a text message. */
    static String text(Message message) {
        try {
            return ((TextMessage) message).getText();
        } catch (JMSException e) {
            throw new IllegalStateException("a text message without a readable text: " + message, e);
        }
    }

    /** How often a message was delivered. */
    static int deliveries(Message message) throws JMSException {
        return message.getIntProperty("JMSXDeliveryCount");
    }

    /** Numbered texts. */
    static String[] texts(String prefix, int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = prefix + i;
        }
        return texts;
    }

    /** Its sockets are lost: there is nothing left to close. */
    void abandon() {
        connections.clear();
    }

    @Override
    public void close() throws JMSException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
