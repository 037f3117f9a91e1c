package io.mooring.jms;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.Session;

/** IBM's client alone, for what others do. */
final class PlainJms implements AutoCloseable {
    private final Connection connection;
    private final Session session;

    PlainJms(EmbeddedQueueManager queueManager) throws JMSException {
        MQConnectionFactory factory = new MQConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setConnectionNameList(queueManager.connectionName());
        factory.setChannel("APP.SVRCONN");
        factory.setAppName("somebody else");
        connection = factory.createConnection();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    /** Puts a text with a correlation id that nobody has made. */
    void send(String queue, String text) throws JMSException {
        Message message = session.createTextMessage(text);
        message.setJMSCorrelationID("ID:" + "ab".repeat(24));
        session.createProducer(session.createQueue(queue)).send(message);
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
