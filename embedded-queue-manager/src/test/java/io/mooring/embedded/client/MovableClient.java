package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ibm.mq.MQException;
import com.ibm.mq.constants.CMQC;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.jms.Connection;
import javax.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** JMS connection factories of applications that can be moved: they reconnect, to any queue manager. */
final class MovableClient {
    private MovableClient() {}

    /** Skips a test that needs a client of this or a later version. */
    static void assumeVersion(String atLeast, String why) {
        String version = String.valueOf(MQException.class.getPackage().getImplementationVersion());
        assumeTrue(
                Arrays.compare(numbers(version), numbers(atLeast)) >= 0,
                () -> "client " + version + " is older than " + atLeast + ": " + why);
    }

    /** Skips a test that needs names of applications, JSON channel tables or other things of uniform clusters. */
    static void assumeUniformClusters() {
        assumeVersion("9.1.2.0", "it has no application names, JSON channel tables and automatic balancing");
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split(" ", -1)[0].split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

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
                try {
                    connection.close();
                } catch (JMSException broken) {
                    // Client 9.1 complains when it closes what is broken already.
                    assertThat(reasonOf(broken)).isEqualTo(CMQC.MQRC_CONNECTION_BROKEN);
                }
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
