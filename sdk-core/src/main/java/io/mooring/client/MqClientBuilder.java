package io.mooring.client;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ChannelTableSource;
import io.mooring.channeltable.ClientChannel;
import io.mooring.connect.ConnectAs;
import io.mooring.event.ConnectionListener;
import io.mooring.internal.event.EventDispatcher;
import io.mooring.internal.event.MoveHistory;
import io.mooring.internal.link.LinkKeeper;
import io.mooring.internal.link.ListedRoutes;
import io.mooring.internal.link.Routes;
import io.mooring.internal.link.TableRoutes;
import io.mooring.internal.mq.Dialer;
import io.mooring.internal.receipt.ReceiptBook;
import io.mooring.observe.ConnectionLog;
import io.mooring.observe.Telemetry;
import io.mooring.receipt.PutLedger;
import io.mooring.receipt.PutObserver;
import io.mooring.reconnect.ConnectionLifetime;
import io.mooring.reconnect.ReconnectPolicy;
import io.mooring.tls.TlsSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Says where a client connects to and how; {@link #connect()} checks all of it and makes the connection.
 *
 * <p>Used by one thread, and may be used for several clients.
 */
public final class MqClientBuilder {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int DEFAULT_LEDGER = 4096;

    private List<Endpoint> endpoints = List.of();
    private @Nullable ClientChannel channel;
    private @Nullable ChannelTableSource channelTable;
    private String queueManager = "";
    private ConnectAs identity = ConnectAs.application("mooring");
    private @Nullable String name;
    private final List<ConnectionListener> listeners = new ArrayList<>();
    private final List<PutObserver> putObservers = new ArrayList<>();
    private @Nullable PutLedger ledger;
    private Telemetry telemetry = Telemetry.none();
    private ReconnectPolicy reconnect = ReconnectPolicy.standard();
    private ConnectionLifetime lifetime = ConnectionLifetime.unlimited();
    private Duration connectTimeout = Duration.ofSeconds(10);

    MqClientBuilder() {}

    /**
     * Where queue managers listen, as {@code host(port)} with commas between; tried in this order.
     *
     * @throws IllegalArgumentException if one of them has another form
     */
    public MqClientBuilder connectionNames(String connectionNames) {
        endpoints = Endpoint.parseList(connectionNames);
        return this;
    }

    /**
     * The server-connection channel, for connection names.
     *
     * @throws IllegalArgumentException if it is not the name of a channel
     */
    public MqClientBuilder channel(String channel) {
        return channel(ClientChannel.named(channel));
    }

    /** The server-connection channel with what else is to be said about it, for connection names. */
    public MqClientBuilder channel(ClientChannel channel) {
        this.channel = channel;
        return this;
    }

    /**
     * A channel table (JSON CCDT) instead of connection names and a channel; it is read again when it has changed.
     *
     * @param uri such as {@code file:///etc/mq/ccdt.json}, see {@link ChannelTableSource#at}
     * @throws IllegalArgumentException if the address is not one that can be read from
     */
    public MqClientBuilder channelTable(URI uri) {
        return channelTable(ChannelTableSource.at(uri));
    }

    /** The same with a table that clients and monitors share, so that it is read once for all of them. */
    public MqClientBuilder channelTable(ChannelTableSource table) {
        channelTable = table;
        return this;
    }

    /**
     * Which queue manager it must be.
     *
     * <p>With connection names: its name, or {@code *} for any, which is the default. With a channel table: the name in its
     * entries, or an asterisk and the name of a group for any queue manager of that group.
     */
    public MqClientBuilder queueManager(String queueManager) {
        this.queueManager = queueManager.strip();
        return this;
    }

    /** Who the program says it is, and how it speaks TLS: all that the next three methods say one by one. */
    public MqClientBuilder as(ConnectAs identity) {
        this.identity = identity;
        return this;
    }

    /** The user to connect as, and the password that the queue manager checks; default: none, see {@link ConnectAs}. */
    public MqClientBuilder credentials(String user, String password) {
        return as(identity.credentials(user, password));
    }

    /**
     * The name that the queue manager shows for this program, and balances by; default {@code mooring}.
     *
     * @param applicationName 1 to {@value ConnectAs#MAX_APPLICATION_NAME} characters
     * @throws IllegalArgumentException if it is blank or longer
     */
    public MqClientBuilder applicationName(String applicationName) {
        return as(identity.named(applicationName));
    }

    /** How it speaks TLS; default: as the channel table says, else not at all. */
    public MqClientBuilder tls(TlsSettings tls) {
        return as(identity.tls(tls));
    }

    /** The client's name in log lines, events and threads; default: the application name and a number. */
    public MqClientBuilder name(String name) {
        this.name = name;
        return this;
    }

    /** Adds a listener; it hears everything from the first connection on. */
    public MqClientBuilder listener(ConnectionListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Adds an observer of puts. */
    public MqClientBuilder onPut(PutObserver observer) {
        putObservers.add(observer);
        return this;
    }

    /** Where receipts are kept; default: a ledger of this client's own for 4,096 puts. */
    public MqClientBuilder ledger(PutLedger ledger) {
        this.ledger = ledger;
        return this;
    }

    /** Where numbers go, such as {@code MicrometerTelemetry.of(registry)}; whoever made it closes it. Default: nowhere. */
    public MqClientBuilder telemetry(Telemetry telemetry) {
        this.telemetry = telemetry;
        return this;
    }

    /** When a lost link is made again, and when that is given up; default {@link ReconnectPolicy#standard()}. */
    public MqClientBuilder reconnect(ReconnectPolicy policy) {
        this.reconnect = policy;
        return this;
    }

    /** After which time a link is replaced on purpose, so that clients spread; default: never. */
    public MqClientBuilder lifetime(ConnectionLifetime lifetime) {
        this.lifetime = lifetime;
        return this;
    }

    /**
     * How long one queue manager is waited for when a link is made; default 10 seconds.
     *
     * @throws IllegalArgumentException if it is not longer than nothing
     */
    public MqClientBuilder connectTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("A connect timeout of " + timeout + "; give a time above zero.");
        }
        this.connectTimeout = timeout;
        return this;
    }

    /**
     * Makes the connection: tries each way once.
     *
     * @throws IllegalStateException if nothing, or more than one thing, says where to connect to
     * @throws io.mooring.channeltable.ChannelTableException if the channel table cannot be read or has no such queue manager
     * @throws io.mooring.ConnectFailedException if no queue manager could be reached, with the reason for each
     */
    public MqClient connect() {
        String named = name == null ? identity.applicationName() + "-" + NUMBER.incrementAndGet() : name;
        Clock clock = Clock.systemUTC();
        MoveHistory moves = new MoveHistory();
        EventDispatcher events = new EventDispatcher(named);
        events.add(ConnectionLog.create());
        events.add(telemetry::connectionEvent);
        listeners.forEach(events::add);
        Dialer dialer = new Dialer(identity);
        Routes routes = routes();
        LinkKeeper keeper = new LinkKeeper(named, clock, routes, dialer, connectTimeout, reconnect, lifetime, event -> {
            moves.note(event);
            events.raise(event);
        });
        PutLedger kept = ledger == null ? PutLedger.holding(DEFAULT_LEDGER) : ledger;
        Receipts receipts = new Receipts(clock, new ReceiptBook(named, kept, putObservers, telemetry));
        keeper.onNewLink(new LinkLog(named, clock, identity.tls()));
        try {
            keeper.connect();
        } catch (RuntimeException e) {
            events.close();
            throw e;
        }
        return new MqClient(named, keeper, events, new Caller(named, keeper, receipts, telemetry), moves);
    }

    private Routes routes() {
        ChannelTableSource table = channelTable;
        ClientChannel by = channel;
        if (table != null) {
            if (!endpoints.isEmpty() || by != null) {
                throw new IllegalStateException("Both a channel table (" + table.origin()
                        + ") and connection names or a channel say where to connect to; give one of them.");
            }
            table.load().attempts(queueManager, new Random());
            return new TableRoutes(table, queueManager, new Random());
        }
        if (endpoints.isEmpty() || by == null) {
            throw new IllegalStateException("Nothing says where to connect to; give connectionNames(...) and"
                    + " channel(...), or channelTable(...) and queueManager(...).");
        }
        Optional<QueueManagerName> wanted = queueManager.isEmpty() || queueManager.startsWith("*")
                ? Optional.empty()
                : Optional.of(QueueManagerName.of(queueManager));
        return new ListedRoutes(endpoints, by, wanted, new Random());
    }
}
