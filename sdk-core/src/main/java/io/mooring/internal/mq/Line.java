package io.mooring.internal.mq;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.QueueManagerName;
import io.mooring.tls.CipherSpec;
import io.mooring.tls.TlsSettings;
import java.util.Hashtable;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Starts the conversations of one link: the way, the identity, the watch over its sockets, and its TLS.
 *
 * <p>IBM's client lets conversations share a socket whose connection properties are the same, the exit and the socket
 * factory among them. Both belong to a line, so a link never gets a socket of another one, and never a TLS session of
 * another channel. May be used by any thread.
 */
public final class Line {
    /** The key has no constant in IBM's constant interfaces; its name is that of the field of MQEnvironment. */
    private static final String SHARING_CONVERSATIONS = "sharingConversations";

    private final Dialer dialer;
    private final Route route;
    private final SocketWatch watch;
    private final Optional<TlsSettings> tls;
    private final @Nullable SSLSocketFactory sockets;

    Line(Dialer dialer, Route route, SocketWatch watch, Optional<TlsSettings> tls) {
        this(dialer, route, watch, tls, tls.map(TlsSettings::newSocketFactory).orElse(null));
    }

    private Line(
            Dialer dialer,
            Route route,
            SocketWatch watch,
            Optional<TlsSettings> tls,
            @Nullable SSLSocketFactory sockets) {
        this.dialer = dialer;
        this.route = route;
        this.watch = watch;
        this.tls = tls;
        this.sockets = sockets;
    }

    /** The way that it takes. */
    public Route route() {
        return route;
    }

    /** The same line for further conversations, which must lead to the queue manager of this name. */
    public Line to(QueueManagerName name) {
        return new Line(dialer, route.to(name), watch, tls, sockets);
    }

    /** From now on the end of a socket is told; at once, if one has ended already. */
    public void arm() {
        watch.arm();
    }

    /**
     * Starts a conversation. Takes as long as the network does; nothing can interrupt it.
     *
     * @throws CallFailure if nobody answers, or the queue manager refuses it
     */
    public Conversation dial() throws CallFailure {
        Hashtable<String, Object> properties = properties();
        return watch.whileDialling(() -> {
            try {
                String name = route.queueManager().map(QueueManagerName::value).orElse("");
                MQQueueManager connected = new MQQueueManager(name, properties);
                return new Conversation(
                        connected, nameOf(connected), dialer.identity().applicationName());
            } catch (MQException e) {
                throw CallFailure.ofDialling(e);
            }
        });
    }

    private QueueManagerName nameOf(MQQueueManager connected) throws MQException {
        Optional<QueueManagerName> known =
                route.queueManager().or(() -> watch.partner().map(QueueManagerName::of));
        if (known.isPresent()) {
            return known.get();
        }
        return QueueManagerName.of(connected.getAttributeString(CMQC.MQCA_Q_MGR_NAME, CMQC.MQ_Q_MGR_NAME_LENGTH));
    }

    @SuppressWarnings("JdkObsolete") // Hashtable is what IBM's constructor takes.
    private Hashtable<String, Object> properties() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, route.endpoint().host());
        properties.put(CMQC.PORT_PROPERTY, route.endpoint().port());
        properties.put(CMQC.CHANNEL_PROPERTY, route.channel().name());
        properties.put(SHARING_CONVERSATIONS, route.channel().sharedConversations());
        properties.put(CMQC.APPNAME_PROPERTY, dialer.identity().applicationName());
        // Their reconnection does not work here and makes puts hang (observed): ours is the only one.
        properties.put(CMQC.CONNECT_OPTIONS_PROPERTY, CMQC.MQCNO_RECONNECT_DISABLED);
        if (!route.channel().localAddresses().isEmpty()) {
            properties.put(
                    CMQC.LOCAL_ADDRESS_PROPERTY,
                    route.channel().localAddresses().get(0));
        }
        addIdentity(properties);
        tls.ifPresent(settings -> addTls(settings, properties));
        return properties;
    }

    /** A user without a password is sent only where there is no security exit (observed): then nobody watches the sockets. */
    @SuppressWarnings("JdkObsolete")
    private void addIdentity(Hashtable<String, Object> properties) {
        Optional<String> user = dialer.identity().user();
        Optional<char[]> password = dialer.identity().password();
        user.ifPresent(name -> {
            properties.put(CMQC.USER_ID_PROPERTY, name);
            properties.put(CMQC.USE_MQCSP_AUTHENTICATION_PROPERTY, password.isPresent());
        });
        password.ifPresent(text -> properties.put(CMQC.PASSWORD_PROPERTY, new String(text)));
        if (user.isEmpty() || password.isPresent()) {
            properties.put(CMQC.CHANNEL_SECURITY_EXIT_PROPERTY, watch);
        }
    }

    /** What the channel table says about a channel comes before what the client was told for all. */
    private void addTls(TlsSettings settings, Hashtable<String, Object> properties) {
        CipherSpec cipher =
                route.channel().cipherSpecification().map(CipherSpec::of).orElse(settings.cipher());
        properties.put(CMQC.SSL_CIPHER_SUITE_PROPERTY, cipher.suite());
        if (sockets != null) {
            properties.put(CMQC.SSL_SOCKET_FACTORY_PROPERTY, sockets);
        }
        route.channel()
                .certificatePeerName()
                .or(settings::peerName)
                .ifPresent(name -> properties.put(CMQC.SSL_PEER_NAME_PROPERTY, name));
        if (settings.keyResetCount() > 0) {
            properties.put(CMQC.SSL_RESET_COUNT_PROPERTY, settings.keyResetCount());
        }
    }

    /** The way. */
    @Override
    public String toString() {
        return route.toString();
    }
}
