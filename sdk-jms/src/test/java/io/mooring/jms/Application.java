package io.mooring.jms;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.PutReceipt;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.Reconnected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.jms.Connection;
import javax.jms.JMSException;

/** An application over the drop-in factory, with two queue managers to be on; remembers what it was told. */
final class Application implements AutoCloseable {
    static final long PATIENCE = 10_000;

    /**
     * How long a move may take. Most take milliseconds; but a connection that IBM's client has given up and that was closed
     * was followed by moves of others that were 20 seconds late and more (observed; why was not proved).
     */
    static final Duration MOVE = ofSeconds(60);

    final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();
    final List<PutReceipt> receipts = new CopyOnWriteArrayList<>();
    final EmbeddedCluster cluster;
    final EmbeddedQueueManager qm1;
    final EmbeddedQueueManager qm2;
    private final List<Connection> connections = new ArrayList<>();

    Application() {
        cluster = EmbeddedCluster.of("QM1", "QM2").queue("ORDERS", "PRICES").start();
        qm1 = cluster.queueManager("QM1");
        qm2 = cluster.queueManager("QM2");
    }

    /** A builder with the names of both, that remembers events and receipts. */
    MooringConnectionFactoryBuilder builder() {
        return MooringConnectionFactory.builder()
                .connectionNames(cluster.connectionNames())
                .channel("APP.SVRCONN")
                .applicationName("orders")
                .listener(events::add)
                .onPut(receipts::add);
    }

    /** The same with a password, so that sockets can be watched, and are or not. */
    MooringConnectionFactoryBuilder builder(boolean watchingSockets) {
        return builder().credentials("app", "secret").watchingSockets(watchingSockets);
    }

    /** A started connection, closed at the end. */
    Connection connect() throws JMSException {
        return connect(builder().build());
    }

    Connection connect(MooringConnectionFactory factory) throws JMSException {
        Connection connection = factory.createConnection();
        connections.add(connection);
        connection.start();
        return connection;
    }

    /** The queue manager that connections are on. */
    EmbeddedQueueManager present() {
        return qm1.connections().isEmpty() ? qm2 : qm1;
    }

    /** Waits for an event of this kind, and answers the first. */
    <E extends ConnectionEvent> E awaitEvent(Class<E> kind) {
        await().atMost(MOVE).until(() -> !all(kind).isEmpty());
        return all(kind).get(0);
    }

    /** Waits until its producer for ORDERS has come to QM2: a client that tells of no move shows it there. */
    void awaitMove() {
        if (ClientVersion.tellsOfMoves()) {
            awaitEvent(Reconnected.class);
        } else {
            await().atMost(MOVE)
                    .until(() -> !qm2.administration().handles("ORDERS").isEmpty());
        }
    }

    /** Waits for so many events of this kind: each connection tells its own on a thread of its own. */
    void awaitEvents(Class<? extends ConnectionEvent> kind, int number) {
        await().atMost(MOVE).until(() -> all(kind).size() >= number);
    }

    <E extends ConnectionEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The kinds of the events so far, in order. */
    List<Class<?>> kinds() {
        return events.stream().<Class<?>>map(Object::getClass).toList();
    }

    @Override
    public void close() throws JMSException {
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (JMSException alreadyBroken) {
                // A connection that was given up says so once more when it is closed.
                assertThat(MooringConnection.of(connection).state().isOver()).isTrue();
            }
        }
        cluster.close();
    }
}
