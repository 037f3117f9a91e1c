package io.mooring.embedded.client;

import static io.mooring.embedded.client.JmsApplication.PATIENCE;
import static io.mooring.embedded.client.JmsApplication.deliveries;
import static io.mooring.embedded.client.JmsApplication.text;
import static io.mooring.embedded.client.JmsApplication.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.MessageConsumer;
import javax.jms.MessageListener;
import javax.jms.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Message listeners: order, acknowledgement, redelivery, start, stop and close while messages flow. */
@Tag("client")
@Timeout(60)
class JmsListenerTest {
    private final EmbeddedQueueManager queueManager = EmbeddedQueueManager.named("QM1")
            .queue("IN", "SECOND", "BACKOUT")
            .channel("APP.SVRCONN")
            .start();
    private final List<String> heard = new CopyOnWriteArrayList<>();

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

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE, 0})
    void aListenerHearsAllMessagesInOrderAndTheyAreGoneWhenItIsDone(int mode) throws JMSException {
        String[] before = texts("before", 20);
        String[] after = texts("after", 20);
        application.send("IN", before);
        Session session = application.session(mode);
        listen(session, "IN", message -> {
            heard.add(text(message));
            if (mode == Session.CLIENT_ACKNOWLEDGE) {
                message.acknowledge();
            } else if (mode == Session.SESSION_TRANSACTED) {
                session.commit();
            }
        });
        application.send("IN", after);

        await().until(() -> heard.size() == 40);
        session.close();

        assertThat(heard).startsWith(before).endsWith(after).hasSize(40);
        assertThat(queueManager.depth("IN")).isZero();
    }

    @Test
    void whatWasNotAcknowledgedIsDeliveredAgainAndCounted() throws JMSException {
        application.send("IN", "first", "second");
        Session session = application.session(Session.CLIENT_ACKNOWLEDGE);
        listen(session, "IN", message -> heard.add(text(message)));
        await().until(() -> heard.size() == 2);
        session.close();

        MessageConsumer again = consumer(application.session(Session.AUTO_ACKNOWLEDGE), "IN");

        assertThat(again.receive(PATIENCE)).satisfies(message -> {
            assertThat(text(message)).isEqualTo("first");
            assertThat(message.getJMSRedelivered()).isTrue();
            assertThat(deliveries(message)).isEqualTo(2);
        });
        assertThat(text(again.receive(PATIENCE))).isEqualTo("second");
    }

    @Test
    void aListenerThatRollsBackHearsTheMessageAgainWithAHigherCount() throws JMSException {
        application.send("IN", "poison", "good");
        Session session = application.session(Session.SESSION_TRANSACTED);
        listen(session, "IN", message -> {
            heard.add(text(message) + " " + deliveries(message));
            if (deliveries(message) < 3) {
                session.rollback();
            } else {
                session.commit();
            }
        });

        await().until(() -> heard.contains("good 3"));
        session.close();

        assertThat(heard).containsExactly("poison 1", "poison 2", "poison 3", "good 1", "good 2", "good 3");
        assertThat(queueManager.depth("IN")).isZero();
    }

    @Test
    void theClientMovesAMessageToTheBackoutQueueAtTheThreshold() throws JMSException {
        queueManager.mqsc("ALTER QLOCAL(IN) BOTHRESH(2) BOQNAME(BACKOUT)");
        application.send("IN", "poison", "good");
        Session session = application.session(Session.SESSION_TRANSACTED);
        listen(session, "IN", message -> {
            heard.add(text(message));
            if (text(message).equals("poison")) {
                session.rollback();
            } else {
                session.commit();
            }
        });

        await().until(() -> queueManager.depth("BACKOUT") == 1 && heard.contains("good"));
        session.close();

        assertThat(heard).containsExactly("poison", "poison", "good");
        assertThat(queueManager.depth("IN")).isZero();
        assertThat(text(consumer(application.session(Session.AUTO_ACKNOWLEDGE), "BACKOUT")
                        .receive(PATIENCE)))
                .isEqualTo("poison");
    }

    @Test
    void listenersOfOneSessionTakeTurnsAndACommitIsAboutTheMessageAtHandOnly() throws Exception {
        application.send("IN", texts("a", 5));
        application.send("SECOND", texts("b", 5));
        Connection connection = application.connect();
        connection.stop(); // a session that hears already cannot be given another listener
        Session session = JmsApplication.session(connection, Session.SESSION_TRANSACTED);
        CountDownLatch committed = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        Heard once = message -> {
            heard.add(text(message));
            session.commit();
            committed.countDown();
            assertThat(looked.await(PATIENCE, TimeUnit.MILLISECONDS)).isTrue();
        };
        listen(session, "IN", once);
        listen(session, "SECOND", once);
        connection.start();

        assertThat(committed.await(PATIENCE, TimeUnit.MILLISECONDS)).isTrue();
        int left = queueManager.depth("IN") + queueManager.depth("SECOND");
        looked.countDown();
        await().until(() -> heard.size() == 10);
        session.close();

        assertThat(left).as("only the one that was heard is gone").isEqualTo(9);
        assertThat(heard).filteredOn(text -> text.startsWith("a")).containsExactly(texts("a", 5));
        assertThat(heard).filteredOn(text -> text.startsWith("b")).containsExactly(texts("b", 5));
        assertThat(heard.subList(0, 4)).as("both get their turn").contains("a0", "b0");
    }

    @Test
    void aRollbackOfOneListenerDoesNotTouchTheMessageOfAnother() throws JMSException {
        application.send("IN", "rolled back once");
        application.send("SECOND", texts("b", 3));
        Connection connection = application.connect();
        connection.stop();
        Session session = JmsApplication.session(connection, Session.SESSION_TRANSACTED);
        listen(session, "IN", message -> {
            heard.add(text(message) + " " + deliveries(message));
            if (deliveries(message) == 1) {
                session.rollback();
            } else {
                session.commit();
            }
        });
        listen(session, "SECOND", message -> {
            heard.add(text(message) + " " + deliveries(message));
            session.commit();
        });
        connection.start();

        await().until(() -> heard.size() == 5);
        session.close();

        assertThat(heard).containsExactlyInAnyOrder("rolled back once 1", "rolled back once 2", "b0 1", "b1 1", "b2 1");
    }

    @Test
    void sessionsOfOneConnectionShareAQueueWithoutLossOrRepetition() throws JMSException {
        Connection connection = application.connect();
        for (int i = 0; i < 5; i++) {
            listen(JmsApplication.session(connection, Session.AUTO_ACKNOWLEDGE), "IN", m -> heard.add(text(m)));
        }
        application.send("IN", texts("m", 100));

        await().until(() -> heard.size() >= 100);
        connection.close();

        assertThat(heard).containsExactlyInAnyOrder(texts("m", 100));
        assertThat(queueManager.depth("IN")).isZero();
    }

    @Test
    void aStoppedConnectionHearsNothingUntilItIsStartedAgain() throws JMSException {
        Connection connection = application.connect();
        listen(JmsApplication.session(connection, Session.AUTO_ACKNOWLEDGE), "IN", m -> heard.add(text(m)));
        application.send("IN", "before the stop");
        await().until(() -> heard.size() == 1);

        connection.stop();
        application.send("IN", "while stopped");

        assertThat(queueManager.depth("IN")).isEqualTo(1);
        assertThat(heard).containsExactly("before the stop");
        connection.start();
        await().until(() -> heard.size() == 2);
        assertThat(heard).containsExactly("before the stop", "while stopped");
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE, 0})
    void stopStartAndCloseWhileMessagesFlowLoseAndRepeatNothing(int mode) throws JMSException {
        for (int round = 1; round <= 4; round++) {
            application.send("IN", texts("round " + round + " message ", 50));
            Connection connection = application.connect();
            Session session = JmsApplication.session(connection, mode);
            int enough = heard.size() + 10;
            listen(session, "IN", message -> {
                heard.add(text(message));
                if (mode == Session.SESSION_TRANSACTED) {
                    session.commit();
                }
            });
            await().until(() -> heard.size() > enough);
            connection.stop();
            connection.start();
            session.close();
            connection.close();
            assertThat(heard.size() + queueManager.depth("IN")).isEqualTo(50 * round);
        }
        assertThat(heard).doesNotHaveDuplicates();
    }

    @Test
    void anInhibitedQueueIsSilentThenGoesOnAndClosingMeanwhileDoesNotHang() throws JMSException {
        Session session = application.session(Session.AUTO_ACKNOWLEDGE);
        listen(session, "IN", message -> heard.add(text(message)));
        application.send("IN", "allowed");
        await().until(() -> heard.size() == 1);

        queueManager.mqsc("ALTER QLOCAL(IN) GET(DISABLED)");
        application.send("IN", "inhibited");
        assertThat(queueManager.depth("IN")).isEqualTo(1);
        queueManager.mqsc("ALTER QLOCAL(IN) GET(ENABLED)");
        await().until(() -> heard.size() == 2);

        queueManager.mqsc("ALTER QLOCAL(IN) GET(DISABLED)");
        application.send("IN", "never heard");
        assertThatCode(session::close).doesNotThrowAnyException();
        assertThat(heard).containsExactly("allowed", "inhibited");
        assertThat(queueManager.depth("IN")).isEqualTo(1);
    }

    @Test
    void aListenerOnAnInhibitedQueueBeginsWhenItIsAllowed() throws JMSException {
        queueManager.mqsc("ALTER QLOCAL(IN) GET(DISABLED)");
        application.send("IN", "early");
        Session session = application.session(Session.AUTO_ACKNOWLEDGE);
        listen(session, "IN", message -> heard.add(text(message)));

        queueManager.mqsc("ALTER QLOCAL(IN) GET(ENABLED)");

        await().until(() -> heard.contains("early"));
    }

    @Test
    void aListenerThatThrowsHearsTheMessageAgain() throws JMSException {
        application.send("IN", "twice");
        AtomicBoolean threw = new AtomicBoolean();
        consumer(application.session(Session.AUTO_ACKNOWLEDGE), "IN").setMessageListener(message -> {
            heard.add(text(message));
            if (threw.compareAndSet(false, true)) {
                throw new IllegalStateException("the first time");
            }
        });

        await().until(() -> heard.size() == 2);

        assertThat(heard).containsExactly("twice", "twice");
        await().until(() -> queueManager.depth("IN") == 0);
    }

    @Test
    void aUnitOfWorkThatIsFullHoldsTheListenerUpUntilTheCommit() throws JMSException {
        queueManager.mqsc("ALTER QMGR MAXUMSGS(5)");
        application.send("IN", texts("m", 8));
        Session session = application.session(Session.CLIENT_ACKNOWLEDGE);
        listen(session, "IN", message -> {
            heard.add(text(message));
            if (heard.size() % 5 == 0) {
                message.acknowledge();
            }
        });

        await().until(() -> heard.size() == 8);

        assertThat(heard).containsExactly(texts("m", 8));
    }

    @Test
    void everySessionHasASocketOfItsOwnWithoutSharing() throws JMSException {
        queueManager.mqsc("ALTER CHANNEL(APP.SVRCONN) CHLTYPE(SVRCONN) SHARECNV(1)");
        Connection connection = application.connect();
        for (int i = 0; i < 3; i++) {
            listen(JmsApplication.session(connection, Session.AUTO_ACKNOWLEDGE), "IN", m -> heard.add(text(m)));
        }
        application.send("IN", texts("m", 30));

        await().until(() -> heard.size() == 30);

        assertThat(queueManager.administration().channelStatus("*"))
                .hasSize(4)
                .allSatisfy(status -> assertThat(status.conversations()).isEqualTo(1));
        assertThat(heard).containsExactlyInAnyOrder(texts("m", 30));
    }

    @Test
    void manySessionsShareFewSockets() throws JMSException {
        application
                .factory()
                .setIntProperty(WMQConstants.WMQ_SHARE_CONV_ALLOWED, WMQConstants.WMQ_SHARE_CONV_ALLOWED_YES);
        Connection connection = application.connect();
        for (int i = 0; i < 25; i++) {
            listen(JmsApplication.session(connection, Session.AUTO_ACKNOWLEDGE), "IN", m -> heard.add(text(m)));
        }
        application.send("IN", texts("m", 100));

        await().until(() -> heard.size() == 100);

        assertThat(queueManager.connections()).hasSize(26);
        assertThat(queueManager.administration().channelStatus("*")).hasSize(3);
        assertThat(heard).containsExactlyInAnyOrder(texts("m", 100));
    }

    /** What a listener does. */
    private interface Heard {
        void message(javax.jms.Message message) throws Exception;
    }

    private void listen(Session session, String queue, Heard action) throws JMSException {
        MessageListener listener = message -> {
            try {
                action.message(message);
            } catch (Exception | AssertionError e) {
                heard.add(e.toString());
            }
        };
        consumer(session, queue).setMessageListener(listener);
    }

    private static MessageConsumer consumer(Session session, String queue) throws JMSException {
        return session.createConsumer(session.createQueue(queue));
    }
}
