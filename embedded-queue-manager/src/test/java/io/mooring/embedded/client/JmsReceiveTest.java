package io.mooring.embedded.client;

import static io.mooring.embedded.client.JmsApplication.MOMENT;
import static io.mooring.embedded.client.JmsApplication.PATIENCE;
import static io.mooring.embedded.client.JmsApplication.deliveries;
import static io.mooring.embedded.client.JmsApplication.text;
import static io.mooring.embedded.client.JmsApplication.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.MQException;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.mqi.Verb;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.jms.Connection;
import javax.jms.InvalidSelectorException;
import javax.jms.JMSConsumer;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.QueueBrowser;
import javax.jms.Session;
import javax.jms.TemporaryQueue;
import javax.jms.TextMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Synchronous receive, selectors, browsers and temporary queues. */
@Tag("client")
@Timeout(60)
class JmsReceiveTest {
    private final EmbeddedQueueManager queueManager =
            EmbeddedQueueManager.named("QM1").queue("IN").channel("APP.SVRCONN").start();

    @SuppressWarnings("NullAway.Init")
    private JmsApplication application;

    @BeforeEach
    void begin() throws JMSException {
        application = new JmsApplication(queueManager);
    }

    @AfterEach
    void end() throws JMSException {
        application.close();
        queueManager.close();
    }

    @Test
    void receiveTakesInOrderAndFindsNothingWhenAllIsTaken() throws JMSException {
        application.send("IN", texts("m", 3));
        MessageConsumer consumer = consumer(application.session(Session.AUTO_ACKNOWLEDGE));

        assertThat(text(consumer.receive())).isEqualTo("m0");
        assertThat(text(consumer.receiveNoWait())).isEqualTo("m1");
        assertThat(text(consumer.receive(PATIENCE))).isEqualTo("m2");
        assertThat(consumer.receiveNoWait()).isNull();
        assertThat(consumer.receive(MOMENT)).isNull();
    }

    @Test
    void aReceiveThatWaitsGetsWhatComes() throws Exception {
        CompletableFuture<Message> received = receiveLater(consumer(application.session(Session.AUTO_ACKNOWLEDGE)));
        await().until(() ->
                queueManager.calls(Verb.MQGET) > 0 || queueManager.connections().size() == 2);

        application.send("IN", "late");

        assertThat(text(received.get(PATIENCE, TimeUnit.MILLISECONDS))).isEqualTo("late");
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    void closingTheSessionEndsAReceiveInAnotherThreadAtOnce(int mode) throws Exception {
        Session session = application.session(mode);
        CompletableFuture<Message> received = receiveLater(consumer(session));
        await().until(() -> queueManager.administration().handles("IN").size() == 1);
        long began = System.nanoTime();

        session.close();

        assertThat(received.get(PATIENCE, TimeUnit.MILLISECONDS)).isNull();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(4000);
        application.send("IN", "for nobody");
        assertThat(queueManager.depth("IN")).isEqualTo(1);
    }

    @Test
    void rollbackBringsMessagesBackWithAHigherCountAndCommitTakesThem() throws JMSException {
        application.send("IN", "m");
        Session session = application.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = consumer(session);
        for (int delivery = 1; delivery <= 3; delivery++) {
            Message message = consumer.receive(PATIENCE);
            assertThat(deliveries(message)).isEqualTo(delivery);
            assertThat(message.getJMSRedelivered()).isEqualTo(delivery > 1);
            if (delivery < 3) {
                session.rollback();
            }
        }
        session.commit();
        assertThat(queueManager.depth("IN")).isZero();
    }

    @Test
    void whatATransactedSessionSendsIsThereAfterTheCommitOnly() throws JMSException {
        Session session = application.session(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue("IN"));
        MessageConsumer other = consumer(application.session(Session.AUTO_ACKNOWLEDGE));

        producer.send(session.createTextMessage("rolled back"));
        session.rollback();
        producer.send(session.createTextMessage("committed"));
        assertThat(other.receiveNoWait()).isNull();
        session.commit();

        assertThat(text(other.receive(PATIENCE))).isEqualTo("committed");
        assertThat(other.receiveNoWait()).isNull();
    }

    @Test
    void recoverDeliversUnacknowledgedMessagesAgain() throws JMSException {
        application.send("IN", texts("m", 2));
        Session session = application.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = consumer(session);
        assertThat(text(consumer.receive(PATIENCE))).isEqualTo("m0");

        session.recover();

        Message again = consumer.receive(PATIENCE);
        assertThat(text(again)).isEqualTo("m0");
        assertThat(deliveries(again)).isEqualTo(2);
        Message last = consumer.receive(PATIENCE);
        last.acknowledge();
        assertThat(queueManager.depth("IN")).isZero();
    }

    @Test
    void anInhibitedQueueRefusesAReceive() throws JMSException {
        MessageConsumer consumer = consumer(application.session(Session.AUTO_ACKNOWLEDGE));
        queueManager.mqsc("ALTER QLOCAL(IN) GET(DISABLED)");

        assertThatExceptionOfType(JMSException.class)
                .isThrownBy(() -> consumer.receive(PATIENCE))
                .satisfies(refused -> assertThat(refused.getLinkedException())
                        .isInstanceOfSatisfying(
                                MQException.class,
                                cause -> assertThat(cause.getReason()).isEqualTo(2016)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "color = 'red'",
                "color LIKE 'r_d' AND size BETWEEN 1 AND 3",
                "color IN ('red', 'green') AND NOT (size > 5)",
                "size + 1 = 3 AND urgent = TRUE AND missing IS NULL",
                "JMSCorrelationID = 'the-red-one'",
                "JMSPriority > 6",
                "JMSType = 'paint' AND weight < 2.5",
                "JMSDeliveryMode = 'NON_PERSISTENT'"
            })
    void aSelectorPicksItsMessage(String selector) throws JMSException {
        Session session = application.session(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("IN"));
        producer.send(painted(session, "blue", 9), 2, 4, 0);
        producer.send(painted(session, "red", 2), 1, 7, 0);
        producer.send(painted(session, "black", 8), 2, 5, 0);

        MessageConsumer consumer = session.createConsumer(session.createQueue("IN"), selector);

        assertThat(text(consumer.receive(PATIENCE))).isEqualTo("red");
        assertThat(consumer.receiveNoWait()).isNull();
        assertThat(queueManager.depth("IN")).isEqualTo(2);
    }

    private static TextMessage painted(Session session, String color, int size) throws JMSException {
        TextMessage message = session.createTextMessage(color);
        message.setStringProperty("color", color);
        message.setIntProperty("size", size);
        message.setBooleanProperty("urgent", color.equals("red"));
        message.setDoubleProperty("weight", size);
        message.setJMSType("paint");
        message.setJMSCorrelationID("the-" + color + "-one");
        return message;
    }

    @Test
    void aSelectorByMessageIdFindsExactlyThatMessage() throws JMSException {
        Session session = application.session(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("IN"));
        TextMessage wanted = session.createTextMessage("wanted");
        producer.send(session.createTextMessage("other"));
        producer.send(wanted);

        MessageConsumer consumer =
                session.createConsumer(session.createQueue("IN"), "JMSMessageID = '" + wanted.getJMSMessageID() + "'");

        assertThat(text(consumer.receive(PATIENCE))).isEqualTo("wanted");
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @Test
    void aListenerHearsOnlyWhatItsSelectorPicks() throws Exception {
        Session session = application.session(Session.AUTO_ACKNOWLEDGE);
        CompletableFuture<String> heard = new CompletableFuture<>();
        session.createConsumer(session.createQueue("IN"), "color = 'red'")
                .setMessageListener(message -> heard.complete(text(message)));
        Session sending = application.session(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = sending.createProducer(sending.createQueue("IN"));
        producer.send(painted(sending, "blue", 1));
        producer.send(painted(sending, "red", 1));

        assertThat(heard.get(PATIENCE, TimeUnit.MILLISECONDS)).isEqualTo("red");
        await().until(() -> queueManager.depth("IN") == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"color = ", "= 'red'", "color LIKE 3", "a BETWEEN 1", "color = 'red"})
    void anInvalidSelectorIsRefusedAsSuch(String selector) throws JMSException {
        Session session = application.session(Session.AUTO_ACKNOWLEDGE);

        assertThatExceptionOfType(InvalidSelectorException.class)
                .isThrownBy(() -> session.createConsumer(session.createQueue("IN"), selector));
    }

    @Test
    void aBrowserSeesAllMessagesAndTakesNone() throws JMSException {
        application.send("IN", texts("m", 5));
        Session session = application.session(Session.AUTO_ACKNOWLEDGE);
        try (QueueBrowser browser = session.createBrowser(session.createQueue("IN"))) {
            List<String> seen = new ArrayList<>();
            for (Enumeration<?> all = browser.getEnumeration(); all.hasMoreElements(); ) {
                seen.add(text((Message) all.nextElement()));
            }
            assertThat(seen).containsExactly(texts("m", 5));
        }
        assertThat(queueManager.depth("IN")).isEqualTo(5);
    }

    @Test
    void aTemporaryQueueLivesAsLongAsItsConnectionOrUntilItIsDeleted() throws JMSException {
        Connection connection = application.connect();
        Session session = JmsApplication.session(connection, Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue deleted = session.createTemporaryQueue();
        TemporaryQueue kept = session.createTemporaryQueue();
        session.createProducer(kept).send(session.createTextMessage("m"));
        assertThat(text(session.createConsumer(kept).receive(PATIENCE))).isEqualTo("m");
        int both = queueManager.administration().queues("AMQ.*").size();

        deleted.delete();
        int one = queueManager.administration().queues("AMQ.*").size();
        connection.close();

        assertThat(both).isEqualTo(2);
        assertThat(one).isEqualTo(1);
        await().until(() -> queueManager.administration().queues("AMQ.*").isEmpty());
    }

    @Test
    void aContextSendsAndReceives() {
        try (JMSContext context = application.factory().createContext(JMSContext.SESSION_TRANSACTED)) {
            context.createProducer()
                    .setProperty("color", "red")
                    .setPriority(8)
                    .send(context.createQueue("queue:///IN"), "body");
            context.commit();
            try (JMSConsumer consumer = context.createConsumer(context.createQueue("queue:///IN"), "color = 'red'")) {
                assertThat(consumer.receiveBody(String.class, PATIENCE)).isEqualTo("body");
                context.rollback();
                assertThat(consumer.receiveBody(String.class, PATIENCE)).isEqualTo("body");
                context.commit();
            }
        }
        assertThat(queueManager.depth("IN")).isZero();
    }

    private static MessageConsumer consumer(Session session) throws JMSException {
        return session.createConsumer(session.createQueue("IN"));
    }

    private static CompletableFuture<Message> receiveLater(MessageConsumer consumer) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return consumer.receive();
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
