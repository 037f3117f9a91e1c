package io.mooring.jms;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.jms.Connection;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TextMessage;

/** Another program beside the one under test: IBM's client alone, without reconnection, on one queue manager. */
final class Beside {
    private Beside() {}

    /** Sends a message for each number, with the number as its text. */
    static void send(EmbeddedQueueManager queueManager, String queue, int from, int to) throws JMSException {
        try (JMSContext context = factory(queueManager).createContext()) {
            IntStream.rangeClosed(from, to)
                    .forEach(number -> context.createProducer()
                            .send(context.createQueue("queue:///" + queue), Integer.toString(number)));
        }
    }

    /** Takes all messages that a queue has, and answers their texts as numbers. */
    static List<Integer> drain(EmbeddedQueueManager queueManager, String queue) throws JMSException {
        queueManager.startListening();
        List<Integer> numbers = new ArrayList<>();
        try (Connection connection = factory(queueManager).createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue("queue:///" + queue));
            Message message = consumer.receiveNoWait();
            while (message != null) {
                numbers.add(Integer.valueOf(((TextMessage) message).getText()));
                message = consumer.receiveNoWait();
            }
        }
        return numbers;
    }

    /** Answers each request with its text and the queue manager's name, until it is closed. */
    static Connection answering(EmbeddedQueueManager queueManager, String queue) throws JMSException {
        Connection connection = factory(queueManager).createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer replies = session.createProducer(null);
        session.createConsumer(session.createQueue("queue:///" + queue)).setMessageListener(request -> {
            try {
                TextMessage reply =
                        session.createTextMessage(((TextMessage) request).getText() + "@" + queueManager.name());
                String asked = request.getJMSCorrelationID();
                reply.setJMSCorrelationID(asked == null ? request.getJMSMessageID() : asked);
                replies.send(request.getJMSReplyTo(), reply);
            } catch (JMSException e) {
                throw new IllegalStateException("the request cannot be answered", e);
            }
        });
        connection.start();
        return connection;
    }

    private static MQConnectionFactory factory(EmbeddedQueueManager queueManager) throws JMSException {
        MQConnectionFactory factory = new MQConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setConnectionNameList(queueManager.connectionName());
        factory.setChannel("APP.SVRCONN");
        factory.setAppName("beside");
        return factory;
    }
}
