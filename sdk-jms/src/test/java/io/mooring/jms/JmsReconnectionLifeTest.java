package io.mooring.jms;

import static io.mooring.jms.Outages.put;
import static io.mooring.jms.Outages.resultOf;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.EndMode;
import io.mooring.event.Closed;
import io.mooring.event.ReconnectFailed;
import io.mooring.event.Reconnected;
import io.mooring.reason.ReasonCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TemporaryQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of listeners, sessions and connections when the link breaks; lines of the document on reconnection. */
@Tag("client")
class JmsReconnectionLifeTest {
    private static final int PERSISTENT = DeliveryMode.PERSISTENT;

    private final Application application = new Application();
    private final Outages outage = new Outages(application);
    private final EmbeddedQueueManager qm1 = application.qm1;
    private final EmbeddedQueueManager qm2 = application.qm2;

    /** What listeners saw: text and delivery count, and what failed. */
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private final CountDownLatch inHand = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void close() throws JMSException {
        goOn.countDown();
        outage.close();
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, PERSISTENT, true, false",
        "AUTO, NON_PERSISTENT, false, false",
        "CLIENT, NON_PERSISTENT, true, true",
        "TRANSACTED, PERSISTENT, true, true"
    })
    void aMessageInTheHandsOfAListenerStaysOnItsQueueManager(
            String mode, String persistence, boolean comesAgain, boolean told) throws Exception {
        Session session = session(application.connect(), mode);
        put(qm1, "ORDERS", persistence.equals("PERSISTENT") ? PERSISTENT : DeliveryMode.NON_PERSISTENT, "one");
        put(qm2, "ORDERS", PERSISTENT, "two");
        listen(session);
        assertThat(inHand.await(Application.MOVE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        outage.move();
        goOn.countDown();
        await().atMost(Application.MOVE).until(() -> seen.stream().anyMatch(text -> text.startsWith("done two")));
        assertThat(qm1.depth("ORDERS")).isEqualTo(comesAgain ? 1 : 0);
        outage.moveBack();
        put(qm1, "ORDERS", PERSISTENT, "three");
        await().atMost(Application.MOVE).until(() -> seen.stream().anyMatch(text -> text.startsWith("done three")));

        assertThat(seen).startsWith("one 1").contains(told ? "rolled back one" : "done one");
        assertThat(seen.stream().filter(text -> text.matches("one [2-9]")).count())
                .isEqualTo(comesAgain ? 1 : 0);
    }

    @Test
    void aListenerKeepsTheOrderOverALossAndBeginsWithWhatWasInHand() throws Exception {
        Session session = session(application.connect(), "TRANSACTED");
        put(qm1, "ORDERS", PERSISTENT, "one", "two", "three");
        listen(session);
        assertThat(inHand.await(Application.MOVE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        qm1.dropSockets();
        application.awaitEvent(Reconnected.class);
        goOn.countDown();
        await().atMost(Application.MOVE).until(() -> seen.contains("done three"));

        assertThat(seen.stream().filter(text -> text.startsWith("done")))
                .containsExactly("done one", "done two", "done three");
        // The loss counts, and so does the rollback that IBM's client makes of it.
        assertThat(seen).startsWith("one 1", "rolled back one").contains("one 3");
    }

    @Test
    void aListenerStaysOnAQueueManagerThatQuiescesUntilSomethingElseOfItsConnectionMakesACall() throws Exception {
        Connection connection = application.connect();
        listen(session(connection, "TRANSACTED"));
        Session sending = session(connection, "AUTO");
        MessageProducer producer = sending.createProducer(sending.createQueue("PRICES"));
        goOn.countDown();
        put(qm1, "ORDERS", PERSISTENT, "one");
        put(qm2, "ORDERS", PERSISTENT, "two");
        await().until(() -> seen.contains("done one"));

        qm1.quiesce();
        Throwable thrown = catchThrowable(() -> producer.send(sending.createTextMessage("elsewhere")));
        await().atMost(Application.MOVE).until(() -> seen.contains("done two"));

        assertThat(thrown).isInstanceOf(JmsPutInDoubtException.class);
        assertThat(application.awaitEvent(Reconnected.class).to()).hasToString("QM2");
    }

    @Test
    void whatIsMadeDuringAnOutageWaitsForItsEnd() throws JMSException {
        Connection connection = application.connect();
        Session producing = session(connection, "AUTO");
        Session consuming = session(connection, "AUTO");
        Session browsing = session(connection, "AUTO");

        outage.begin();
        Map<String, CompletableFuture<?>> deeds = Map.of(
                "session", outage.meanwhile(() -> session(connection, "AUTO")),
                "producer", outage.meanwhile(() -> producing.createProducer(producing.createQueue("ORDERS"))),
                "consumer", outage.meanwhile(() -> consuming.createConsumer(consuming.createQueue("ORDERS"))),
                "browser",
                        outage.meanwhile(() -> browsing.createBrowser(browsing.createQueue("ORDERS"))
                                .getEnumeration()
                                .hasMoreElements()));
        outage.last();
        assertThat(deeds).allSatisfy((name, deed) -> assertThat(deed).as(name).isNotDone());
        outage.end();

        deeds.values().forEach(Outages::resultOf);
    }

    /** IBM's client alone would wait with a lock that the reconnection needs, so that neither ends. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTemporaryQueueIsMadeAfterTheOutage(boolean ofAContext) throws JMSException {
        try (JMSContext context = ofAContext ? application.builder().build().createContext() : null) {
            Session session = context == null ? session(application.connect(), "AUTO") : null;
            outage.begin();
            CompletableFuture<TemporaryQueue> made = outage.meanwhile(
                    () -> context == null ? session.createTemporaryQueue() : context.createTemporaryQueue());
            outage.last();
            assertThat(made).isNotDone();
            outage.end();

            String name = resultOf(made).getQueueName().replaceAll("queue://QM2/|\\?.*", "");
            put(qm2, name, DeliveryMode.NON_PERSISTENT, "one");
            assertThat(qm2.depth(name)).isOne();
        }
    }

    @Test
    void aTemporaryQueueIsNotWaitedForLongerThanReconnectionIsTried() throws JMSException {
        Session session = session(
                application.connect(
                        application.builder().reconnectTimeout(ofSeconds(1)).build()),
                "AUTO");

        outage.begin();
        Throwable waited = catchThrowable(session::createTemporaryQueue);

        assertThat(waited)
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("A temporary queue was not made")
                .hasMessageContaining("PT1S")
                .hasMessageContaining("QM1");
        assertThat(reason(() -> session.createProducer(session.createQueue("ORDERS"))))
                .isEqualTo(2556);
        assertThat(reason(session::createTemporaryQueue)).isEqualTo(2556);
    }

    @Test
    void startAndStopDoNotWait() throws JMSException {
        Connection connection = application.connect();

        outage.begin();
        connection.stop();
        connection.start();

        assertThat(application.all(Reconnected.class)).isEmpty();
        // Closing would wait.
        outage.end();
    }

    @Test
    void whatIsClosedDuringAnOutageIsClosedAfterIt() throws JMSException {
        Connection connection = application.connect();
        Session transacted = session(connection, "TRANSACTED");
        MessageProducer producer = transacted.createProducer(transacted.createQueue("ORDERS"));
        Session closed = session(connection, "AUTO");

        outage.begin();
        CompletableFuture<?> producerClose = close(producer);
        CompletableFuture<?> sessionClose = close(closed);
        CompletableFuture<?> connectionClose = close(connection);
        outage.last();
        assertThat(List.of(producerClose, sessionClose, connectionClose)).noneMatch(CompletableFuture::isDone);
        outage.end();

        resultOf(producerClose);
        resultOf(sessionClose);
        resultOf(connectionClose);
        application.awaitEvent(Closed.class);
        assertThat(application.kinds()).endsWith(Reconnected.class, Closed.class);
    }

    @Test
    void aThreadThatWaitsForTheEndOfAnOutageIsNotInterrupted() throws Exception {
        Session session = session(application.connect(), "AUTO");
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        CompletableFuture<Thread> sender = new CompletableFuture<>();

        outage.begin();
        CompletableFuture<Void> sent = outage.meanwhile(() -> {
            sender.complete(Thread.currentThread());
            producer.send(session.createTextMessage("one"));
            return null;
        });
        sender.get().interrupt();
        outage.last();
        assertThat(sent).isNotDone();
        outage.end();

        resultOf(sent);
        assertThat(qm2.depth("ORDERS")).isOne();
    }

    @Test
    void contextsOfOneConnectionMoveTogether() {
        try (JMSContext transacted = application.builder().build().createContext(JMSContext.SESSION_TRANSACTED);
                JMSContext listening = transacted.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            List<String> got = new CopyOnWriteArrayList<>();
            listening
                    .createConsumer(listening.createQueue("PRICES"))
                    .setMessageListener(message -> got.add(text(message)));

            outage.move();
            transacted.createProducer().send(transacted.createQueue("PRICES"), "one");
            transacted.commit();
            await().atMost(Application.MOVE).until(() -> got.contains("one"));

            assertThat(MooringConnection.of(listening).queueManager()).hasToString("QM2");
        }
        assertThat(application.all(Reconnected.class)).hasSize(1);
    }

    @Test
    void aQueueManagerThatIsEndedAndAsksNoClientToComeBackEndsTheConnection() throws JMSException {
        Connection connection = application.connect();
        Session session = session(connection, "AUTO");
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        List<Throwable> heard = new CopyOnWriteArrayList<>();
        connection.setExceptionListener(heard::add);

        qm1.end(EndMode.IMMEDIATE);
        ReconnectFailed failed = application.awaitEvent(ReconnectFailed.class);

        assertThat(failed.reason()).contains(ReasonCode.CONNECTION_BROKEN);
        assertThat(reason(() -> producer.send(session.createTextMessage("one"))))
                .isEqualTo(2009);
        await().until(() -> !heard.isEmpty());
        assertThat(application.all(Reconnected.class)).isEmpty();
    }

    @Test
    void everyCallFailsOnceReconnectionIsGivenUp() throws JMSException {
        Connection connection = application.connect(
                application.builder().reconnectTimeout(ofSeconds(1)).build());
        Session session = session(connection, "AUTO");
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        Session transacted = session(connection, "TRANSACTED");
        transacted.createProducer(transacted.createQueue("ORDERS")).send(transacted.createTextMessage("pending"));
        MessageConsumer consumer = session(connection, "AUTO").createConsumer(session.createQueue("ORDERS"));

        outage.begin();
        Throwable sending = catchThrowable(() -> producer.send(session.createTextMessage("one")));
        application.awaitEvent(ReconnectFailed.class);
        qm2.startListening();

        assertThat(ReasonCode.of(sending)).contains(ReasonCode.RECONNECT_TIMED_OUT);
        assertThat(sending).isNotInstanceOf(JmsPutInDoubtException.class);
        assertThat(reason(() -> producer.send(session.createTextMessage("two"))))
                .isEqualTo(2556);
        assertThat(reason(() -> consumer.receive(Application.PATIENCE))).isEqualTo(2556);
        assertThat(reason(transacted::commit)).isEqualTo(2009);
        assertThat(reason(() -> session(connection, "AUTO"))).isEqualTo(2538);
        assertThat(reason(connection::close)).isEqualTo(2556);
        assertThat(application.receipts)
                .last()
                .hasToString(application.receipts.get(1).toString());
        assertThat(application.receipts.get(1).state()).isEqualTo(io.mooring.PutState.BACKED_OUT);
    }

    /** Notes each message, keeps the first in hand until it may go on, and acknowledges. */
    private void listen(Session session) throws JMSException {
        session.createConsumer(session.createQueue("ORDERS")).setMessageListener(message -> {
            String text = text(message);
            try {
                seen.add(text + " " + message.getIntProperty("JMSXDeliveryCount"));
                inHand.countDown();
                goOn.await();
                if (session.getTransacted()) {
                    session.commit();
                } else if (session.getAcknowledgeMode() == Session.CLIENT_ACKNOWLEDGE) {
                    message.acknowledge();
                }
                seen.add("done " + text);
            } catch (javax.jms.TransactionRolledBackException e) {
                seen.add("rolled back " + text);
            } catch (JMSException | InterruptedException e) {
                seen.add(e + " " + text);
            }
        });
    }

    private static Session session(Connection connection, String mode) throws JMSException {
        int acknowledging = Outages.modeOf(mode);
        return connection.createSession(acknowledging == Session.SESSION_TRANSACTED, acknowledging);
    }

    private CompletableFuture<?> close(AutoCloseable what) {
        return outage.meanwhile(() -> {
            what.close();
            return null;
        });
    }

    private static String text(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int reason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return ReasonCode.of(catchThrowable(call)).map(ReasonCode::value).orElse(0);
    }
}
