package io.mooring.jms;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ChannelTableSource;
import io.mooring.channeltable.ClientChannel;
import io.mooring.connect.ConnectAs;
import io.mooring.event.ConnectionListener;
import io.mooring.jms.internal.ibm.FactoryKind;
import io.mooring.jms.internal.ibm.IbmConnections;
import io.mooring.jms.internal.ibm.IbmFactories;
import io.mooring.jms.internal.ibm.IbmProperties;
import io.mooring.observe.Telemetry;
import io.mooring.receipt.PutLedger;
import io.mooring.receipt.PutObserver;
import io.mooring.tls.TlsSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.jms.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says where connections of a factory go and how, and who hears of them; {@link #build()} checks all of it and connects to
 * nothing.
 *
 * <p>Used by one thread.
 */
public final class MooringConnectionFactoryBuilder {
    private static final Logger log = LoggerFactory.getLogger(MooringConnectionFactory.class);
    private static final int DEFAULT_LEDGER = 4096;
    private static final Set<String> READABLE = Set.of("file", "http", "https");

    private final @Nullable ConnectionFactory wrapped;

    /** What was said about how to connect, by the names of the methods, so that a contradiction can be named. */
    private final Set<String> said = new TreeSet<>();

    private final Map<String, Object> others = new LinkedHashMap<>();
    private final List<ConnectionListener> listeners = new ArrayList<>();
    private final List<PutObserver> putObservers = new ArrayList<>();
    private @Nullable URI channelTable;
    private @Nullable String connectionNames;
    private @Nullable String channel;
    private String queueManager = "";
    private @Nullable ConnectAs identity;
    private @Nullable String user;
    private @Nullable String password;
    private @Nullable TlsSettings tls;
    private @Nullable String clientId;
    private boolean sharing = true;
    private Reconnection reconnection = Reconnection.ANY_QUEUE_MANAGER;
    private @Nullable Duration reconnectTimeout;
    private @Nullable Balancing balancing;
    private @Nullable String name;
    private @Nullable PutLedger ledger;
    private ReadAhead readAhead = ReadAhead.WHERE_SAFE;
    private Telemetry telemetry = Telemetry.none();
    private boolean watchingSockets = true;

    MooringConnectionFactoryBuilder(@Nullable ConnectionFactory wrapped) {
        this.wrapped = wrapped;
    }

    /**
     * Says all that some settings say, as if its method were called for each; a later call prevails.
     *
     * @throws IllegalArgumentException if a setting cannot be; the message names it, and what would do
     */
    public MooringConnectionFactoryBuilder settings(Settings settings) {
        return new SettingsReader(settings).readInto(this);
    }

    /**
     * A channel table (JSON CCDT) that says where to connect to; IBM's client reads it, too.
     *
     * @param uri such as {@code file:///etc/mq/ccdt.json}
     */
    public MooringConnectionFactoryBuilder channelTable(URI uri) {
        channelTable = uri;
        return says("channelTable");
    }

    /**
     * Where queue managers listen, as {@code host(port)} with commas between, instead of a channel table.
     *
     * @throws IllegalArgumentException if one of them has another form
     */
    public MooringConnectionFactoryBuilder connectionNames(String connectionNames) {
        // The client wants them without blanks, and with ports.
        this.connectionNames = String.join(
                ",",
                Endpoint.parseList(connectionNames).stream()
                        .map(Endpoint::toString)
                        .toList());
        return says("connectionNames");
    }

    /**
     * The server-connection channel, for connection names.
     *
     * @throws IllegalArgumentException if it is not the name of a channel
     */
    public MooringConnectionFactoryBuilder channel(String channel) {
        this.channel = ClientChannel.named(channel).name();
        return says("channel");
    }

    /**
     * Which queue manager it must be: its name, or {@code *} for any, which is the default with connection names. With a
     * channel table: the name in its entries, or an asterisk and the name of a group.
     */
    public MooringConnectionFactoryBuilder queueManager(String queueManager) {
        this.queueManager = queueManager.strip();
        return says("queueManager");
    }

    /** The user to connect as, and the password that the queue manager checks; default: the process's user without one. */
    public MooringConnectionFactoryBuilder credentials(String user, String password) {
        this.user = user;
        this.password = password;
        return says("credentials");
    }

    /**
     * The name that the queue manager shows for this program, and that a uniform cluster balances by.
     *
     * @param applicationName 1 to {@value ConnectAs#MAX_APPLICATION_NAME} characters
     * @throws IllegalArgumentException if it is blank or longer
     */
    public MooringConnectionFactoryBuilder applicationName(String applicationName) {
        identity = ConnectAs.application(applicationName);
        return says("applicationName");
    }

    /** How connections speak TLS; with a channel table it says the cipher, and this the certificates. Default: no TLS. */
    public MooringConnectionFactoryBuilder tls(TlsSettings tls) {
        this.tls = tls;
        return says("tls");
    }

    /** The client id of JMS, for durable subscriptions. */
    public MooringConnectionFactoryBuilder clientId(String clientId) {
        this.clientId = clientId;
        return says("clientId");
    }

    /** Whether sessions share sockets, as far as the channel allows; default: they do. */
    public MooringConnectionFactoryBuilder sharingConversations(boolean sharing) {
        this.sharing = sharing;
        return says("sharingConversations");
    }

    /** What happens when a link is lost; default {@link Reconnection#ANY_QUEUE_MANAGER}. */
    public MooringConnectionFactoryBuilder reconnect(Reconnection reconnection) {
        this.reconnection = reconnection;
        return says("reconnect");
    }

    /**
     * After which time reconnection is given up; default 30 minutes.
     *
     * @param timeout whole seconds, one or more
     */
    public MooringConnectionFactoryBuilder reconnectTimeout(Duration timeout) {
        Seconds.of("A reconnect timeout", timeout);
        this.reconnectTimeout = timeout;
        return says("reconnectTimeout");
    }

    /** What a uniform cluster is told about the application; default: what the queue manager takes for granted. */
    public MooringConnectionFactoryBuilder balancing(Balancing balancing) {
        this.balancing = balancing;
        return says("balancing");
    }

    /**
     * A property of IBM's factory that has no method here.
     *
     * @param name as in IBM's {@code WMQConstants}, such as {@code XMSC_WMQ_POLLING_INTERVAL}
     * @param value in the type that IBM's factory wants
     */
    public MooringConnectionFactoryBuilder property(String name, Object value) {
        others.put(name, value);
        return says("property");
    }

    /** The name of the connections in events, log lines and threads; default: the application name. A number is added. */
    public MooringConnectionFactoryBuilder name(String name) {
        this.name = name;
        return this;
    }

    /** Adds a listener; it hears everything that happens to each connection. */
    public MooringConnectionFactoryBuilder listener(ConnectionListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Adds an observer of sends. */
    public MooringConnectionFactoryBuilder onPut(PutObserver observer) {
        putObservers.add(observer);
        return this;
    }

    /**
     * Where consumers read ahead, so that a thread in {@code receive()} does not hold up a move; default {@link
     * ReadAhead#WHERE_SAFE}.
     */
    public MooringConnectionFactoryBuilder readAhead(ReadAhead readAhead) {
        this.readAhead = readAhead;
        return this;
    }

    /** Where receipts are kept; default: one ledger for all connections of the factory, with room for 4,096. */
    public MooringConnectionFactoryBuilder ledger(PutLedger ledger) {
        this.ledger = ledger;
        return this;
    }

    /** Where numbers go, such as {@code MicrometerTelemetry.of(registry)}; whoever made it closes it. Default: nowhere. */
    public MooringConnectionFactoryBuilder telemetry(Telemetry telemetry) {
        this.telemetry = telemetry;
        return this;
    }

    /**
     * Whether sockets are watched by a security exit where there is a password and no channel table, so that the loss of one
     * is known at once; default: they are. Never where IBM's factory has a security exit of its own.
     */
    public MooringConnectionFactoryBuilder watchingSockets(boolean watching) {
        this.watchingSockets = watching;
        return this;
    }

    /**
     * The factory, which has not connected yet.
     *
     * @throws IllegalStateException if nothing, or more than one thing, says where to connect to
     * @throws IllegalArgumentException if a setting cannot be; the message names it, and what would do
     * @throws io.mooring.channeltable.ChannelTableException if the channel table cannot be read or has no such queue manager
     */
    public MooringConnectionFactory build() {
        ChannelTableSource table = null;
        ConnectionFactory original = wrapped;
        if (original == null) {
            table = checkedTable();
            original = IbmFactories.make(FactoryKind.UNIFIED, properties());
        } else if (!said.isEmpty()) {
            throw new IllegalStateException(
                    "Both a factory of IBM's and " + String.join(", ", said)
                            + " say how to connect; set it on IBM's factory, or let MooringConnectionFactory.builder() make one.");
        }
        String named = name == null ? IbmConnections.applicationName(original).orElse("jms") : name;
        return new MooringConnectionFactory(new ConnectionMaker(
                original,
                balancing != null || saysBalancing(original),
                named,
                table,
                readAhead,
                List.copyOf(listeners),
                List.copyOf(putObservers),
                ledger == null ? PutLedger.holding(DEFAULT_LEDGER) : ledger,
                telemetry,
                watchingSockets,
                new ConcurrentLinkedQueue<>()));
    }

    /** Whether IBM's factory says anything but what all say that were told nothing. */
    private static boolean saysBalancing(ConnectionFactory factory) {
        return Balancing.simple().properties().entrySet().stream()
                .anyMatch(untold -> !untold.getValue().equals(IbmFactories.property(factory, untold.getKey())));
    }

    /** The channel table, read and checked; null for connection names. */
    private @Nullable ChannelTableSource checkedTable() {
        URI uri = channelTable;
        if (uri == null) {
            if (connectionNames == null || channel == null) {
                throw new IllegalStateException("Nothing says where to connect to; give connectionNames(...) and"
                        + " channel(...), or channelTable(...) and queueManager(...), or settings such as "
                        + Setting.CONNECTION_NAMES.property() + " or " + Setting.CONNECTION_NAMES.variable() + ".");
            }
            if (!queueManager.isEmpty() && !queueManager.startsWith("*")) {
                QueueManagerName.of(queueManager);
            }
            return null;
        }
        ChannelTableSource table = ChannelTableSource.at(uri);
        if (connectionNames != null || channel != null) {
            throw new IllegalStateException("Both a channel table (" + table.origin()
                    + ") and connection names or a channel say where to connect to; give one of them.");
        }
        if (!READABLE.contains(String.valueOf(uri.getScheme()))) {
            throw new IllegalArgumentException("Channel table " + table.origin()
                    + " cannot be read by IBM's client; give a file, http or https address.");
        }
        table.load().attempts(queueManager, new Random());
        return table;
    }

    private Map<String, Object> properties() {
        IbmProperties properties = new IbmProperties();
        if (channelTable != null) {
            properties.channelTable(channelTable.toString());
        } else if (connectionNames != null && channel != null) {
            properties.connectionNames(connectionNames, channel);
        }
        properties.queueManager(queueManager.isEmpty() ? "*" : queueManager);
        if (user != null && password != null) {
            properties.credentials(user, password);
        }
        if (identity != null) {
            properties.applicationName(identity.applicationName());
        }
        if (clientId != null) {
            properties.clientId(clientId);
        }
        properties.sharingConversations(sharing);
        properties.reconnection(reconnection.option());
        if (reconnectTimeout != null) {
            properties.reconnectTimeout(Seconds.of("A reconnect timeout", reconnectTimeout));
        }
        if (tls != null) {
            tls.warnings(Clock.systemUTC().instant()).forEach(warning -> log.warn("TLS: {}", warning));
            properties.tls(
                    tls.cipher().suite(), tls.newSocketFactory(), tls.peerName().orElse(null), tls.keyResetCount());
        }
        if (balancing != null) {
            balancing.properties().forEach(properties::add);
        }
        others.forEach((property, value) -> {
            if (!properties.add(property, value)) {
                throw new IllegalArgumentException(
                        "Property " + property + " is set by a method of this builder, too; give it only there.");
            }
        });
        return properties.all();
    }

    private MooringConnectionFactoryBuilder says(String what) {
        said.add(what);
        return this;
    }
}
