package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.mq.jms.MQQueueConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Verb;
import io.mooring.event.Reconnected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSConsumer;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.QueueConnection;
import javax.jms.QueueReceiver;
import javax.jms.QueueSession;
import javax.jms.Session;
import javax.jms.TextMessage;
import javax.jms.TransactionRolledBackException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a move, and of messages, while a thread of the application is in receive(): the tables of docs/jms.md. */
@Tag("client")
class MovingWhileReceivingTest {
    private static final int TRANSACTED = Session.SESSION_TRANSACTED;
    private static final int CLIENT = Session.CLIENT_ACKNOWLEDGE;

    /** A thread that waits for the queue manager holds a move up for 3.5 seconds and more. */
    private static final Duration FAST = Duration.ofSeconds(2);

    private static final int MOVES = 5;

    /** A move that meets a commit takes IBM's client 5 seconds. */
    private static final int ROUNDS = Integer.getInteger("mooring.moves", 2);

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Application application = new Application();
    private final List<AutoCloseable> others = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable other : others) {
            other.close();
        }
        application.close();
    }

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

    /** A receive that waits for long. */
    private interface Receive {
        Message get() throws JMSException;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aThreadInReceiveDoesNotHoldUpTheMove(Way way) throws Exception {
        Receive receive = receiver(way);
        AtomicReference<Object> received = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                received.set(receive.get());
            } catch (JMSException | RuntimeException e) {
                received.set(e);
            }
        });
        thread.start();
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < MOVES; i++) {
            await().until(() -> waits(thread) && opened());
            times.add(move());
        }

        send(application.present(), DeliveryMode.PERSISTENT, "there");
        thread.join(LONG.toMillis());

        assertThat(text(received.get())).isEqualTo("there");
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

    @ParameterizedTest
    @CsvSource({
        // what is set, what the destination says, session, call that takes the message
        "WHERE_SAFE, ORDERS, " + TRANSACTED + ", CONSUME",
        "WHERE_SAFE, ORDERS, " + CLIENT + ", CONSUME",
        "WHERE_SAFE, ORDERS, " + Session.AUTO_ACKNOWLEDGE + ", MQGET",
        "WHERE_SAFE, ORDERS, " + Session.DUPS_OK_ACKNOWLEDGE + ", MQGET",
        "WHERE_SAFE, queue:///ORDERS?readAheadAllowed=0, " + TRANSACTED + ", MQGET",
        "WHERE_SAFE, queue:///ORDERS?readAheadAllowed=1, " + Session.AUTO_ACKNOWLEDGE + ", CONSUME",
        "ALWAYS, ORDERS, " + TRANSACTED + ", CONSUME",
        "ALWAYS, ORDERS, " + Session.AUTO_ACKNOWLEDGE + ", CONSUME",
        "ALWAYS, ORDERS, " + Session.DUPS_OK_ACKNOWLEDGE + ", CONSUME",
        "ALWAYS, queue:///ORDERS?readAheadAllowed=0, " + Session.AUTO_ACKNOWLEDGE + ", MQGET",
        "NEVER, ORDERS, " + TRANSACTED + ", MQGET",
        "NEVER, queue:///ORDERS?readAheadAllowed=1, " + TRANSACTED + ", CONSUME",
    })
    void readsAheadWhereItIsSafeAndAsItIsTold(ReadAhead setting, String queue, int mode, Verb call) throws Exception {
        Session session = session(
                application.connect(application.builder().readAhead(setting).build()), mode);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
        send(application.present(), DeliveryMode.NON_PERSISTENT, "one");

        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("one");

        assertThat(application.present().calls(Verb.CONSUME)).isEqualTo(call == Verb.CONSUME ? 1 : 0);
    }

    @Test
    void aQueueThatForbidsReadAheadIsReadAsWithout() throws Exception {
        application.cluster.queueManager("QM1").mqsc("ALTER QLOCAL(ORDERS) DEFREADA(DISABLED)");
        MessageConsumer consumer = consumer(application.connect(), TRANSACTED);
        send(application.present(), DeliveryMode.NON_PERSISTENT, "one");

        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("one");

        assertThat(application.present().calls(Verb.CONSUME)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        TRANSACTED + "," + DeliveryMode.PERSISTENT,
        TRANSACTED + "," + DeliveryMode.NON_PERSISTENT,
        CLIENT + "," + DeliveryMode.PERSISTENT,
        CLIENT + "," + DeliveryMode.NON_PERSISTENT
    })
    void byDefaultAMessageLeavesTheQueueOnlyWhenItIsReceivedAndComesBackIfItIsNotAcknowledged(
            int mode, int deliveryMode) throws Exception {
        send(application.qm1, deliveryMode, texts("m", 3));
        Session session = session(application.connect(), mode);
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));

        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("m0");
        int depth = application.qm1.depth("ORDERS");
        if (mode == TRANSACTED) {
            session.rollback();
        } else {
            session.recover();
        }
        Message again = consumer.receive(LONG.toMillis());
        consumer.close();
        session.close();

        assertThat(depth).isEqualTo(2);
        assertThat(text(again)).isEqualTo("m0");
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
        assertThat(application.qm1.depth("ORDERS")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void readingAheadAlwaysLosesNonPersistentMessagesThatWereNotReceivedAtAClose(int mode) throws Exception {
        send(application.qm1, DeliveryMode.NON_PERSISTENT, texts("n", 3));
        Session session = session(
                application.connect(
                        application.builder().readAhead(ReadAhead.ALWAYS).build()),
                mode);
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));

        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("n0");
        await().until(() -> application.qm1.depth("ORDERS") == 0);
        consumer.close();

        MessageConsumer next = session.createConsumer(session.createQueue("ORDERS"));
        assertThat(next.receiveNoWait()).isNull();
    }

    /** The client has them, and gives them out wherever it is. */
    @Test
    void readingAheadAlwaysKeepsWhatHasArrivedOverAMove() throws Exception {
        send(application.qm1, DeliveryMode.NON_PERSISTENT, texts("n", 3));
        MessageConsumer consumer = consumer(
                application.connect(
                        application.builder().readAhead(ReadAhead.ALWAYS).build()),
                Session.AUTO_ACKNOWLEDGE);
        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("n0");
        await().until(() -> application.qm1.depth("ORDERS") == 0);

        move();
        send(application.present(), DeliveryMode.NON_PERSISTENT, "elsewhere");

        for (String next : List.of("n1", "n2", "elsewhere")) {
            assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo(next);
        }
        assertThat(depth()).isZero();
    }

    /** They are sent ahead as they come, whether somebody receives or not. */
    @Test
    void readingAheadAlwaysLosesNonPersistentMessagesThatAreOnTheirWayInAMove() throws Exception {
        MessageConsumer consumer = consumer(
                application.connect(
                        application.builder().readAhead(ReadAhead.ALWAYS).build()),
                Session.AUTO_ACKNOWLEDGE);
        send(application.qm1, DeliveryMode.NON_PERSISTENT, "here");
        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("here");
        application.qm1.inject(Fault.on(Verb.CONSUME).losesConnectionAfterEffect());

        send(application.qm1, DeliveryMode.NON_PERSISTENT, "lost");
        application.awaitEvent(Reconnected.class);

        assertThat(depth()).isZero();
        send(application.present(), DeliveryMode.NON_PERSISTENT, "next");
        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("next");
    }

    @Test
    void readingAheadAlwaysAPersistentMessageOnItsWayInAMoveComesAgain() throws Exception {
        MessageConsumer consumer = consumer(
                application.connect(
                        application.builder().readAhead(ReadAhead.ALWAYS).build()),
                Session.AUTO_ACKNOWLEDGE);
        send(application.qm1, DeliveryMode.PERSISTENT, "one");
        application.qm1.inject(Fault.on(Verb.CONSUME).losesConnectionAfterEffect());

        Throwable refused = catchThrowable(
                () -> assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("one"));

        if (refused != null) {
            assertThat(refused).hasCauseInstanceOf(TransactionRolledBackException.class);
            assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("one");
        }
        assertThat(depth()).isZero();
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

    /** As the application's own destination with read ahead has it in IBM's client. */
    @Test
    void readingAheadAlwaysAReceiveAfterAMoveMayFailAndTheMessageStays() throws Exception {
        MessageConsumer consumer = consumer(
                application.connect(
                        application.builder().readAhead(ReadAhead.ALWAYS).build()),
                Session.AUTO_ACKNOWLEDGE);
        send(application.present(), DeliveryMode.PERSISTENT, "before");
        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("before");

        Throwable refused = catchThrowable(() -> received(() -> consumer.receive(LONG.toMillis())));

        assertThat(refused).hasCauseInstanceOf(TransactionRolledBackException.class);
        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("after");
    }

    @Test
    void readingAheadAlwaysLeavesPersistentMessagesOnTheQueue() throws Exception {
        send(application.qm1, DeliveryMode.PERSISTENT, texts("p", 3));
        MessageConsumer consumer = consumer(
                application.connect(
                        application.builder().readAhead(ReadAhead.ALWAYS).build()),
                Session.AUTO_ACKNOWLEDGE);

        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("p0");

        assertThat(application.qm1.depth("ORDERS")).isEqualTo(2);
        consumer.close();
        assertThat(application.qm1.depth("ORDERS")).isEqualTo(2);
    }

    @Test
    void theApplicationsDestinationIsLeftAsItIsAndIsWhatItSees() throws Exception {
        QueueConnection connection = application.builder().build().createQueueConnection();
        others.add(connection);
        connection.start();
        QueueSession session = connection.createQueueSession(true, TRANSACTED);
        Queue queue = session.createQueue("queue:///ORDERS?targetClient=1");
        QueueReceiver receiver = session.createReceiver(queue);
        send(application.present(), DeliveryMode.PERSISTENT, "one");

        Message message = receiver.receive(LONG.toMillis());

        assertThat(receiver.getQueue()).isSameAs(queue);
        assertThat(queue.getQueueName()).isEqualTo("queue:///ORDERS?targetClient=1");
        assertThat(message.getJMSDestination()).hasToString("queue:///ORDERS");
        session.commit();
    }

    @ParameterizedTest
    @EnumSource(ReadAhead.class)
    void browsersSeeAllAndTakeNothing(ReadAhead setting) throws Exception {
        send(application.qm1, DeliveryMode.NON_PERSISTENT, texts("m", 3));
        Session session = session(
                application.connect(application.builder().readAhead(setting).build()), TRANSACTED);

        int seen = 0;
        Enumeration<?> all =
                session.createBrowser(session.createQueue("ORDERS")).getEnumeration();
        for (; all.hasMoreElements(); all.nextElement()) {
            seen++;
        }

        assertThat(seen).isEqualTo(3);
        assertThat(application.qm1.depth("ORDERS")).isEqualTo(3);
        assertThat(application.qm1.calls(Verb.CONSUME)).isZero();
    }

    /** IBM's client does not wake a receive that reads ahead; without Mooring the close waits for the end of its timeout. */
    @ParameterizedTest
    @CsvSource({"consumer, false", "session, false", "connection, false", "consumer, true", "connection, true"})
    void closingFromAnotherThreadEndsAReceiveThatWaits(String closed, boolean afterAMove) throws Exception {
        Connection connection = application.connect();
        Session session = session(connection, TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
        CompletableFuture<String> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                ended.complete(String.valueOf(consumer.receive()));
            } catch (JMSException e) {
                ended.completeExceptionally(e);
            }
        });
        thread.start();
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

        assertThat(ended.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("null");
        closing.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aBodyIsReceivedAsBefore() throws Exception {
        JMSContext context = context(JMSContext.SESSION_TRANSACTED);
        JMSConsumer consumer = consumer(context);
        send(application.present(), DeliveryMode.PERSISTENT, "one", "two", "three");

        assertThat(consumer.receiveBody(String.class)).isEqualTo("one");
        assertThat(consumer.receiveBody(String.class, LONG.toMillis())).isEqualTo("two");
        assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("three");
        assertThat(consumer.receiveBodyNoWait(String.class)).isNull();
        context.commit();
        assertThat(depth()).isZero();
    }

    /** A message that is received by a thread that has waited over a move. */
    private Message received(Receive receive) throws Exception {
        CompletableFuture<Message> received = new CompletableFuture<>();
        Thread receiving = new Thread(() -> {
            try {
                received.complete(receive.get());
            } catch (JMSException | RuntimeException e) {
                received.completeExceptionally(e);
            }
        });
        receiving.start();
        await().until(() -> waits(receiving) && opened());
        move();
        send(application.present(), DeliveryMode.PERSISTENT, "after");
        Message message = received.get(LONG.toSeconds(), TimeUnit.SECONDS);
        receiving.join();
        assertThat(text(message)).isEqualTo("after");
        return message;
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    /** Whether the consumer is there where the connection is. */
    private boolean opened() {
        return !application.present().administration().handles("ORDERS").isEmpty();
    }

    /** Moves the connection to the other queue manager, and says how long that took. */
    private Duration move() {
        int before = application.all(Reconnected.class).size();
        EmbeddedQueueManager left = application.present();
        long began = System.nanoTime();
        left.stopListening();
        left.dropSockets();
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Application.MOVE)
                .until(() -> application.all(Reconnected.class).size() > before);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        left.startListening();
        return took;
    }

    private int depth() {
        return application.qm1.depth("ORDERS") + application.qm2.depth("ORDERS");
    }

    private static MessageConsumer consumer(Connection connection, int mode) throws JMSException {
        Session session = session(connection, mode);
        return session.createConsumer(session.createQueue("ORDERS"));
    }

    private static Session session(Connection connection, int mode) throws JMSException {
        return connection.createSession(mode == TRANSACTED, mode);
    }

    private JMSContext context(int mode) {
        JMSContext context = application.builder().build().createContext(mode);
        others.add(context);
        return context;
    }

    private static JMSConsumer consumer(JMSContext context) {
        return context.createConsumer(context.createQueue("ORDERS"));
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

    /** Sends to this queue manager, over a connection of its own that does not move. */
    private static void send(EmbeddedQueueManager queueManager, int deliveryMode, String... texts) throws JMSException {
        MQConnectionFactory factory = new MQConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setConnectionNameList(queueManager.connectionName());
        factory.setChannel("APP.SVRCONN");
        try (Connection connection = factory.createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
            producer.setDeliveryMode(deliveryMode);
            for (String text : texts) {
                producer.send(session.createTextMessage(text));
            }
        }
    }

    private static void sendUnchecked(EmbeddedQueueManager queueManager, int deliveryMode, String... texts) {
        try {
            send(queueManager, deliveryMode, texts);
        } catch (JMSException e) {
            throw new IllegalStateException("Nothing could be sent to " + queueManager.name(), e);
        }
    }

    private static String[] texts(String prefix, int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            // In the order of the numbers and of the texts.
            texts[i] = prefix + (char) ('0' + i);
        }
        return texts;
    }

    private static String text(Object message) throws JMSException {
        assertThat(message).isInstanceOf(TextMessage.class);
        return ((TextMessage) message).getText();
    }
}
