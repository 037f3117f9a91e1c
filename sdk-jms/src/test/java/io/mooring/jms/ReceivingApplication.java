package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.event.Reconnected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import javax.jms.Session;
import javax.jms.TextMessage;
import org.junit.jupiter.api.AfterEach;

/** An application that is in receive(), how it is moved, and how it is sent messages, for tests. */
abstract class ReceivingApplication {
    static final int TRANSACTED = Session.SESSION_TRANSACTED;
    static final int CLIENT = Session.CLIENT_ACKNOWLEDGE;

    static final Duration LONG = Duration.ofSeconds(60);

    final Application application = new Application();
    final List<AutoCloseable> others = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable other : others) {
            other.close();
        }
        application.close();
    }

    /** A receive that waits for long. */
    interface Receive {
        Message get() throws JMSException;
    }

    /** A message that is received by a thread that has waited over a move. */
    Message received(Receive receive) throws Exception {
        CompletableFuture<Message> received = new CompletableFuture<>();
        Thread receiving = startReceiving(receive, received);
        await().until(() -> waits(receiving) && opened());
        move();
        send(application.present(), DeliveryMode.PERSISTENT, "after");
        Message message = received.get(LONG.toSeconds(), TimeUnit.SECONDS);
        receiving.join();
        assertThat(text(message)).isEqualTo("after");
        return message;
    }

    /** A thread that receives, and says what came of it. */
    static Thread startReceiving(Receive receive, CompletableFuture<Message> received) {
        Thread receiving = new Thread(() -> {
            try {
                received.complete(receive.get());
            } catch (JMSException | RuntimeException e) {
                received.completeExceptionally(e);
            }
        });
        receiving.start();
        return receiving;
    }

    static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    /** Whether the consumer is there where the connection is. */
    boolean opened() {
        return !application.present().administration().handles("ORDERS").isEmpty();
    }

    /** Moves the connection to the other queue manager, and says how long that took. */
    Duration move() {
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

    int depth() {
        return application.qm1.depth("ORDERS") + application.qm2.depth("ORDERS");
    }

    static MessageConsumer consumer(Connection connection, int mode) throws JMSException {
        Session session = session(connection, mode);
        return session.createConsumer(session.createQueue("ORDERS"));
    }

    static Session session(Connection connection, int mode) throws JMSException {
        return connection.createSession(mode == TRANSACTED, mode);
    }

    JMSContext context(int mode) {
        JMSContext context = application.builder().build().createContext(mode);
        others.add(context);
        return context;
    }

    static JMSConsumer consumer(JMSContext context) {
        return context.createConsumer(context.createQueue("ORDERS"));
    }

    /** Sends to this queue manager, over a connection of its own that does not move. */
    static void send(EmbeddedQueueManager queueManager, int deliveryMode, String... texts) throws JMSException {
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

    static void sendUnchecked(EmbeddedQueueManager queueManager, int deliveryMode, String... texts) {
        try {
            send(queueManager, deliveryMode, texts);
        } catch (JMSException e) {
            throw new IllegalStateException("Nothing could be sent to " + queueManager.name(), e);
        }
    }

    static String[] texts(String prefix, int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            // In the order of the numbers and of the texts.
            texts[i] = prefix + (char) ('0' + i);
        }
        return texts;
    }

    static String text(Object message) throws JMSException {
        assertThat(message).isInstanceOf(TextMessage.class);
        return ((TextMessage) message).getText();
    }
}
