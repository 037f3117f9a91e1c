package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import java.io.IOException;
import java.util.Hashtable;
import javax.jms.JMSException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The shortest ways from an embedded queue manager to a connection of the IBM client, and to the reason of a refusal. */
final class ClientConnections {
    static final String CHANNEL = "APP.SVRCONN";

    private ClientConnections() {}

    /** Properties for MQ classes for Java, for a channel; to be added to. */
    static Hashtable<String, Object> properties(EmbeddedQueueManager queueManager, String channel) {
        return properties(queueManager.port(), channel);
    }

    /** Properties for whoever listens on a port. */
    static Hashtable<String, Object> properties(int port, String channel) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, port);
        properties.put(CMQC.CHANNEL_PROPERTY, channel);
        return properties;
    }

    /** Connects with MQ classes for Java and an application name. */
    static MQQueueManager connect(EmbeddedQueueManager queueManager, String application) throws MQException {
        Hashtable<String, Object> properties = properties(queueManager, CHANNEL);
        properties.put(CMQC.APPNAME_PROPERTY, application);
        return new MQQueueManager(queueManager.name(), properties);
    }

    /** A JMS connection factory, to be added to. */
    static JmsConnectionFactory factory(EmbeddedQueueManager queueManager, String channel) throws JMSException {
        JmsConnectionFactory factory =
                JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER).createConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setStringProperty(WMQConstants.WMQ_HOST_NAME, "127.0.0.1");
        factory.setIntProperty(WMQConstants.WMQ_PORT, queueManager.port());
        factory.setStringProperty(WMQConstants.WMQ_CHANNEL, channel);
        factory.setStringProperty(WMQConstants.WMQ_QUEUE_MANAGER, queueManager.name());
        return factory;
    }

    static void put(MQQueue queue, String text) throws MQException, IOException {
        MQMessage message = new MQMessage();
        message.writeString(text);
        queue.put(message);
    }

    /** The reason code with which the client fails, whichever exception wraps it. */
    static int reasonOf(ThrowingCallable failing) {
        Throwable thrown = catchThrowable(failing);
        assertThat(thrown).describedAs("a failure").isNotNull();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof MQException refusal) {
                return refusal.getReason();
            }
        }
        throw new AssertionError("no reason code in the failure", thrown);
    }
}
