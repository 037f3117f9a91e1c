package io.mooring.client;

import io.mooring.Endpoint;
import io.mooring.event.ConnectionListener;
import io.mooring.internal.event.EventDispatcher;
import io.mooring.internal.link.AttemptPlan;
import io.mooring.internal.link.LinkKeeper;
import io.mooring.internal.mq.Dialer;
import io.mooring.internal.mq.Route;
import io.mooring.observe.ConnectionLog;
import io.mooring.observe.Telemetry;
import io.mooring.receipt.PutLedger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Says where a client connects to and how; {@link #connect()} checks all of it and makes the connection.
 *
 * <p>Used by one thread, and may be used for several clients.
 */
public final class MqClientBuilder {
    /** The longest name of an application that a queue manager shows. */
    public static final int MAX_APPLICATION_NAME = 28;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int DEFAULT_LEDGER = 4096;
    private static final Duration PER_ROUTE = Duration.ofSeconds(10);

    private List<Endpoint> endpoints = List.of();
    private String channel = "";
    private Optional<String> queueManager = Optional.empty();
    private @Nullable String user;
    private char @Nullable [] password;
    private String applicationName = "mooring";
    private @Nullable String name;
    private final List<ConnectionListener> listeners = new ArrayList<>();
    private final List<PutObserver> putObservers = new ArrayList<>();
    private @Nullable PutLedger ledger;
    private Telemetry telemetry = Telemetry.none();

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

    /** The server-connection channel, at most 20 characters. */
    public MqClientBuilder channel(String channel) {
        if (channel.isBlank() || channel.length() > 20) {
            throw new IllegalArgumentException("'" + channel + "' is not a channel name; give 1 to 20 characters.");
        }
        this.channel = channel;
        return this;
    }

    /**
     * Which queue manager it must be: its name; or {@code *} for any, which is also the default with connection names.
     */
    public MqClientBuilder queueManager(String queueManager) {
        this.queueManager = queueManager.isBlank() || queueManager.startsWith("*")
                ? Optional.empty()
                : Optional.of(io.mooring.QueueManagerName.of(queueManager).value());
        return this;
    }

    /** The user to connect as, and the password that the queue manager checks; default: the process's user without one. */
    public MqClientBuilder credentials(String user, String password) {
        this.user = user;
        this.password = password.toCharArray();
        return this;
    }

    /**
     * The name that the queue manager shows for this program, and balances by; default {@code mooring}.
     *
     * @param applicationName 1 to {@value #MAX_APPLICATION_NAME} characters
     */
    public MqClientBuilder applicationName(String applicationName) {
        if (applicationName.isBlank() || applicationName.length() > MAX_APPLICATION_NAME) {
            throw new IllegalArgumentException("Application name '" + applicationName + "' has "
                    + applicationName.length() + " characters; a queue manager takes 1 to " + MAX_APPLICATION_NAME
                    + ".");
        }
        this.applicationName = applicationName;
        return this;
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

    /**
     * Makes the connection: tries each way once.
     *
     * @throws IllegalStateException if nothing says where to connect to
     * @throws io.mooring.ConnectFailedException if no queue manager could be reached, with the reason for each
     */
    public MqClient connect() {
        if (endpoints.isEmpty() || channel.isEmpty()) {
            throw new IllegalStateException(
                    "Nothing says where to connect to; give connectionNames(...) and channel(...).");
        }
        List<Route> routes = endpoints.stream()
                .map(endpoint -> Route.to(endpoint, channel, queueManager))
                .toList();
        String named = name == null ? applicationName + "-" + NUMBER.incrementAndGet() : name;
        Clock clock = Clock.systemUTC();
        MoveHistory moves = new MoveHistory();
        EventDispatcher events = new EventDispatcher(named);
        events.add(ConnectionLog.create());
        events.add(telemetry::connectionEvent);
        listeners.forEach(events::add);
        Dialer dialer = new Dialer(applicationName, user, password, Dialer.NO_TLS);
        LinkKeeper keeper = new LinkKeeper(named, clock, () -> routes, dialer, PER_ROUTE, plan(), event -> {
            moves.note(event);
            events.raise(event);
        });
        Receipts receipts = new Receipts(
                named, clock, ledger == null ? PutLedger.holding(DEFAULT_LEDGER) : ledger, putObservers, telemetry);
        try {
            keeper.connect();
        } catch (RuntimeException e) {
            events.close();
            throw e;
        }
        return new MqClient(named, keeper, events, new Caller(named, keeper, receipts, telemetry), moves);
    }

    private static AttemptPlan plan() {
        return (attempt, sinceLoss, reason) ->
                Optional.of(attempt == 1 ? Duration.ZERO : Duration.ofMillis(100L * (1 << Math.min(attempt, 5))));
    }
}
