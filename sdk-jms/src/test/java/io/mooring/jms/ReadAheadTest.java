package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Verb;
import io.mooring.event.Reconnected;
import java.util.Enumeration;
import java.util.List;
import javax.jms.DeliveryMode;
import javax.jms.JMSConsumer;
import javax.jms.JMSContext;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.Queue;
import javax.jms.QueueConnection;
import javax.jms.QueueReceiver;
import javax.jms.QueueSession;
import javax.jms.Session;
import javax.jms.TransactionRolledBackException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which consumers read ahead, and what that does to messages: the tables of docs/jms.md. */
@Tag("client")
class ReadAheadTest extends ReceivingApplication {
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
}
