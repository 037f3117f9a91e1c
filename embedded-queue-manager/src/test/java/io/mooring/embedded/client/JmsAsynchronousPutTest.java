package io.mooring.embedded.client;

import static io.mooring.embedded.client.JmsApplication.PATIENCE;
import static io.mooring.embedded.client.JmsApplication.text;
import static io.mooring.embedded.client.JmsApplication.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.MQAsyncStatus;
import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import java.io.IOException;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.jms.CompletionListener;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.Session;
import javax.jms.TransactionRolledBackException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Puts that do not wait for an answer, and MQSTAT, which tells what became of them. */
@Tag("client")
@Timeout(60)
class JmsAsynchronousPutTest {
    private final EmbeddedQueueManager queueManager = EmbeddedQueueManager.named("QM1")
            .queue("IN", "SMALL")
            .channel("APP.SVRCONN")
            .start();

    @SuppressWarnings("NullAway.Init")
    private JmsApplication application;

    @BeforeEach
    void begin() throws JMSException {
        queueManager.mqsc("ALTER QLOCAL(SMALL) MAXDEPTH(2)");
        application = new JmsApplication(queueManager);
    }

    @AfterEach
    void end() throws JMSException {
        application.close();
        queueManager.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    void asynchronousSendsArriveInOrderAndTheSessionGoesOn(int mode) throws JMSException {
        Session session = application.session(mode);
        MessageProducer producer = session.createProducer(asynchronous(session, "IN"));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        for (String text : texts("m", 300)) {
            producer.send(session.createTextMessage(text));
        }
        if (mode == Session.SESSION_TRANSACTED) {
            session.commit();
        }
        producer.close();
        MessageConsumer consumer = session.createConsumer(session.createQueue("IN"));

        for (int i = 0; i < 300; i++) {
            assertThat(text(consumer.receive(PATIENCE))).isEqualTo("m" + i);
        }
    }

    @Test
    void anAsynchronousSendDoesNotWaitForTheQueueManager() throws JMSException {
        Session session = application.session(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(asynchronous(session, "IN"));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        producer.send(session.createTextMessage("opens what is needed"));
        queueManager.inject(Fault.on(Verb.MQPUT).isDelayedBy(Duration.ofMillis(1500)));
        long began = System.nanoTime();

        producer.send(session.createTextMessage("slow"));

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(1000);
        await().until(() -> queueManager.depth("IN") == 2);
    }

    @Test
    void anAsynchronousSendThatFailsLeavesTheSessionUsable() throws JMSException {
        queueManager.inject(Fault.on(Verb.MQPUT).call(3).failsWith(Reason.Q_FULL));
        Session session = application.session(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(asynchronous(session, "IN"));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        for (String text : texts("m", 5)) {
            producer.send(session.createTextMessage(text));
        }

        await().until(() -> queueManager.depth("IN") == 4);
        assertThat(session.createConsumer(session.createQueue("IN")).receive(PATIENCE))
                .isNotNull();
    }

    @Test
    void anAsynchronousSendThatFailsTakesItsUnitOfWorkWithIt() throws JMSException {
        queueManager.inject(Fault.on(Verb.MQPUT).call(3).failsWith(Reason.Q_FULL));
        Session session = application.session(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(asynchronous(session, "IN"));
        for (String text : texts("m", 5)) {
            producer.send(session.createTextMessage(text));
        }

        assertThatExceptionOfType(TransactionRolledBackException.class).isThrownBy(session::commit);
        assertThat(queueManager.depth("IN")).isZero();

        producer.send(session.createTextMessage("of the next unit of work"));
        session.commit();
        assertThat(queueManager.depth("IN")).isOne();
    }

    @Test
    void aSendToNoQueueByAProducerWithoutADestinationIsToldByTheCommit() throws JMSException {
        Session session = application.session(Session.SESSION_TRANSACTED);
        MessageProducer anonymous = session.createProducer(null);
        anonymous.send(session.createQueue("IN"), session.createTextMessage("one"));
        anonymous.send(session.createQueue("NO.SUCH.QUEUE"), session.createTextMessage("two"));

        assertThatExceptionOfType(TransactionRolledBackException.class).isThrownBy(session::commit);
        assertThat(queueManager.depth("IN")).isZero();
    }

    @Test
    void aCompletionListenerHearsOfEachSend() throws JMSException {
        Session session = application.session(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("IN"));
        List<String> completed = new CopyOnWriteArrayList<>();
        for (String text : texts("m", 20)) {
            producer.send(session.createTextMessage(text), new CompletionListener() {
                @Override
                public void onCompletion(Message message) {
                    completed.add(text(message));
                }

                @Override
                public void onException(Message message, Exception failure) {
                    completed.add(failure.toString());
                }
            });
        }

        await().until(() -> completed.size() == 20);

        assertThat(completed).containsExactly(texts("m", 20));
        await().until(() -> queueManager.depth("IN") == 20);
    }

    @Test
    void theStatusCountsPutsAndNamesTheFirstFailureThenBeginsAgain() throws MQException, IOException {
        MQException.logExclude(CMQC.MQRC_Q_FULL);
        MQQueueManager connected = connect();
        MQQueue small = connected.accessQueue("SMALL", CMQC.MQOO_OUTPUT);
        MQPutMessageOptions options = new MQPutMessageOptions();
        options.options = CMQC.MQPMO_ASYNC_RESPONSE | CMQC.MQPMO_NO_SYNCPOINT | CMQC.MQPMO_NEW_MSG_ID;
        for (int i = 0; i < 5; i++) {
            MQMessage message = new MQMessage();
            message.persistence = CMQC.MQPER_NOT_PERSISTENT;
            message.writeString("m" + i);
            small.put(message, options);
        }

        MQAsyncStatus status = connected.getAsyncStatus();
        MQAsyncStatus next = connected.getAsyncStatus();
        small.close();
        connected.disconnect();

        assertThat(status.putSuccessCount).isEqualTo(2);
        assertThat(status.putWarningCount).isZero();
        assertThat(status.putFailureCount).isEqualTo(3);
        assertThat(status.completionCode).isEqualTo(CMQC.MQCC_FAILED);
        assertThat(status.reasonCode).isEqualTo(CMQC.MQRC_Q_FULL);
        assertThat(status.objectName.strip()).isEqualTo("SMALL");
        assertThat(next.putSuccessCount + next.putFailureCount).isZero();
        assertThat(next.completionCode).isEqualTo(CMQC.MQCC_OK);
        assertThat(queueManager.depth("SMALL")).isEqualTo(2);
    }

    private MQQueueManager connect() throws MQException {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, queueManager.port());
        properties.put(CMQC.CHANNEL_PROPERTY, "APP.SVRCONN");
        return new MQQueueManager("QM1", properties);
    }

    private static Queue asynchronous(Session session, String queue) throws JMSException {
        return session.createQueue("queue:///" + queue + "?putAsyncAllowed=1");
    }
}
