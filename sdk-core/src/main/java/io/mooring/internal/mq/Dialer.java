package io.mooring.internal.mq;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.QueueManagerName;
import java.util.Hashtable;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts conversations, with the identity and the settings that all links of a client have in common.
 *
 * @param applicationName what the queue manager shows as the program's name, at most 28 characters
 * @param user the user id to connect with, null for that of the process
 * @param password its password, null for none
 * @param security adds what TLS needs for a route to IBM's connection properties
 */
public record Dialer(
        String applicationName,
        @Nullable String user,
        char @Nullable [] password,
        BiConsumer<Route, Hashtable<String, Object>> security) {
    /** For a client without TLS. */
    public static final BiConsumer<Route, Hashtable<String, Object>> NO_TLS = (route, properties) -> {};

    /**
     * Starts a conversation. Takes as long as the network does; nothing can interrupt it.
     *
     * @param watch hears of the end of its socket
     * @throws CallFailure if nobody answers, or the queue manager refuses it
     */
    @SuppressWarnings("JdkObsolete") // Hashtable is what IBM's constructor takes.
    public Conversation dial(Route route, SocketWatch watch) throws CallFailure {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, route.endpoint().host());
        properties.put(CMQC.PORT_PROPERTY, route.endpoint().port());
        properties.put(CMQC.CHANNEL_PROPERTY, route.channel());
        properties.put(CMQC.APPNAME_PROPERTY, applicationName);
        properties.put(CMQC.CHANNEL_SECURITY_EXIT_PROPERTY, watch);
        // Their reconnection does not work here and makes puts hang (observed): ours is the only one.
        properties.put(CMQC.CONNECT_OPTIONS_PROPERTY, CMQC.MQCNO_RECONNECT_DISABLED);
        if (user != null) {
            properties.put(CMQC.USER_ID_PROPERTY, user);
            properties.put(CMQC.USE_MQCSP_AUTHENTICATION_PROPERTY, true);
        }
        if (password != null) {
            properties.put(CMQC.PASSWORD_PROPERTY, new String(password));
        }
        route.sharingConversations().ifPresent(number -> properties.put(SHARING_CONVERSATIONS, number));
        security.accept(route, properties);
        return watch.whileDialling(() -> connect(route, watch, properties));
    }

    @SuppressWarnings("JdkObsolete")
    private Conversation connect(Route route, SocketWatch watch, Hashtable<String, Object> properties)
            throws CallFailure {
        try {
            MQQueueManager connected = new MQQueueManager(route.queueManager().orElse(""), properties);
            return new Conversation(connected, nameOf(connected, watch, route), applicationName);
        } catch (MQException e) {
            throw CallFailure.ofDialling(e);
        }
    }

    private static QueueManagerName nameOf(MQQueueManager connected, SocketWatch watch, Route route)
            throws MQException {
        Optional<String> known = route.queueManager().or(watch::partner);
        if (known.isPresent()) {
            return QueueManagerName.of(known.get());
        }
        return QueueManagerName.of(connected.getAttributeString(CMQC.MQCA_Q_MGR_NAME, CMQC.MQ_Q_MGR_NAME_LENGTH));
    }

    /** The key has no constant in IBM's public interfaces; its name is that of the field of MQEnvironment. */
    private static final String SHARING_CONVERSATIONS = "sharingConversations";

    /** Without the password. */
    @Override
    public String toString() {
        return "Dialer[" + applicationName + ", user " + user + "]";
    }
}
