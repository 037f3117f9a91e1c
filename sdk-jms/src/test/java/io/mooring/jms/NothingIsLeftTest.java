package io.mooring.jms;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.Move;
import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import io.mooring.jms.internal.ibm.SocketExit;
import io.mooring.receipt.PutLedger;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import javax.jms.Connection;
import javax.jms.JMSConsumer;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.QueueConnection;
import javax.jms.QueueSession;
import javax.jms.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is closed leaves nothing, and what stays open does not grow.
 *
 * <p>The numbers are those of the properties {@code mooring.rounds} and {@code mooring.moves}: 1000 and 500 now and then.
 */
@Tag("client")
class NothingIsLeftTest {
    private static final int ROUNDS = Integer.getInteger("mooring.rounds", 150);
    private static final int MOVES = Integer.getInteger("mooring.moves", 120);
    private static final int REMEMBERED_SENDS = 64;
    private static final int REMEMBERED_MOVES = 100;

    private final Application application = new Application();
    private final PutLedger ledger = PutLedger.holding(REMEMBERED_SENDS);

    @AfterEach
    void close() throws JMSException {
        application.close();
    }

    @Test
    void nothingIsLeftOfWhatWasOpenedAndClosed() throws JMSException {
        MooringConnectionFactory factory = MooringConnectionFactory.builder()
                .connectionNames(application.cluster.connectionNames())
                .channel("APP.SVRCONN")
                .applicationName("rounds")
                .credentials("app", "secret")
                .ledger(ledger)
                .build();
        List<WeakReference<Object>> made = new ArrayList<>();
        // What the client and the queue manager make once and keep is there after a few rounds.
        for (int i = 0; i < 6; i++) {
            round(factory, i, made);
        }
        await().atMost(ofSeconds(30)).until(() -> application.qm1.connections().isEmpty());
        int threads = threads().size();

        for (int i = 0; i < ROUNDS; i++) {
            round(factory, i, made);
        }

        await().atMost(ofSeconds(60)).untilAsserted(() -> {
            System.gc();
            assertThat(application.qm1.connections()).isEmpty();
            assertThat(application.qm1.administration().queueStatus("ORDERS"))
                    .allMatch(queue -> queue.openInputCount() == 0 && queue.openOutputCount() == 0)
                    .hasSize(1);
            assertThat(threads()).hasSizeLessThanOrEqualTo(threads + 10);
            assertThat(threads()).noneMatch(name -> name.startsWith("mooring-events rounds"));
            // Of the last ones the client may hold something until the next.
            assertThat(made.stream().filter(one -> one.get() != null)).hasSizeLessThan(20);
        });
        assertThat(made).hasSizeGreaterThan(ROUNDS);
        assertThat(SocketExit.watched()).isZero();
        assertThat(ledger.size()).isEqualTo(Math.min(ledger.recorded(), REMEMBERED_SENDS));
        assertThat(application.qm1.depth("ORDERS")).isZero();
    }

    private static void round(MooringConnectionFactory factory, int round, List<WeakReference<Object>> made)
            throws JMSException {
        switch (round % 3) {
            case 0 -> {
                try (Connection connection = factory.createConnection()) {
                    connection.setExceptionListener(failure -> {});
                    connection.start();
                    Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                    Queue orders = session.createQueue("ORDERS");
                    MessageProducer producer = session.createProducer(orders);
                    MessageConsumer consumer = session.createConsumer(orders);
                    producer.send(session.createTextMessage("one"));
                    session.commit();
                    assertThat(consumer.receive(Application.PATIENCE)).isNotNull();
                    session.commit();
                    // Left to the connection to close.
                    connection.createSession().createConsumer(orders).setMessageListener(message -> {});
                    made.add(new WeakReference<>(connection));
                    made.add(new WeakReference<>(MooringConnection.of(connection)));
                    made.add(new WeakReference<>(session));
                    made.add(new WeakReference<>(producer));
                    made.add(new WeakReference<>(consumer));
                }
            }
            case 1 -> {
                try (JMSContext context = factory.createContext();
                        JMSContext second = context.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
                        JMSConsumer consumer = context.createConsumer(context.createQueue("ORDERS"))) {
                    second.createProducer().send(second.createQueue("ORDERS"), "one");
                    assertThat(consumer.receive(Application.PATIENCE)).isNotNull();
                    made.add(new WeakReference<>(context));
                    made.add(new WeakReference<>(second));
                    made.add(new WeakReference<>(consumer));
                }
            }
            default -> {
                try (QueueConnection connection = factory.createQueueConnection("app", "secret")) {
                    QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
                    session.createBrowser(session.createQueue("ORDERS")).getEnumeration();
                    session.createTemporaryQueue().delete();
                    made.add(new WeakReference<>(connection));
                    made.add(new WeakReference<>(session));
                }
            }
        }
    }

    @Test
    void aConnectionThatMovesOverAndOverTellsEachMoveAndDoesNotGrow() throws JMSException {
        Connection connection =
                application.connect(application.builder(true).ledger(ledger).build());
        MooringConnection mooring = MooringConnection.of(connection);
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        int threads = 0;
        for (int i = 1; i <= MOVES; i++) {
            EmbeddedQueueManager from = i % 2 == 1 ? application.qm1 : application.qm2;
            EmbeddedQueueManager to = i % 2 == 1 ? application.qm2 : application.qm1;
            from.stopListening();
            // Half of them by a loss, half of them asked to.
            if (i % 4 < 2) {
                from.dropSockets();
            } else {
                from.askToReconnect();
            }
            int moves = i;
            await().atMost(Application.MOVE)
                    .pollInterval(ofMillis(2))
                    .until(() -> mooring.moves().size() == Math.min(moves, REMEMBERED_MOVES)
                            && mooring.queueManager().value().equals(to.name()));
            producer.send(session.createTextMessage("move " + i));
            from.startListening();
            if (i == 10) {
                threads = threads().size();
            }
        }

        List<Class<?>> expected = new ArrayList<>(List.of(Connected.class));
        List<QueueManagerName> places = new ArrayList<>();
        for (int i = 1; i <= MOVES; i++) {
            expected.addAll(List.of(ConnectionLost.class, Reconnecting.class, Reconnected.class));
            places.add(new QueueManagerName(i % 2 == 1 ? "QM2" : "QM1"));
        }
        await().until(() -> application.kinds().size() == expected.size());
        assertThat(application.kinds()).isEqualTo(expected);
        assertThat(application.all(Reconnected.class))
                .extracting(Reconnected::to)
                .isEqualTo(places);
        assertThat(application.receipts).extracting(PutReceipt::queueManager).isEqualTo(places);
        assertThat(application.events).extracting(event -> event.epoch()).isSorted();
        assertThat(mooring.moves()).hasSize(Math.min(MOVES, REMEMBERED_MOVES));
        assertThat(mooring.moves()).last().extracting(Move::to).isEqualTo(places.get(places.size() - 1));
        assertThat(ledger.size()).isEqualTo(Math.min(MOVES, REMEMBERED_SENDS));
        assertThat(threads()).hasSizeLessThanOrEqualTo(threads + 10);
        assertThat(application.qm1.depth("ORDERS") + application.qm2.depth("ORDERS"))
                .isEqualTo(MOVES);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
