package io.mooring.embedded.client;

import static io.mooring.embedded.client.JmsApplication.PATIENCE;
import static io.mooring.embedded.client.JmsApplication.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.MapMessage;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.ObjectMessage;
import javax.jms.Queue;
import javax.jms.Session;
import javax.jms.StreamMessage;
import javax.jms.TemporaryQueue;
import javax.jms.TextMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent is what is received: bodies, properties, headers, large messages, request and reply. */
@Tag("client")
@Timeout(60)
class JmsMessageTest {
    private final EmbeddedQueueManager queueManager =
            EmbeddedQueueManager.named("QM1").queue("IN").channel("APP.SVRCONN").start();

    @SuppressWarnings("NullAway.Init")
    private JmsApplication application;

    @SuppressWarnings("NullAway.Init")
    private Session session;

    @BeforeEach
    void begin() throws JMSException {
        application = new JmsApplication(queueManager);
        session = application.session(Session.AUTO_ACKNOWLEDGE);
    }

    @AfterEach
    void end() throws JMSException {
        application.close();
        queueManager.close();
    }

    @Test
    void textWithAnyCharactersArrives() throws JMSException {
        TextMessage sent = session.createTextMessage("Grüße, 世界 & <xml> 🚢");

        assertThat(text(through(sent))).isEqualTo("Grüße, 世界 & <xml> 🚢");
    }

    @Test
    void bytesArrive() throws JMSException {
        BytesMessage sent = session.createBytesMessage();
        sent.writeInt(42);
        sent.writeUTF("text");
        sent.writeDouble(1.5);
        sent.writeBytes(new byte[] {0, -1, 127});

        BytesMessage received = (BytesMessage) through(sent);

        assertThat(received.readInt()).isEqualTo(42);
        assertThat(received.readUTF()).isEqualTo("text");
        assertThat(received.readDouble()).isEqualTo(1.5);
        byte[] rest = new byte[3];
        assertThat(received.readBytes(rest)).isEqualTo(3);
        assertThat(rest).containsExactly(0, -1, 127);
    }

    @Test
    void aMapArrives() throws JMSException {
        MapMessage sent = session.createMapMessage();
        sent.setString("string", "s");
        sent.setInt("int", 1);
        sent.setBytes("bytes", new byte[] {1, 2});
        sent.setChar("char", 'ß');

        MapMessage received = (MapMessage) through(sent);

        assertThat(received.getString("string")).isEqualTo("s");
        assertThat(received.getInt("int")).isEqualTo(1);
        assertThat(received.getBytes("bytes")).containsExactly(1, 2);
        assertThat(received.getChar("char")).isEqualTo('ß');
    }

    @Test
    void aStreamArrives() throws JMSException {
        StreamMessage sent = session.createStreamMessage();
        sent.writeLong(7L);
        sent.writeString("s");
        sent.writeBoolean(true);

        StreamMessage received = (StreamMessage) through(sent);

        assertThat(received.readLong()).isEqualTo(7L);
        assertThat(received.readString()).isEqualTo("s");
        assertThat(received.readBoolean()).isTrue();
    }

    @Test
    void anObjectArrives() throws JMSException {
        ObjectMessage sent = session.createObjectMessage(new java.util.ArrayList<>(List.of("a", "b")));

        assertThat(((ObjectMessage) through(sent)).getObject()).isEqualTo(List.of("a", "b"));
    }

    @Test
    void propertiesOfAllTypesArrive() throws JMSException {
        TextMessage sent = session.createTextMessage("m");
        sent.setBooleanProperty("aBoolean", true);
        sent.setByteProperty("aByte", (byte) -8);
        sent.setShortProperty("aShort", (short) 16);
        sent.setIntProperty("anInt", -32);
        sent.setLongProperty("aLong", Long.MIN_VALUE);
        sent.setFloatProperty("aFloat", 1.25f);
        sent.setDoubleProperty("aDouble", -2.5e100);
        sent.setStringProperty("aString", "a <b> & \"ü\"");

        Message received = through(sent);

        assertThat(received.getBooleanProperty("aBoolean")).isTrue();
        assertThat(received.getByteProperty("aByte")).isEqualTo((byte) -8);
        assertThat(received.getShortProperty("aShort")).isEqualTo((short) 16);
        assertThat(received.getIntProperty("anInt")).isEqualTo(-32);
        assertThat(received.getLongProperty("aLong")).isEqualTo(Long.MIN_VALUE);
        assertThat(received.getFloatProperty("aFloat")).isEqualTo(1.25f);
        assertThat(received.getDoubleProperty("aDouble")).isEqualTo(-2.5e100);
        assertThat(received.getStringProperty("aString")).isEqualTo("a <b> & \"ü\"");
    }

    @Test
    void headersArrive() throws JMSException {
        TextMessage sent = session.createTextMessage("m");
        sent.setJMSCorrelationID("correlation");
        sent.setJMSType("type");
        MessageProducer producer = session.createProducer(in());
        producer.send(sent, DeliveryMode.NON_PERSISTENT, 7, 0);

        Message received = receive();

        assertThat(received.getJMSCorrelationID()).isEqualTo("correlation");
        assertThat(received.getJMSType()).isEqualTo("type");
        assertThat(received.getJMSPriority()).isEqualTo(7);
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(received.getJMSMessageID()).isEqualTo(sent.getJMSMessageID()).startsWith("ID:414d5120514d31");
        assertThat(received.getJMSExpiration()).isZero();
        assertThat(received.getStringProperty("JMSXAppID")).startsWith("jms-test");
    }

    @Test
    void higherPrioritiesComeFirst() throws JMSException {
        MessageProducer producer = session.createProducer(in());
        for (int priority : new int[] {4, 9, 0, 9}) {
            producer.send(session.createTextMessage("p" + priority), DeliveryMode.PERSISTENT, priority, 0);
        }

        assertThat(List.of(text(receive()), text(receive()), text(receive()), text(receive())))
                .containsExactly("p9", "p9", "p4", "p0");
    }

    @Test
    void aMessageThatHasOutlivedItsTimeIsNotReceived() throws JMSException {
        MessageProducer producer = session.createProducer(in());
        producer.send(session.createTextMessage("short"), DeliveryMode.PERSISTENT, 4, 100);
        producer.send(session.createTextMessage("long"), DeliveryMode.PERSISTENT, 4, 60_000);
        await().until(() -> queueManager.depth("IN") == 1);

        Message received = receive();

        assertThat(text(received)).isEqualTo("long");
        assertThat(received.getJMSExpiration()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    void aReplyComesBackToTheTemporaryQueueOfTheRequest(int deliveryMode) throws Exception {
        Session serving = application.session(Session.AUTO_ACKNOWLEDGE);
        MessageProducer replies = serving.createProducer(null);
        serving.createConsumer(serving.createQueue("IN")).setMessageListener(request -> {
            try {
                TextMessage reply = serving.createTextMessage("re: " + text(request));
                reply.setJMSCorrelationID(request.getJMSMessageID());
                replies.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
                replies.send(request.getJMSReplyTo(), reply);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
        TemporaryQueue replyQueue = session.createTemporaryQueue();
        MessageConsumer consumer = session.createConsumer(replyQueue);
        MessageProducer requests = session.createProducer(in());
        requests.setDeliveryMode(deliveryMode);
        for (int i = 0; i < 10; i++) {
            TextMessage request = session.createTextMessage("request " + i);
            request.setJMSReplyTo(replyQueue);
            requests.send(request);

            Message reply = consumer.receive(PATIENCE);

            assertThat(text(reply)).isEqualTo("re: request " + i);
            assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        }
    }

    @Test
    void aReplyIsFoundByItsCorrelationIdAmongOthersOnASharedQueue() throws JMSException {
        TextMessage request = session.createTextMessage("request");
        MessageProducer producer = session.createProducer(in());
        producer.send(request);
        receive();
        for (String id : new String[] {"ID:" + "00".repeat(23) + "01", request.getJMSMessageID()}) {
            TextMessage reply = session.createTextMessage("reply to " + id);
            reply.setJMSCorrelationID(id);
            producer.send(reply);
        }

        MessageConsumer consumer =
                session.createConsumer(in(), "JMSCorrelationID = '" + request.getJMSMessageID() + "'");

        assertThat(text(consumer.receive(PATIENCE))).isEqualTo("reply to " + request.getJMSMessageID());
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {32 * 1024, 1024 * 1024, 3 * 1024 * 1024 + 17})
    void largeMessagesArriveWholeByReceiveAndByListener(int size) throws Exception {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        BytesMessage sent = session.createBytesMessage();
        sent.writeBytes(body);
        MessageProducer producer = session.createProducer(in());
        producer.send(sent);
        producer.send(sent);

        assertThat(Arrays.equals(bytes(receive()), body)).isTrue();
        CompletableFuture<byte[]> heard = new CompletableFuture<>();
        Connection connection = application.connect();
        Session listening = JmsApplication.session(connection, Session.AUTO_ACKNOWLEDGE);
        listening.createConsumer(listening.createQueue("IN")).setMessageListener(m -> heard.complete(bytes(m)));
        assertThat(Arrays.equals(heard.get(PATIENCE, TimeUnit.MILLISECONDS), body))
                .isTrue();
    }

    @Test
    void aMessageWithoutJmsHeadersIsReadByAnyProgramAndBack() throws JMSException {
        Queue plain = session.createQueue("queue:///IN?targetClient=" + WMQConstants.WMQ_CLIENT_NONJMS_MQ);
        session.createProducer(plain).send(session.createTextMessage("plain"));

        assertThat(queueManager.messages("IN").get(0).descriptor().format().strip())
                .isEqualTo("MQSTR");
        assertThat(text(receive())).isEqualTo("plain");
    }

    private Queue in() throws JMSException {
        return session.createQueue("IN");
    }

    private Message through(Message sent) throws JMSException {
        MessageProducer producer = session.createProducer(in());
        producer.send(sent);
        producer.close();
        return receive();
    }

    private Message receive() throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(in())) {
            return consumer.receive(PATIENCE);
        }
    }

    private static byte[] bytes(Message message) {
        try {
            BytesMessage received = (BytesMessage) message;
            byte[] bytes = new byte[(int) received.getBodyLength()];
            received.readBytes(bytes);
            return bytes;
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
