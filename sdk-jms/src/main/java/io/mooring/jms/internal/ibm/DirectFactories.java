package io.mooring.jms.internal.ibm;

import com.ibm.msg.client.jms.JmsPropertyContext;
import com.ibm.msg.client.wmq.WMQConstants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** Factories for a connection to one queue manager and no other, which does not reconnect. */
public final class DirectFactories {
    private DirectFactories() {}

    /**
     * Copies of an application's factory that lead to this queue manager or are refused: with a channel table one, which
     * asks for it by name; else one for each connection name, since any of them may be its.
     *
     * @throws JMSException if the client refuses to copy a property
     */
    public static List<ConnectionFactory> to(String queueManager, ConnectionFactory original) throws JMSException {
        if (IbmFactories.property(original, WMQConstants.WMQ_CCDTURL) != null) {
            return List.of(copy(queueManager, original, null));
        }
        List<ConnectionFactory> factories = new ArrayList<>();
        for (String name : Arrays.stream(connectionNames(original).split(",", -1))
                .distinct()
                .toList()) {
            factories.add(copy(queueManager, original, name.strip()));
        }
        return factories;
    }

    /** Always there, made of host and port where only these were set; the client denies that it exists then. */
    static String connectionNames(ConnectionFactory factory) throws JMSException {
        return ((JmsPropertyContext) factory).getStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST);
    }

    private static ConnectionFactory copy(
            String queueManager, ConnectionFactory original, @Nullable String connectionName) throws JMSException {
        ConnectionFactory copy = IbmFactories.copy(original, FactoryKind.UNIFIED);
        JmsPropertyContext properties = (JmsPropertyContext) copy;
        if (connectionName != null) {
            properties.setStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST, connectionName);
        }
        properties.setStringProperty(WMQConstants.WMQ_QUEUE_MANAGER, queueManager);
        properties.setIntProperty(
                WMQConstants.WMQ_CLIENT_RECONNECT_OPTIONS, WMQConstants.WMQ_CLIENT_RECONNECT_DISABLED);
        return copy;
    }
}
