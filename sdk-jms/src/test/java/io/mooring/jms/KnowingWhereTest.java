package io.mooring.jms;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mooring.ConnectionState;
import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import io.mooring.embedded.admin.EndMode;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Quiescing;
import io.mooring.event.ReconnectFailed;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import io.mooring.observe.LogFields;
import io.mooring.reason.ReasonClass;
import io.mooring.reason.ReasonCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.jms.Connection;
import javax.jms.IllegalStateException;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.MessageProducer;
import javax.jms.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** What a connection of the drop-in tells of its moves, with the real client. */
@Tag("client")
class KnowingWhereTest {
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");

    private final Application application = new Application();

    @AfterEach
    void close() throws JMSException {
        application.close();
    }

    @Test
    void aContextKnowsWhereItIsFromItsFirstSendOn() {
        try (JMSContext context = application.builder().build().createContext()) {
            context.createProducer().send(context.createQueue("ORDERS"), "one");

            assertThat(MooringConnection.of(context).queueManager()).hasToString("QM1");
        }
        assertThat(application.all(Reconnected.class)).isEmpty();
    }

    @Test
    void aContextKnowsItsFirstQueueManagerBeforeItSendsAnything() {
        assumeTrue(ClientVersion.isAtLeast("9.2.0.0"), "clients before 9.2 do not say where a context is");
        try (JMSContext context = application.builder().build().createContext()) {
            Connected connected = application.awaitEvent(Connected.class);

            assertThat(MooringConnection.of(context).queueManager()).isEqualTo(QM1);
            assertThat(connected.queueManager()).isEqualTo(QM1);
            assertThat(connected.endpoint()).isEqualTo(application.qm1.connectionName());
        }
    }

    @Test
    void aContextThatMovesBeforeItsFirstSendTellsFromWhere() {
        ClientVersion.assumeMovesAreTold();
        try (JMSContext context = application.builder().build().createContext()) {
            context.start();

            application.qm1.stopListening();
            application.qm1.dropSockets();
            Reconnected reconnected = application.awaitEvent(Reconnected.class);

            assertThat(reconnected.from()).isEqualTo(QM1);
            assertThat(reconnected.to()).isEqualTo(QM2);
            assertThat(MooringConnection.of(context).moves()).containsExactly(reconnected.move());
        }
    }

    @Test
    void aConnectionKnowsItsFirstQueueManager() throws JMSException {
        Connection connection = application.connect();

        MooringConnection mooring = MooringConnection.of(connection);
        Connected connected = application.awaitEvent(Connected.class);

        assertThat(connected.queueManager()).isEqualTo(QM1);
        assertThat(connected.endpoint()).isEqualTo(application.qm1.connectionName());
        assertThat(connected.connection()).isEqualTo(mooring.name()).startsWith("orders-");
        assertThat(mooring.queueManager()).isEqualTo(QM1);
        assertThat(mooring.state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(mooring.moves()).isEmpty();
    }

    @ParameterizedTest(name = "sockets are watched: {0}")
    @ValueSource(booleans = {true, false})
    void aLostSocketIsToldWithTheReturnToTheSameQueueManager(boolean watched) throws JMSException {
        MooringConnection mooring = MooringConnection.of(
                application.connect(application.builder(watched).build()));

        application.qm1.dropSockets();
        Reconnected reconnected = application.awaitEvent(Reconnected.class);

        assertThat(application.kinds())
                .containsExactly(Connected.class, ConnectionLost.class, Reconnecting.class, Reconnected.class);
        assertThat(reconnected.from()).isEqualTo(QM1);
        assertThat(reconnected.to()).isEqualTo(QM1);
        assertThat(reconnected.attempts()).isOne();
        assertThat(reconnected.outage()).isBetween(ofSeconds(0), ofSeconds(20));
        assertThat(mooring.moves()).containsExactly(reconnected.move());
    }

    @ParameterizedTest(name = "sockets are watched: {0}")
    @ValueSource(booleans = {true, false})
    void aListenerThatIsGoneMovesTheConnection(boolean watched) throws JMSException {
        MooringConnection mooring = MooringConnection.of(
                application.connect(application.builder(watched).build()));

        application.qm1.stopListening();
        application.qm1.dropSockets();
        Reconnected reconnected = application.awaitEvent(Reconnected.class);

        assertThat(reconnected.from()).isEqualTo(QM1);
        assertThat(reconnected.to()).isEqualTo(QM2);
        assertThat(reconnected.endpoint()).isEqualTo(watched ? application.qm2.connectionName() : "not known");
        assertThat(mooring.queueManager()).isEqualTo(QM2);
        assertThat(mooring.state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(application.all(ConnectionLost.class))
                .extracting(ConnectionLost::queueManager)
                .containsExactly(QM1);
    }

    @ParameterizedTest(name = "sockets are watched: {0}")
    @ValueSource(booleans = {true, false})
    void aConnectionThatIsAskedToMoveTellsTheSame(boolean watched) throws JMSException {
        application.connect(application.builder(watched).build());

        application.qm1.administration().suspend();
        Reconnected reconnected = application.awaitEvent(Reconnected.class);

        assertThat(reconnected.from()).isEqualTo(QM1);
        assertThat(reconnected.to()).isEqualTo(QM2);
        assertThat(application.kinds())
                .containsExactly(Connected.class, ConnectionLost.class, Reconnecting.class, Reconnected.class);
    }

    @ParameterizedTest(name = "sockets are watched: {0}")
    @ValueSource(booleans = {true, false})
    void aHostThatIsSilentIsLeftAfterTheHeartbeat(boolean watched) throws JMSException {
        MooringConnection mooring = MooringConnection.of(
                application.connect(application.builder(watched).build()));

        application.qm1.stopListening();
        application.qm1.blackHole(connection -> true);
        Reconnected reconnected = application.awaitEvent(Reconnected.class);

        assertThat(application.kinds())
                .containsExactly(Connected.class, ConnectionLost.class, Reconnecting.class, Reconnected.class);
        assertThat(reconnected.from()).isEqualTo(QM1);
        assertThat(reconnected.to()).isEqualTo(QM2);
        assertThat(mooring.queueManager()).isEqualTo(QM2);
    }

    @ParameterizedTest(name = "sockets are watched: {0}")
    @ValueSource(booleans = {true, false})
    void aQueueManagerThatEndsAndComesBackIsToldAsALossAndAReturn(boolean watched) throws JMSException {
        application.qm2.stopListening();
        application.connect(application.builder(watched).build());

        application.qm1.end(EndMode.RECONNECT);
        application.awaitEvent(ConnectionLost.class);
        application.qm1.start();
        Reconnected reconnected = application.awaitEvent(Reconnected.class);

        assertThat(reconnected.from()).isEqualTo(QM1);
        assertThat(reconnected.to()).isEqualTo(QM1);
        assertThat(reconnected.attempts())
                .isEqualTo(application.all(Reconnecting.class).size());
        assertThat(application.all(ConnectionLost.class)).hasSize(1);
    }

    @ParameterizedTest(name = "sockets are watched: {0}")
    @ValueSource(booleans = {true, false})
    void aQueueManagerThatEndsWithoutAskingToReconnectIsTheEnd(boolean watched) throws JMSException {
        application.connect(application.builder(watched).build());

        application.qm1.end(EndMode.IMMEDIATE);
        ReconnectFailed failed = application.awaitEvent(ReconnectFailed.class);

        assertThat(failed.reason()).contains(ReasonCode.CONNECTION_BROKEN);
        assertThat(application.kinds()).containsExactly(Connected.class, ConnectionLost.class, ReconnectFailed.class);
    }

    /** IBM's one reconnecting thread comes to the second connection only after the first. */
    @Test
    void theLossIsKnownBeforeTheClientBeginsToReconnect() throws JMSException {
        MooringConnectionFactory factory = application.builder(true).build();
        application.connect(factory);
        application.connect(factory);

        application.qm1.stopListening();
        application.qm1.dropSockets();
        await().atMost(Application.MOVE)
                .until(() -> application.all(Reconnected.class).size() == 2);

        List<ConnectionLost> lost = application.all(ConnectionLost.class);
        List<Reconnecting> reconnecting = application.all(Reconnecting.class);
        assertThat(lost).hasSize(2);
        assertThat(lost.get(1).at()).isBefore(reconnecting.get(1).at());
    }

    @Test
    void ofFourConnectionsTheClusterMovesTwoAndEachKnows() throws JMSException {
        assumeTrue(ClientVersion.isAtLeast("9.1.2.0"), "clients before 9.1.2 cannot be balanced");
        MooringConnectionFactory factory = application
                .builder(true)
                .balancing(Balancing.simple().within(ofSeconds(1)))
                .build();
        List<MooringConnection> connections = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            connections.add(MooringConnection.of(application.connect(factory)));
        }

        int asked = application.cluster.balanceNow();
        await().atMost(Application.MOVE)
                .until(() -> application.all(Reconnected.class).size() == 2);

        assertThat(asked).isEqualTo(2);
        assertThat(application.cluster.instances("orders")).isEqualTo(Map.of("QM1", 2, "QM2", 2));
        assertThat(connections)
                .extracting(connection -> connection.queueManager().value())
                .containsExactlyInAnyOrder("QM1", "QM1", "QM2", "QM2");
        assertThat(application.all(Reconnected.class))
                .allMatch(moved -> moved.from().equals(QM1));
    }

    @Test
    void sessionsWithSocketsOfTheirOwnComeAndGoWithoutALoss() throws JMSException {
        Connection connection = application.connect(
                application.builder(true).sharingConversations(false).build());

        for (int i = 0; i < 10; i++) {
            connection.createSession(false, Session.AUTO_ACKNOWLEDGE).close();
        }
        connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        application.qm1.stopListening();
        application.qm1.dropSockets();
        application.awaitEvent(Reconnected.class);
        connection.close();
        application.awaitEvent(Closed.class);

        assertThat(application.kinds())
                .containsExactly(
                        Connected.class, ConnectionLost.class, Reconnecting.class, Reconnected.class, Closed.class);
    }

    @Test
    void aConnectionThatItsOwnListenerMayNotCloseStaysOpen() throws JMSException {
        Connection connection = application.connect(application.builder(true).build());
        List<Throwable> refusals = new CopyOnWriteArrayList<>();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue("ORDERS"))
                .setMessageListener(message -> refusals.add(catchThrowable(connection::close)));
        Session sending = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        sending.createProducer(sending.createQueue("ORDERS")).send(sending.createTextMessage("one"));
        await().atMost(Application.MOVE).until(() -> !refusals.isEmpty());

        application.qm1.dropSockets();
        application.awaitEvent(Reconnected.class);

        assertThat(refusals).hasOnlyElementsOfType(IllegalStateException.class);
        assertThat(MooringConnection.of(connection).state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void aChannelTableSaysWhereTheNewQueueManagerAnswers(@TempDir Path folder) throws JMSException {
        Path table = application.cluster.writeCcdt(folder.resolve("ccdt.json"));
        application.qm2.stopListening();
        application.connect(MooringConnectionFactory.builder()
                .channelTable(table.toUri())
                .queueManager("*ANY_QM")
                .listener(application.events::add)
                .build());
        application.qm2.startListening();

        application.qm1.stopListening();
        application.qm1.dropSockets();
        Reconnected reconnected = application.awaitEvent(Reconnected.class);

        assertThat(reconnected.to()).isEqualTo(QM2);
        assertThat(reconnected.endpoint()).isEqualTo(application.qm2.connectionName());
    }

    @ParameterizedTest(name = "sockets are watched: {0}")
    @ValueSource(booleans = {true, false})
    void eachAttemptIsToldWhileAllAreDown(boolean watched) throws JMSException {
        application.connect(application.builder(watched).build());

        application.qm2.stopListening();
        application.qm1.stopListening();
        application.qm1.dropSockets();
        await().atMost(Application.MOVE)
                .until(() -> application.all(Reconnecting.class).size() >= 2);
        application.qm2.startListening();
        Reconnected reconnected = application.awaitEvent(Reconnected.class);

        List<Reconnecting> attempts = application.all(Reconnecting.class);
        assertThat(attempts).extracting(Reconnecting::attempt).startsWith(1, 2).isSorted();
        assertThat(reconnected.attempts()).isEqualTo(attempts.size());
        assertThat(reconnected.to()).isEqualTo(QM2);
        assertThat(application.events)
                .extracting(event -> event.epoch())
                .isSorted()
                .last()
                .isEqualTo(attempts.size() + 1L);
    }

    @ParameterizedTest(name = "sockets are watched: {0}")
    @ValueSource(booleans = {true, false})
    void reconnectionThatIsGivenUpIsToldByTheCallThatFails(boolean watched) throws JMSException {
        Connection connection = application.connect(
                application.builder(watched).reconnectTimeout(ofSeconds(1)).build());
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));

        application.qm2.crash();
        application.qm1.crash();
        Throwable thrown = catchThrowable(() -> producer.send(session.createTextMessage("too late")));
        ReconnectFailed failed = application.awaitEvent(ReconnectFailed.class);

        assertThat(ReasonCode.of(thrown)).contains(ReasonCode.RECONNECT_TIMED_OUT);
        assertThat(failed.reason()).contains(ReasonCode.RECONNECT_TIMED_OUT);
        assertThat(failed.from()).isEqualTo(QM1);
        assertThat(MooringConnection.of(connection).state()).isEqualTo(ConnectionState.FAILED);
    }

    @Test
    void reconnectionThatIsGivenUpIsToldWithoutACallWhereAllExceptionsAreAskedFor() throws JMSException {
        Connection connection = application.connect(application
                .builder()
                .reconnectTimeout(ofSeconds(1))
                .property("XMSC_ASYNC_EXCEPTIONS", -1)
                .build());
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue("ORDERS")).setMessageListener(message -> {});

        application.qm2.crash();
        application.qm1.crash();

        assertThat(application.awaitEvent(ReconnectFailed.class).reason()).contains(ReasonCode.RECONNECT_TIMED_OUT);
    }

    @ParameterizedTest(name = "sockets are watched: {0}")
    @ValueSource(booleans = {true, false})
    void anotherQueueManagerIsRefusedWhereItMustBeTheSame(boolean watched) throws JMSException {
        Connection connection = application.connect(application
                .builder(watched)
                .reconnect(Reconnection.SAME_QUEUE_MANAGER)
                .build());
        List<Exception> heard = new CopyOnWriteArrayList<>();
        connection.setExceptionListener(heard::add);
        connection.createSession(false, Session.AUTO_ACKNOWLEDGE);

        application.qm1.crash();
        ReconnectFailed failed = application.awaitEvent(ReconnectFailed.class);

        assertThat(failed.reason()).contains(new ReasonCode(2546));
        assertThat(failed.from()).isEqualTo(QM1);
        await().until(() -> !heard.isEmpty());
        assertThat(heard).hasSize(1);
    }

    @Test
    void withoutReconnectionTheLossIsTheEnd() throws JMSException {
        Connection connection = application.connect(
                application.builder().reconnect(Reconnection.OFF).build());
        List<Exception> heard = new CopyOnWriteArrayList<>();
        connection.setExceptionListener(heard::add);

        application.qm1.dropSockets();
        ReconnectFailed failed = application.awaitEvent(ReconnectFailed.class);

        assertThat(failed.reason()).contains(ReasonCode.CONNECTION_BROKEN);
        assertThat(failed.attempts()).isZero();
        assertThat(application.kinds()).containsExactly(Connected.class, ConnectionLost.class, ReconnectFailed.class);
        await().until(() -> !heard.isEmpty());
        assertThat(heard).hasSize(1);
        assertThat(ReasonCode.of(heard.get(0))).contains(ReasonCode.CONNECTION_BROKEN);
    }

    @Test
    void aQueueManagerThatGoesDownIsTold() throws JMSException {
        Connection connection = application.connect(
                application.builder().reconnect(Reconnection.OFF).build());
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue("ORDERS")).setMessageListener(message -> {});

        application.qm1.quiesce();
        Quiescing quiescing = application.awaitEvent(Quiescing.class);

        assertThat(quiescing.queueManager()).isEqualTo(QM1);
        // Whether it hears of the queue manager or of its connection first is a race.
        assertThat(quiescing.reason()).map(ReasonCode::reasonClass).contains(ReasonClass.QUIESCING);
    }

    /** A queue manager that quiesces refuses the next call; IBM's client ends its sockets itself then. */
    @ParameterizedTest(name = "sockets are watched: {0}")
    @ValueSource(booleans = {true, false})
    void aQueueManagerThatQuiescesIsLeftWithTheNextCallAndThatIsOneLoss(boolean watched) throws JMSException {
        Connection connection = application.connect(application.builder(watched).build());
        CountDownLatch heard = new CountDownLatch(1);
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue("ORDERS")).setMessageListener(message -> heard.countDown());
        Session sending = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = sending.createProducer(sending.createQueue("ORDERS"));
        producer.send(sending.createTextMessage("one"));
        await().atMost(Application.MOVE).until(() -> heard.getCount() == 0);

        application.qm1.quiesce();
        assertThat(application.all(ConnectionLost.class)).isEmpty();
        Throwable refused = catchThrowable(() -> producer.send(sending.createTextMessage("two")));
        Reconnected reconnected = application.awaitEvent(Reconnected.class);
        producer.send(sending.createTextMessage("three"));

        assertThat(refused).isInstanceOf(JMSException.class);
        assertThat(reconnected.from()).isEqualTo(QM1);
        assertThat(reconnected.to()).isEqualTo(QM2);
        assertThat(application.receipts.get(application.receipts.size() - 1).queueManager())
                .isEqualTo(QM2);
        // Whether the message listener's session is told of the quiescing in time is a race.
        assertThat(application.all(Quiescing.class))
                .allMatch(quiescing -> quiescing.queueManager().equals(QM1));
        assertThat(application.kinds())
                .filteredOn(kind -> kind != Quiescing.class)
                .containsExactly(Connected.class, ConnectionLost.class, Reconnecting.class, Reconnected.class);
    }

    @Test
    void sessionsFromBeforeAndAfterAMoveKnowTheSameName() throws JMSException {
        Connection connection = application.connect();
        Session before = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer early = before.createProducer(before.createQueue("ORDERS"));
        application.qm1.stopListening();
        application.qm1.dropSockets();
        application.awaitEvent(Reconnected.class);

        Session after = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        early.send(before.createTextMessage("one"));
        after.createProducer(after.createQueue("PRICES")).send(after.createTextMessage("two"));

        assertThat(application.receipts).extracting(PutReceipt::queueManager).containsExactly(QM2, QM2);
        assertThat(application.receipts).extracting(PutReceipt::epoch).containsExactly(2L, 2L);
        assertThat(Stream.of(before, after)
                        .map(session -> ((Unwrapping) session)
                                .unwrap(MooringConnection.class)
                                .queueManager()))
                .containsOnly(QM2);
    }

    @Test
    void aListenerHasThePresentNameInItsLogLines() throws JMSException {
        Connection connection = application.connect();
        List<String> names = new CopyOnWriteArrayList<>();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue("ORDERS"))
                .setMessageListener(
                        message -> names.add(MDC.get(LogFields.QUEUE_MANAGER) + " " + MDC.get(LogFields.QUEUE)));
        Session sending = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = sending.createProducer(sending.createQueue("ORDERS"));

        producer.send(sending.createTextMessage("one"));
        await().until(() -> names.size() == 1);
        application.qm1.stopListening();
        application.qm1.dropSockets();
        application.awaitEvent(Reconnected.class);
        producer.send(sending.createTextMessage("two"));
        await().atMost(ofSeconds(10)).until(() -> names.size() == 2);

        assertThat(names).containsExactly("QM1 ORDERS", "QM2 ORDERS");
    }

    @Test
    void twoConnectionsHearOnlyOfThemselves() throws JMSException {
        MooringConnection first = MooringConnection.of(application.connect());
        MooringConnection second = MooringConnection.of(application.connect());
        String socketOfFirst = first.name();

        application.qm1.askToReconnect(
                status -> status.equals(application.qm1.connections().get(0)));
        application.awaitEvent(Reconnected.class);
        application.awaitEvents(Connected.class, 2);

        assertThat(application.all(Reconnected.class)).hasSize(1);
        assertThat(first.moves().size() + second.moves().size()).isOne();
        assertThat(application.all(Connected.class))
                .extracting(Connected::connection)
                .containsExactlyInAnyOrder(socketOfFirst, second.name());
    }

    @Test
    void closingIsTheLastEvent() throws JMSException {
        Connection connection = application.connect();

        connection.close();
        connection.close();
        application.awaitEvent(Closed.class);

        assertThat(application.kinds()).containsExactly(Connected.class, Closed.class);
        assertThat(MooringConnection.of(connection).state()).isEqualTo(ConnectionState.CLOSED);
    }

    @Test
    void aConnectionIsClosedWithTheLastOfItsContexts() {
        JMSContext first = application.builder().build().createContext();
        JMSContext second = first.createContext(JMSContext.SESSION_TRANSACTED);
        MooringConnection mooring = MooringConnection.of(second);

        first.close();
        first.close();
        ConnectionState between = mooring.state();
        second.close();

        assertThat(between).isEqualTo(ConnectionState.CONNECTED);
        assertThat(MooringConnection.of(first)).isSameAs(mooring);
        assertThat(mooring.state()).isEqualTo(ConnectionState.CLOSED);
    }
}
