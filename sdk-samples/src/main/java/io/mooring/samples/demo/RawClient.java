package io.mooring.samples.demo;

import com.ibm.mq.MQException;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import java.util.OptionalInt;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** IBM's client for JMS as it is set up for a uniform cluster: the channel table, and automatic reconnection. */
final class RawClient {
    private RawClient() {}

    /**
     * A factory.
     *
     * @param queueManager a name, to which it comes back; or one with an asterisk, so that it goes anywhere
     */
    static ConnectionFactory factory(Harbour harbour, String application, String queueManager) throws JMSException {
        JmsConnectionFactory factory =
                JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER).createConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setStringProperty(WMQConstants.WMQ_CCDTURL, harbour.ccdt().toString());
        factory.setStringProperty(WMQConstants.WMQ_QUEUE_MANAGER, queueManager);
        factory.setStringProperty(WMQConstants.WMQ_APPLICATIONNAME, application);
        factory.setIntProperty(
                WMQConstants.WMQ_CLIENT_RECONNECT_OPTIONS,
                queueManager.startsWith("*")
                        ? WMQConstants.WMQ_CLIENT_RECONNECT
                        : WMQConstants.WMQ_CLIENT_RECONNECT_Q_MGR);
        if (harbour.user().isPresent()) {
            factory.setStringProperty(WMQConstants.USERID, harbour.user().get().user());
            factory.setStringProperty(
                    WMQConstants.PASSWORD, harbour.user().get().password());
        }
        return factory;
    }

    /** The reason code in an exception, wherever it is. */
    static OptionalInt reason(JMSException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof MQException mq) {
                return OptionalInt.of(mq.getReason());
            }
        }
        return OptionalInt.empty();
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof JMSException jms && jms.getLinkedException() != null
                ? jms.getLinkedException()
                : failure.getCause();
    }
}
