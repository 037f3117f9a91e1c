package io.mooring.jms.internal.ibm;

import com.ibm.msg.client.jms.JmsConstants;
import com.ibm.msg.client.wmq.common.CommonConstants;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Collects the properties of a connection factory under IBM's names. Used by one thread. */
public final class IbmProperties {
    private final Map<String, Object> properties = new HashMap<>();

    /** Over the network, which is the only way that reconnects. */
    public IbmProperties() {
        properties.put(CommonConstants.WMQ_CONNECTION_MODE, CommonConstants.WMQ_CM_CLIENT);
    }

    /** By connection names and channel. */
    public void connectionNames(String names, String channel) {
        properties.put(CommonConstants.WMQ_CONNECTION_NAME_LIST, names);
        properties.put(CommonConstants.WMQ_CHANNEL, channel);
    }

    /** By a channel table. */
    public void channelTable(String url) {
        properties.put(CommonConstants.WMQ_CCDTURL, url);
    }

    /** Which queue manager it must be. */
    public void queueManager(String name) {
        properties.put(CommonConstants.WMQ_QUEUE_MANAGER, name);
    }

    /** Who connects; the password goes in a structure of its own, which takes long ones. */
    public void credentials(String user, String password) {
        properties.put(JmsConstants.USERID, user);
        properties.put(JmsConstants.PASSWORD, password);
        properties.put(JmsConstants.USER_AUTHENTICATION_MQCSP, true);
    }

    /** The application's name. */
    public void applicationName(String name) {
        properties.put(CommonConstants.WMQ_APPLICATIONNAME, name);
    }

    /** The client id of JMS. */
    public void clientId(String clientId) {
        properties.put(JmsConstants.CLIENT_ID, clientId);
    }

    /** Whether sessions share a socket. */
    public void sharingConversations(boolean sharing) {
        properties.put(
                CommonConstants.WMQ_SHARE_CONV_ALLOWED,
                sharing ? CommonConstants.WMQ_SHARE_CONV_ALLOWED_YES : CommonConstants.WMQ_SHARE_CONV_ALLOWED_NO);
    }

    /** Whether and where to it reconnects, as MQ's number. */
    public void reconnection(int option) {
        properties.put(CommonConstants.WMQ_CLIENT_RECONNECT_OPTIONS, option);
    }

    /** After how many seconds reconnection is given up. */
    public void reconnectTimeout(int seconds) {
        properties.put(CommonConstants.WMQ_CLIENT_RECONNECT_TIMEOUT, seconds);
    }

    /** How it speaks TLS. */
    public void tls(String suite, SSLSocketFactory sockets, @Nullable String peerName, int keyResetCount) {
        properties.put(CommonConstants.WMQ_SSL_CIPHER_SUITE, suite);
        properties.put(CommonConstants.WMQ_SSL_SOCKET_FACTORY, sockets);
        if (peerName != null) {
            properties.put(CommonConstants.WMQ_SSL_PEER_NAME, peerName);
        }
        if (keyResetCount > 0) {
            properties.put(CommonConstants.WMQ_SSL_KEY_RESETCOUNT, keyResetCount);
        }
    }

    /** Others, by name; false if one of that name is there already. */
    public boolean add(String name, Object value) {
        return properties.putIfAbsent(name, value) == null;
    }

    /** All of them. */
    public Map<String, Object> all() {
        return Map.copyOf(properties);
    }
}
