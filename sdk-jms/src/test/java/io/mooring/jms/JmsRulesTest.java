package io.mooring.jms;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.ibm.msg.client.jms.JmsConnectionFactory;
import io.mooring.reason.ReasonCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import javax.jms.MessageConsumer;
import javax.jms.MessageListener;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.QueueBrowser;
import javax.jms.Session;
import javax.jms.TemporaryQueue;
import javax.jms.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of JMS hold through the wrappers as they hold for IBM's own objects: each is tried on both. */
@Tag("client")
class JmsRulesTest {
    private final Application application = new Application();

    /** Something that an application does with a factory, and what it sees of it. */
    private interface Story {
        List<String> tell(ConnectionFactory factory) throws Exception;
    }

    @AfterEach
    void close() throws JMSException {
        application.close();
    }

    @Test
    void whatIsClosedRefusesCalls() throws Exception {
        assertSame(Reconnection.ANY_QUEUE_MANAGER, factory -> {
            List<String> seen = new CopyOnWriteArrayList<>();
            Connection connection = factory.createConnection();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            Queue orders = session.createQueue("ORDERS");
            MessageProducer producer = session.createProducer(orders);
            MessageConsumer consumer = session.createConsumer(orders);
            QueueBrowser browser = session.createBrowser(orders);
            producer.close();
            consumer.close();
            browser.close();
            seen.add(failure(() -> producer.send(session.createTextMessage("late"))));
            seen.add(failure(consumer::receiveNoWait));
            seen.add(failure(browser::getEnumeration));
            session.close();
            session.close();
            seen.add(failure(session::createTextMessage));
            seen.add(failure(() -> session.createProducer(orders)));
            connection.close();
            connection.close();
            seen.add(failure(connection::start));
            seen.add(failure(connection::createSession));
            seen.add(failure(() -> connection.setExceptionListener(null)));
            return seen;
        });
    }

    @Test
    void aSessionThatIsNotTransactedHasNoCommit() throws Exception {
        assertSame(Reconnection.ANY_QUEUE_MANAGER, factory -> {
            try (Connection connection = factory.createConnection()) {
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                return List.of(failure(session::commit), failure(session::rollback));
            }
        });
    }

    @Test
    void aSessionWithAListenerIsItsListenersOnly() throws Exception {
        assertSame(Reconnection.ANY_QUEUE_MANAGER, factory -> {
            List<String> seen = new CopyOnWriteArrayList<>();
            try (Connection connection = factory.createConnection()) {
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
                MessageListener listener = message -> {
                    seen.add(failure(connection::close));
                    seen.add(failure(session::close));
                    seen.add(
                            "in " + (Thread.currentThread().getName().startsWith("mooring") ? "ours" : "the client's"));
                };
                consumer.setMessageListener(listener);
                seen.add("same " + (consumer.getMessageListener() == listener));
                connection.start();
                seen.add(failure(consumer::receiveNoWait));
                Session sending = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                sending.createProducer(sending.createQueue("ORDERS")).send(sending.createTextMessage("one"));
                await().atMost(Application.MOVE).until(() -> seen.size() == 5);
            }
            return seen;
        });
    }

    @Test
    void unacknowledgedMessagesComeAgain() throws Exception {
        assertSame(Reconnection.ANY_QUEUE_MANAGER, factory -> {
            List<String> seen = new CopyOnWriteArrayList<>();
            try (Connection connection = factory.createConnection()) {
                connection.start();
                Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
                TemporaryQueue queue = session.createTemporaryQueue();
                session.createProducer(queue).send(session.createTextMessage("one"));
                MessageConsumer consumer = session.createConsumer(queue);
                seen.add("redelivered " + consumer.receive(Application.PATIENCE).getJMSRedelivered());
                session.recover();
                javax.jms.Message again = consumer.receive(Application.PATIENCE);
                seen.add("redelivered " + again.getJMSRedelivered());
                again.acknowledge();
                consumer.close();
                queue.delete();
            }
            return seen;
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Reconnection.class,
            names = {"OFF", "SAME_QUEUE_MANAGER"})
    void theExceptionListenerHearsWhatItHeardBefore(Reconnection reconnection) throws Exception {
        assertSame(reconnection, factory -> {
            List<String> heard = new CopyOnWriteArrayList<>();
            application.qm1.start();
            Connection connection = factory.createConnection();
            connection.setExceptionListener(failure -> heard.add(describe(failure)));
            connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            application.qm1.crash();
            await().atMost(Application.MOVE).until(() -> !heard.isEmpty());
            failure(connection::close);
            return heard;
        });
    }

    @Test
    void theExceptionListenerHearsNothingOfAMove() throws Exception {
        assertSame(Reconnection.ANY_QUEUE_MANAGER, factory -> {
            List<String> heard = new CopyOnWriteArrayList<>();
            application.qm1.startListening();
            try (Connection connection = factory.createConnection()) {
                connection.setExceptionListener(failure -> heard.add(describe(failure)));
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
                application.qm1.stopListening();
                application.qm1.dropSockets();
                await().atMost(Application.MOVE)
                        .until(() -> !application
                                .qm2
                                .administration()
                                .handles("ORDERS")
                                .isEmpty());
                // A connection that is closed while it moves delays all other moves of the process, IBM's as well as
                // ours.
                producer.send(session.createTextMessage("the move is over"));
            }
            await().atMost(Application.MOVE)
                    .until(() -> application.qm2.connections().isEmpty());
            return heard;
        });
    }

    @Test
    void theExceptionListenerHearsOnceThatReconnectionIsGivenUp() throws Exception {
        MooringConnectionFactoryBuilder settings =
                application.builder(true).reconnectTimeout(ofSeconds(1)).property("XMSC_ASYNC_EXCEPTIONS", -1);
        assertSame(settings, factory -> {
            List<String> heard = new CopyOnWriteArrayList<>();
            application.qm2.crash();
            application.qm1.start();
            Connection connection = factory.createConnection();
            connection.setExceptionListener(failure -> heard.add(describe(failure)));
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createConsumer(session.createQueue("ORDERS")).setMessageListener(message -> {});
            application.qm1.crash();
            await().atMost(Application.MOVE).until(() -> !heard.isEmpty());
            failure(connection::close);
            return heard;
        });
    }

    /** The embedded queue manager has no publish/subscribe: what is refused is refused with the same words. */
    @Test
    void topicsAreRefusedAsTheyWouldBe() throws Exception {
        assertSame(Reconnection.ANY_QUEUE_MANAGER, factory -> {
            try (Connection connection = factory.createConnection()) {
                connection.setClientID("rules");
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                Topic topic = session.createTopic("prices");
                List<String> seen = List.of(
                        topic.getTopicName(),
                        failure(() -> session.createProducer(topic).send(session.createTextMessage("one"))),
                        failure(() -> session.createProducer(null).send(topic, session.createTextMessage("one"))),
                        failure(() -> session.createConsumer(topic)),
                        failure(() -> session.createSharedConsumer(topic, "shared")),
                        failure(() -> session.createDurableSubscriber(topic, "durable")),
                        failure(() -> session.createDurableConsumer(topic, "durable")),
                        failure(() -> session.unsubscribe("durable")),
                        failure(session::createTemporaryTopic));
                assertThat(seen).anyMatch(what -> what.endsWith(" 2531"));
                return seen;
            }
        });
    }

    /** Tells a story with IBM's own factory and with ours, and wants to see the same. */
    private void assertSame(Reconnection reconnection, Story story) throws Exception {
        assertSame(application.builder().reconnect(reconnection), story);
    }

    private void assertSame(MooringConnectionFactoryBuilder settings, Story story) throws Exception {
        MooringConnectionFactory ours = settings.build();
        List<String> expected = story.tell(ours.unwrap(JmsConnectionFactory.class));
        assertThat(story.tell(ours)).isEqualTo(expected);
    }

    /** Something that may fail. */
    private interface Deed {
        void run() throws Exception;
    }

    private static String failure(Deed deed) {
        Throwable thrown = catchThrowable(deed::run);
        return thrown == null ? "nothing" : describe(thrown);
    }

    private static String describe(Throwable thrown) {
        String code = thrown instanceof JMSException jms ? jms.getErrorCode() : "";
        return thrown.getClass().getName() + " " + code + " "
                + ReasonCode.of(thrown).map(ReasonCode::value).orElse(0);
    }
}
