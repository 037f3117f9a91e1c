package io.mooring.jms;

import io.mooring.ConnectionState;
import io.mooring.MqException;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ChannelTableEntry;
import io.mooring.channeltable.ChannelTableException;
import io.mooring.channeltable.ChannelTableSource;
import io.mooring.event.ConnectionListener;
import io.mooring.idle.ReaderCensus;
import io.mooring.internal.event.EventDispatcher;
import io.mooring.internal.link.Fleet;
import io.mooring.internal.link.QueueCensus;
import io.mooring.internal.receipt.ReceiptBook;
import io.mooring.jms.internal.ibm.FactoryKind;
import io.mooring.jms.internal.ibm.IbmConnections;
import io.mooring.jms.internal.ibm.IbmFactories;
import io.mooring.jms.internal.ibm.QueueInquiry;
import io.mooring.jms.internal.ibm.SocketExit;
import io.mooring.jms.internal.send.Sends;
import io.mooring.jms.internal.witness.ConnectionWatch;
import io.mooring.jms.internal.witness.ReconnectionObserver;
import io.mooring.jms.internal.wrap.Companion;
import io.mooring.jms.internal.wrap.Connections;
import io.mooring.jms.internal.wrap.ContextWrapper;
import io.mooring.observe.ConnectionLog;
import io.mooring.observe.Telemetry;
import io.mooring.receipt.PutLedger;
import io.mooring.receipt.PutObserver;
import io.mooring.request.ReplyQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.JMSRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes connections, each with a copy of IBM's factory: the reconnection observer belongs to a factory, so only with a copy
 * is it known which connection moved.
 *
 * @param original IBM's factory, which is never connected with
 * @param balanced whether it was said how a uniform cluster is to balance the connections
 * @param name the connections' name, to which a number is added
 * @param table the channel table that the factory connects by, null if it has none or is not ours
 * @param readAhead where consumers read ahead
 * @param listeners who hears of each connection's events
 * @param putObservers who hears of each send
 * @param ledger where receipts are kept
 * @param telemetry where numbers go
 * @param watchingSockets whether sockets are watched where they can be
 * @param made the connections that were made; those that were closed leave with the next one that is made
 */
record ConnectionMaker(
        ConnectionFactory original,
        boolean balanced,
        String name,
        @Nullable ChannelTableSource table,
        ReadAhead readAhead,
        List<ConnectionListener> listeners,
        List<PutObserver> putObservers,
        PutLedger ledger,
        Telemetry telemetry,
        boolean watchingSockets,
        Queue<MooringConnection> made) {
    private static final Logger log = LoggerFactory.getLogger(MooringConnectionFactory.class);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** How long a queue manager is waited for that is asked how many read a queue. */
    private static final Duration LONGEST_COUNT = Duration.ofSeconds(10);

    /** Makes a connection by IBM's factory. */
    interface Call<T extends Connection> {
        T make(ConnectionFactory factory) throws JMSException;
    }

    /** Makes a context by IBM's factory. */
    interface ContextCall {
        JMSContext make(ConnectionFactory factory);
    }

    /** A connection with the credentials of the factory. */
    Connection connection(FactoryKind kind, Call<? extends Connection> call) throws JMSException {
        return connection(kind, IbmFactories.hasPassword(original), call);
    }

    /** A connection with credentials of its own. */
    Connection connection(FactoryKind kind, @Nullable String password, Call<? extends Connection> call)
            throws JMSException {
        return connection(kind, password != null && !password.isBlank(), call);
    }

    private Connection connection(FactoryKind kind, boolean hasPassword, Call<? extends Connection> call)
            throws JMSException {
        Companion companion = companion();
        boolean connected = false;
        try {
            ConnectionFactory copy = IbmFactories.copy(original, kind);
            boolean observing = observe(copy, companion);
            watchSockets(copy, hasPassword, companion);
            Connection connection = call.make(copy);
            connected = true;
            connected(companion, connection, observing);
            return Connections.wrap(connection, companion);
        } finally {
            if (!connected) {
                companion.abandoned();
            }
        }
    }

    /** The same for connections of requesters. */
    ConnectionMaker requesting(ReplyQueue replyQueue) {
        Map<String, Object> more = new HashMap<>();
        if (!balanced) {
            more.putAll(Balancing.requestReply().properties());
        }
        if (replyQueue.isDynamic()) {
            more.put("XMSC_WMQ_TEMPORARY_MODEL", replyQueue.name());
        }
        try {
            ConnectionFactory copy = IbmFactories.copyWith(original, more);
            return new ConnectionMaker(
                    copy,
                    balanced,
                    name,
                    table,
                    readAhead,
                    listeners,
                    putObservers,
                    ledger,
                    telemetry,
                    watchingSockets,
                    made);
        } catch (JMSException e) {
            throw new MqException("IBM's connection factory could not be copied for a requester.", e);
        }
    }

    /** A context with the credentials of the factory. */
    JMSContext context(ContextCall call) {
        return context(IbmFactories.hasPassword(original), call);
    }

    /** A context with credentials of its own. */
    JMSContext context(@Nullable String password, ContextCall call) {
        return context(password != null && !password.isBlank(), call);
    }

    private JMSContext context(boolean hasPassword, ContextCall call) {
        Companion companion = companion();
        boolean connected = false;
        try {
            ConnectionFactory copy = copyForContext();
            boolean observing = observe(copy, companion);
            watchSockets(copy, hasPassword, companion);
            JMSContext context = call.make(copy);
            connected = true;
            connected(companion, context, observing);
            return new ContextWrapper(context, companion);
        } finally {
            if (!connected) {
                companion.abandoned();
            }
        }
    }

    private ConnectionFactory copyForContext() {
        try {
            return IbmFactories.copy(original, FactoryKind.UNIFIED);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    private Companion companion() {
        String connection = name + "-" + NUMBER.incrementAndGet();
        Clock clock = Clock.systemUTC();
        EventDispatcher events = new EventDispatcher(connection);
        events.add(ConnectionLog.create());
        events.add(telemetry::connectionEvent);
        listeners.forEach(events::add);
        Companion companion = new Companion(
                connection,
                events,
                telemetry,
                readAhead,
                raise -> new ConnectionWatch(connection, clock, known(), this::endpoint, raise),
                watch -> new Sends(clock, watch, new ReceiptBook(connection, ledger, putObservers, telemetry)));
        companion.reconnectsFor(IbmConnections.reconnectTimeout(original));
        return companion;
    }

    private boolean observe(ConnectionFactory copy, Companion companion) {
        ReconnectionObserver observer =
                new ReconnectionObserver(companion.watch()::observed, IbmFactories.observerOf(original));
        boolean observing = IbmFactories.observe(copy, observer);
        if (!observing) {
            log.warn(
                    "{}: this client takes no reconnection observer; a move is seen with the next message sent",
                    companion.name());
        }
        return observing;
    }

    /** The name of a connection is the only one of its kind in the process, and so the key of its watch over sockets. */
    private void watchSockets(ConnectionFactory copy, boolean hasPassword, Companion companion) {
        SocketNews news = new SocketNews(companion.watch());
        if (watchingSockets && IbmFactories.watchSockets(copy, hasPassword, companion.name(), news)) {
            // Holds the news, too, which the exit does not.
            companion.whenClosed(() -> SocketExit.forget(companion.name(), news));
        }
    }

    /** Hands the news of sockets on to the watch over their connection. */
    private record SocketNews(ConnectionWatch watch) implements SocketExit.Watcher {
        @Override
        public void socketStarted(Object socket) {
            watch.socketStarted(socket);
        }

        @Override
        public void socketAnswered(Object socket, String queueManager, String endpoint) {
            watch.socketAnswered(socket, queueManager, endpoint);
        }

        @Override
        public void socketEnded(Object socket) {
            watch.socketEnded(socket);
        }
    }

    private void connected(Companion companion, Object connection, boolean observing) {
        QueueManagerName queueManager = IbmConnections.firstQueueManager(connection)
                .map(QueueManagerName::of)
                .or(companion.watch()::partner)
                .orElse(ConnectionWatch.UNNAMED);
        companion.watch().connected(queueManager, IbmConnections.firstEndpoint(connection), observing);
        made.removeIf(ConnectionMaker::isClosed);
        made.add(companion);
    }

    /** Counts the readers of a queue on all queue managers that connections may come to be on. */
    ReaderCensus census(String queue) {
        QueueInquiry inquiry = new QueueInquiry(original, table);
        return new QueueCensus(queue, new Fleet(name, inquiry::places, inquiry, LONGEST_COUNT));
    }

    /** The connections that were made and are not closed, the first one first. */
    List<MooringConnection> open() {
        return made.stream().filter(each -> !isClosed(each)).toList();
    }

    private static boolean isClosed(MooringConnection connection) {
        return connection.state() == ConnectionState.CLOSED;
    }

    /** The queue managers of the channel table; its trouble, if it has any, is IBM's client's to tell. */
    private List<QueueManagerName> known() {
        try {
            return table == null ? List.of() : table.current().queueManagers();
        } catch (ChannelTableException e) {
            return List.of();
        }
    }

    /** Where the channel table says that a queue manager answers; the empty text if it leaves a choice. */
    private String endpoint(QueueManagerName queueManager) {
        if (table == null) {
            return "";
        }
        try {
            List<String> endpoints = table.current().named(queueManager).stream()
                    .flatMap(ConnectionMaker::endpoints)
                    .distinct()
                    .toList();
            return endpoints.size() == 1 ? endpoints.get(0) : "";
        } catch (ChannelTableException e) {
            return "";
        }
    }

    private static Stream<String> endpoints(ChannelTableEntry entry) {
        return entry.endpoints().stream().map(Object::toString);
    }

    /** How it connects, without secrets. */
    @Override
    public String toString() {
        return name + " by " + original.getClass().getName();
    }
}
