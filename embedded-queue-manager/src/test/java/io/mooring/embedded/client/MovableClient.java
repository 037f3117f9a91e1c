package io.mooring.embedded.client;

import com.ibm.mq.MQException;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.jms.Connection;
import javax.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** JMS connection factories of applications that can be moved: they reconnect, to any queue manager. */
final class MovableClient {
    private MovableClient() {}

    /** With a connection name list. */
    static JmsConnectionFactory of(String application, String connectionNames) throws JMSException {
        JmsConnectionFactory factory = factory(application);
        factory.setStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST, connectionNames);
        factory.setStringProperty(WMQConstants.WMQ_CHANNEL, "APP.SVRCONN");
        factory.setStringProperty(WMQConstants.WMQ_QUEUE_MANAGER, "*");
        return factory;
    }

    /** With a channel table. */
    static JmsConnectionFactory of(String application, URL channelTable, String queueManager) throws JMSException {
        JmsConnectionFactory factory = factory(application);
        factory.setObjectProperty(WMQConstants.WMQ_CCDTURL, channelTable.toString());
        factory.setStringProperty(WMQConstants.WMQ_QUEUE_MANAGER, queueManager);
        return factory;
    }

    private static JmsConnectionFactory factory(String application) throws JMSException {
        JmsConnectionFactory factory =
                JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER).createConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setStringProperty(WMQConstants.WMQ_APPLICATIONNAME, application);
        factory.setIntProperty(WMQConstants.WMQ_CLIENT_RECONNECT_OPTIONS, WMQConstants.WMQ_CLIENT_RECONNECT);
        return factory;
    }

    /** The connections of a test, closed with it. */
    static final class Connections implements AutoCloseable {
        private final List<Connection> all = new CopyOnWriteArrayList<>();

        /** Opens that many instances, each with a session. */
        void open(JmsConnectionFactory factory, int count) throws JMSException {
            for (int i = 0; i < count; i++) {
                open(factory);
            }
        }

        Connection open(JmsConnectionFactory factory) throws JMSException {
            Connection connection = factory.createConnection();
            all.add(connection);
            return connection;
        }

        @Override
        public void close() throws JMSException {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    /** The reason code in an exception or its causes; 0 if there is none. */
    static int reasonOf(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = next(cause)) {
            if (cause instanceof MQException refusal) {
                return refusal.reasonCode;
            }
        }
        return 0;
    }

    private static @Nullable Throwable next(Throwable thrown) {
        return thrown instanceof JMSException jms && jms.getLinkedException() != null
                ? jms.getLinkedException()
                : thrown.getCause();
    }
}
