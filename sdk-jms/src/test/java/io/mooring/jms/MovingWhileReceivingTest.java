package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.mq.jms.MQQueueConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.event.Reconnected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSConsumer;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.QueueConnection;
import javax.jms.QueueSession;
import javax.jms.Session;
import javax.jms.TransactionRolledBackException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a move, and of messages, while a thread of the application is in receive(): the tables of docs/jms.md. */
@Tag("client")
class MovingWhileReceivingTest extends ReceivingApplication {
    /** A thread that waits for the queue manager holds a move up for 3.5 seconds and more. */
    private static final Duration FAST = Duration.ofSeconds(2);

    private static final int MOVES = 5;

    /** A move that meets a commit takes IBM's client 5 seconds. */
    private static final int ROUNDS = Integer.getInteger("mooring.moves", 2);

    /** How an application comes to a consumer. */
    enum Way {
        TRANSACTED_SESSION,
        ACKNOWLEDGING_SESSION,
        SESSION_BY_MODE,
        WITH_SELECTOR,
        QUEUE_RECEIVER,
        TRANSACTED_CONTEXT,
        ACKNOWLEDGING_CONTEXT,
        WRAPPED_FACTORY
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aThreadInReceiveDoesNotHoldUpTheMove(Way way) throws Exception {
        Receive receive = receiver(way);
        CompletableFuture<Message> received = new CompletableFuture<>();
        Thread thread = startReceiving(receive, received);
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < MOVES; i++) {
            await().until(() -> waits(thread) && opened());
            times.add(move());
        }

        send(application.present(), DeliveryMode.PERSISTENT, "there");

        assertThat(text(received.get(LONG.toSeconds(), TimeUnit.SECONDS))).isEqualTo("there");
        Collections.sort(times);
        assertThat(times.get(MOVES / 2)).as("of " + times).isLessThan(FAST);
    }

    private Receive receiver(Way way) throws JMSException {
        long timeout = 2 * LONG.toMillis();
        return switch (way) {
            case TRANSACTED_SESSION -> consumer(application.connect(), TRANSACTED)::receive;
            case ACKNOWLEDGING_SESSION -> {
                MessageConsumer consumer = consumer(application.connect(), CLIENT);
                yield () -> consumer.receive(timeout);
            }
            case SESSION_BY_MODE -> {
                Session session = application.connect().createSession(TRANSACTED);
                MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
                yield () -> consumer.receive(timeout);
            }
            case WITH_SELECTOR -> {
                Session session = application.connect().createSession(true, TRANSACTED);
                yield session.createConsumer(session.createQueue("ORDERS"), "JMSPriority >= 0")::receive;
            }
            case QUEUE_RECEIVER -> {
                MQQueueConnectionFactory ibm = new MQQueueConnectionFactory();
                aim(ibm);
                QueueConnection connection = MooringConnectionFactory.builderWrapping(ibm)
                        .listener(application.events::add)
                        .build()
                        .createQueueConnection();
                others.add(connection);
                connection.start();
                QueueSession session = connection.createQueueSession(false, CLIENT);
                yield session.createReceiver(session.createQueue("ORDERS"))::receive;
            }
            case TRANSACTED_CONTEXT -> {
                JMSConsumer consumer = consumer(context(JMSContext.SESSION_TRANSACTED));
                yield () -> consumer.receive(timeout);
            }
            case ACKNOWLEDGING_CONTEXT -> {
                JMSConsumer consumer = consumer(context(JMSContext.CLIENT_ACKNOWLEDGE));
                yield consumer::receive;
            }
            case WRAPPED_FACTORY -> {
                MQConnectionFactory ibm = new MQConnectionFactory();
                aim(ibm);
                yield consumer(
                        application.connect(MooringConnectionFactory.builderWrapping(ibm)
                                .listener(application.events::add)
                                .build()),
                        TRANSACTED)::receive;
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        TRANSACTED + "," + DeliveryMode.PERSISTENT,
        TRANSACTED + "," + DeliveryMode.NON_PERSISTENT,
        CLIENT + "," + DeliveryMode.PERSISTENT,
        CLIENT + "," + DeliveryMode.NON_PERSISTENT
    })
    void overMovesNothingIsLostNothingIsTakenTwiceAndTheOrderIsKept(int mode, int deliveryMode) throws Exception {
        int each = 20;
        Session session = session(application.connect(), mode);
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
        CompletableFuture<Void> moves = CompletableFuture.runAsync(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                // Some come with the move, some before, some while the application waits.
                sendUnchecked(application.qm1, deliveryMode, texts("QM1 " + round, each));
                sendUnchecked(application.qm2, deliveryMode, texts("QM2 " + round, each));
                move();
            }
        });
        Map<String, Integer> taken = new TreeMap<>();
        Set<String> inDoubt = new TreeSet<>();
        List<String> first = new ArrayList<>();
        while (!moves.isDone() || depth() > 0) {
            if (moves.isDone() && application.present().depth("ORDERS") == 0) {
                move();
            }
            Message message = consumer.receive(100);
            if (message != null) {
                String text = text(message);
                if (!message.getJMSRedelivered()) {
                    first.add(text);
                }
                try {
                    acknowledge(session, mode, message);
                    taken.merge(text, 1, Integer::sum);
                } catch (TransactionRolledBackException comesAgain) {
                    // The unit of work was lost with its link.
                } catch (JMSException e) {
                    inDoubt.add(text);
                }
            }
        }
        moves.get();

        assertThat(taken.values()).allMatch(times -> times == 1);
        Set<String> all = new TreeSet<>(taken.keySet());
        all.addAll(inDoubt);
        assertThat(all).hasSize(2 * ROUNDS * each);
        assertThat(inDoubt)
                .hasSizeLessThanOrEqualTo(application.all(Reconnected.class).size());
        for (String name : List.of("QM1 ", "QM2 ")) {
            assertThat(first.stream().filter(text -> text.startsWith(name))).isSorted();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstMessageAfterAMoveIsCommittedAsIfNothingHadHappened(boolean context) throws Exception {
        if (context) {
            JMSContext transacted = context(JMSContext.SESSION_TRANSACTED);
            JMSConsumer consumer = consumer(transacted);
            received(() -> consumer.receive(LONG.toMillis()));
            transacted.commit();
        } else {
            Session session = session(application.connect(), TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
            received(() -> consumer.receive(LONG.toMillis()));
            session.commit();
        }

        assertThat(depth()).isZero();
    }

    /** What is acknowledged by the message goes past the wrappers, and cannot be known. */
    @Test
    void afterAMoveTheFirstAcknowledgeByAMessageMayFailAndTheMessageComesAgain() throws Exception {
        Session session = session(application.connect(), CLIENT);
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
        send(application.present(), DeliveryMode.PERSISTENT, "before");
        consumer.receive(LONG.toMillis()).acknowledge();

        Message message = received(() -> consumer.receive(LONG.toMillis()));
        Throwable refused = catchThrowable(message::acknowledge);
        Message again = consumer.receive(LONG.toMillis());
        again.acknowledge();

        assertThat(refused).isInstanceOf(TransactionRolledBackException.class);
        assertThat(text(again)).isEqualTo(text(message));
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(depth()).isZero();
    }

    @Test
    void whereTheContextAcknowledgesTheFirstMessageAfterAMoveIsAcknowledged() throws Exception {
        JMSContext context = context(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSConsumer consumer = consumer(context);
        send(application.present(), DeliveryMode.PERSISTENT, "before");
        consumer.receive(LONG.toMillis());
        context.acknowledge();

        received(() -> consumer.receive(LONG.toMillis()));
        context.acknowledge();

        context.close();
        assertThat(depth()).isZero();
    }

    /** What the application gets has gone back to the queue once, as its count of deliveries shows. */
    @Test
    void aMessageThatCameWithTheMoveIsDeliveredOnceMoreAtMost() throws Exception {
        MessageConsumer consumer = consumer(application.connect(), TRANSACTED);

        Message message = received(() -> consumer.receive(LONG.toMillis()));

        assertThat(message.getIntProperty("JMSXDeliveryCount")).isLessThanOrEqualTo(2);
    }

    @Test
    void aCommitOfNothingAfterAMoveSucceeds() throws Exception {
        Session session = session(application.connect(), TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
        assertThat(consumer.receive(1)).isNull();
        move();

        session.commit();

        send(application.present(), DeliveryMode.PERSISTENT, "next");
        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("next");
        session.commit();
    }

    @Test
    void aReceiveThatFoundNothingDuringAMoveLeavesNothingBehind() throws Exception {
        Session session = session(application.connect(), TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
        assertThat(consumer.receiveNoWait()).isNull();
        move();
        assertThat(consumer.receiveNoWait()).isNull();

        session.createProducer(session.createQueue("PRICES")).send(session.createTextMessage("one"));
        session.commit();

        assertThat(application.present().depth("PRICES")).isOne();
    }

    @Test
    void whatTheApplicationHasHadOrSentBeforeAMoveIsRolledBackAndToldAsEver() throws Exception {
        Session session = session(application.connect(), TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
        MessageProducer producer = session.createProducer(session.createQueue("PRICES"));
        send(application.present(), DeliveryMode.PERSISTENT, "had");
        assertThat(consumer.receive(LONG.toMillis())).isNotNull();
        move();
        Throwable afterReceive = catchThrowable(session::commit);

        producer.send(session.createTextMessage("sent"));
        move();
        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("had");
        Throwable afterSend = catchThrowable(session::commit);

        assertThat(afterReceive).isInstanceOf(TransactionRolledBackException.class);
        assertThat(afterSend).isInstanceOf(TransactionRolledBackException.class);
        assertThat(application.qm1.depth("PRICES") + application.qm2.depth("PRICES"))
                .isZero();
        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("had");
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "consumer", "producer"})
    void whoUnwrapsASessionOrAPartOfItIsToldAsIbmTells(String part) throws Exception {
        Session session = session(application.connect(), TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
        MessageProducer producer = session.createProducer(session.createQueue("PRICES"));
        Object unwrapped = part.equals("session") ? session : part.equals("consumer") ? consumer : producer;
        assertThat((Object) ((Unwrapping) unwrapped).unwrap(com.ibm.msg.client.jms.JmsPropertyContext.class))
                .isNotNull();
        assertThat(consumer.receive(1)).isNull();
        move();

        assertThat(catchThrowable(session::commit)).isInstanceOf(TransactionRolledBackException.class);
        session.commit();
    }

    /** The sessions that have asked for a message count as begun, and Mooring does not know that before the send. */
    @Test
    void aUnitOfWorkThatBeginsWithASendAfterAMoveIsRolledBackWhereTheSessionHasAskedForAMessage() throws Exception {
        Session session = session(application.connect(), TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
        MessageProducer producer = session.createProducer(session.createQueue("PRICES"));
        assertThat(consumer.receive(1)).isNull();
        move();

        producer.send(session.createTextMessage("one"));

        assertThat(catchThrowable(session::commit)).isInstanceOf(TransactionRolledBackException.class);
        producer.send(session.createTextMessage("two"));
        session.commit();
        assertThat(application.present().depth("PRICES")).isOne();
    }

    /** IBM's client does not wake a receive that reads ahead; without Mooring the close waits for the end of its timeout. */
    @ParameterizedTest
    @CsvSource({"consumer, false", "session, false", "connection, false", "consumer, true", "connection, true"})
    void closingFromAnotherThreadEndsAReceiveThatWaits(String closed, boolean afterAMove) throws Exception {
        Connection connection = application.connect();
        Session session = session(connection, TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
        CompletableFuture<Message> ended = new CompletableFuture<>();
        Thread thread = startReceiving(consumer::receive, ended);
        await().until(() -> waits(thread) && opened());
        if (afterAMove) {
            move();
        }

        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
            try (AutoCloseable toClose =
                    closed.equals("consumer") ? consumer : closed.equals("session") ? session : connection) {
                assertThat(toClose).isNotNull();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(ended.get(LONG.toSeconds(), TimeUnit.SECONDS)).isNull();
        closing.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static void acknowledge(Session session, int mode, Message message) throws JMSException {
        if (mode == TRANSACTED) {
            session.commit();
        } else {
            message.acknowledge();
        }
    }

    private void aim(MQConnectionFactory factory) throws JMSException {
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setConnectionNameList(application.cluster.connectionNames());
        factory.setChannel("APP.SVRCONN");
        factory.setQueueManager("*");
        factory.setClientReconnectOptions(WMQConstants.WMQ_CLIENT_RECONNECT);
    }
}
