package io.mooring.jms.internal.ibm;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.msg.client.jms.JmsConstants;
import com.ibm.msg.client.wmq.WMQConstants;
import java.util.Hashtable;
import javax.jms.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** IBM's classes for Java in the name of a JMS connection factory, for what JMS cannot do. */
final class ClassesForJava {
    private static final Logger log = LoggerFactory.getLogger(ClassesForJava.class);

    private ClassesForJava() {}

    /** Who a factory connects as, how it shows that, and how it speaks TLS; not where to. Such a connection does not move. */
    @SuppressWarnings("JdkObsolete") // They want this kind of map.
    static Hashtable<String, Object> identity(ConnectionFactory factory) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        copy(factory, WMQConstants.WMQ_APPLICATIONNAME, properties, CMQC.APPNAME_PROPERTY);
        copy(factory, JmsConstants.USERID, properties, CMQC.USER_ID_PROPERTY);
        copy(factory, JmsConstants.PASSWORD, properties, CMQC.PASSWORD_PROPERTY);
        copy(factory, WMQConstants.WMQ_SSL_CIPHER_SUITE, properties, CMQC.SSL_CIPHER_SUITE_PROPERTY);
        copy(factory, WMQConstants.WMQ_SSL_SOCKET_FACTORY, properties, CMQC.SSL_SOCKET_FACTORY_PROPERTY);
        copy(factory, WMQConstants.WMQ_SSL_PEER_NAME, properties, CMQC.SSL_PEER_NAME_PROPERTY);
        Object user = properties.get(CMQC.USER_ID_PROPERTY);
        if (user == null || user.toString().isBlank()) {
            // A JMS connection without a user sends that of the process.
            properties.put(CMQC.USER_ID_PROPERTY, System.getProperty("user.name", ""));
        }
        boolean compatible = "false"
                .equalsIgnoreCase(
                        String.valueOf(IbmFactories.property(factory, WMQConstants.USER_AUTHENTICATION_MQCSP)));
        properties.put(CMQC.USE_MQCSP_AUTHENTICATION_PROPERTY, IbmFactories.hasPassword(factory) && !compatible);
        properties.put(CMQC.CONNECT_OPTIONS_PROPERTY, CMQC.MQCNO_RECONNECT_DISABLED);
        return properties;
    }

    @SuppressWarnings("JdkObsolete")
    private static void copy(ConnectionFactory factory, String from, Hashtable<String, Object> properties, String to) {
        Object value = IbmFactories.property(factory, from);
        if (value != null) {
            properties.put(to, value);
        }
    }

    /** Ends a connection, if there is one. */
    static void disconnect(@Nullable MQQueueManager connected) {
        try {
            if (connected != null) {
                connected.disconnect();
            }
        } catch (MQException e) {
            log.debug("a connection of the classes for Java could not be ended", e);
        }
    }
}
