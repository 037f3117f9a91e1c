package io.mooring.jms;

import static io.mooring.jms.PriceDesk.BACKOUT;
import static io.mooring.jms.PriceDesk.REPLIES;
import static io.mooring.jms.PriceDesk.REQUESTS;
import static io.mooring.jms.PriceDesk.receive;
import static io.mooring.jms.PriceDesk.request;
import static io.mooring.jms.PriceDesk.send;
import static io.mooring.jms.PriceDesk.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ibm.msg.client.jms.JmsConstants;
import io.mooring.MqException;
import io.mooring.client.ConsumeTrouble;
import io.mooring.client.ConsumeTrouble.Kind;
import io.mooring.client.MqClient;
import io.mooring.client.Requester;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.message.MqMessage;
import io.mooring.observe.LogFields;
import io.mooring.request.ReplyQueue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.jms.BytesMessage;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageFormatException;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TemporaryQueue;
import javax.jms.TextMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** How requests are answered by a responder whose connection stays where it is. */
@Tag("client")
class ResponderTest {
    private static final String CORRELATION = "ID:0102030405060708090a0b0c0d0e0f101112131415161718";
    private static final String WORDS = "order 4711 of somebody who likes long ids";

    private final PriceDesk desk = new PriceDesk();
    private final List<ConsumeTrouble> troubles = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws JMSException {
        desk.close();
    }

    @Test
    void aTextIsAnsweredWithAText() throws JMSException {
        Responder responder = desk.exclaiming();
        Session asking = desk.session(desk.qm1);
        TextMessage request = request(asking, "DE0007164600");

        send(asking, request);
        Message reply = receive(asking, REPLIES);

        assertThat(text(reply)).isEqualTo("DE0007164600!");
        assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        assertThat(reply.getJMSMessageID()).isNotEqualTo(request.getJMSMessageID());
        assertThat(reply.getIntProperty(JmsConstants.JMS_IBM_MSGTYPE)).isEqualTo(2);
        await().until(() -> responder.handled() == 1);
        assertThat(responder.replied()).isOne();
        assertThat(responder.backedOut()).isZero();
    }

    @Test
    void bytesAreAnsweredWithBytes() throws JMSException {
        desk.closing(desk.factory
                .responderBuilder(REQUESTS)
                .answeringBytes(request -> (new String(request.bytes(), UTF_8) + "!").getBytes(UTF_8)));
        Session asking = desk.session(desk.qm1);
        BytesMessage request = asking.createBytesMessage();
        request.writeBytes("anchor".getBytes(UTF_8));
        request.setJMSReplyTo(asking.createQueue(REPLIES));

        send(asking, request);

        assertThat(receive(asking, REPLIES).getBody(byte[].class)).isEqualTo("anchor!".getBytes(UTF_8));
    }

    @Test
    void aHandlerMayMakeItsReplyAndSendOthersWithIt() throws JMSException {
        desk.closing(desk.factory.responderBuilder(REQUESTS).answering(request -> {
            Session session = request.session();
            session.createProducer(session.createQueue("AUDIT")).send(session.createTextMessage("asked"));
            Message reply = session.createTextMessage("sold");
            reply.setStringProperty("currency", request.message().getStringProperty("currency"));
            reply.setJMSCorrelationID("mine");
            return reply;
        }));
        Session asking = desk.session(desk.qm1);
        TextMessage request = request(asking, "price?");
        request.setStringProperty("currency", "EUR");

        send(asking, request);
        Message reply = receive(asking, REPLIES);

        assertThat(reply.getStringProperty("currency")).isEqualTo("EUR");
        assertThat(reply.getJMSCorrelationID()).isEqualTo("mine");
        assertThat(text(receive(asking, "AUDIT"))).isEqualTo("asked");
    }

    @Test
    void theRequestItselfMayBeTheReply() throws JMSException {
        desk.closing(desk.factory.responderBuilder(REQUESTS).answering(Request::message));
        Session asking = desk.session(desk.qm1);
        TextMessage request = request(asking, "echo");
        request.setJMSCorrelationID(CORRELATION);

        send(asking, request);
        Message reply = receive(asking, REPLIES);

        assertThat(text(reply)).isEqualTo("echo");
        assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        assertThat(reply.getJMSMessageID()).isNotEqualTo(request.getJMSMessageID());
    }

    @Test
    void whereNobodyWaitsOrNothingIsToBeSaidThereIsNoReply() throws JMSException {
        Responder responder = desk.closing(
                desk.factory.responder(REQUESTS, request -> request.text().equals("quiet") ? null : "loud"));
        Session asking = desk.session(desk.qm1);

        send(asking, asking.createTextMessage("nobody waits"));
        send(asking, request(asking, "quiet"));
        await().until(() -> responder.handled() == 2);

        assertThat(responder.replied()).isZero();
        assertThat(desk.qm1.depth(REPLIES)).isZero();
        assertThat(desk.qm1.depth(REQUESTS)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, " + CORRELATION,
        "true,  false, " + CORRELATION,
        "false, true,  " + CORRELATION,
        "true,  true,  " + CORRELATION,
        "true,  true,  " + WORDS,
        "false, true,  " + WORDS,
        "false, false, " + WORDS,
        "true,  true,  ",
    })
    void theIdsOfTheReplyAreThoseTheRequestAsksFor(boolean passMessageId, boolean passCorrelationId, String given)
            throws JMSException {
        desk.exclaiming();
        Session asking = desk.session(desk.qm1);
        TextMessage request = request(asking, "price?");
        request.setJMSCorrelationID(given);
        if (passMessageId) {
            request.setIntProperty(JmsConstants.JMS_IBM_REPORT_PASS_MSG_ID, 128);
        }
        if (passCorrelationId) {
            request.setIntProperty(JmsConstants.JMS_IBM_REPORT_PASS_CORREL_ID, 64);
        }

        send(asking, request);
        Message reply = receive(asking, REPLIES);

        assertThat(text(reply)).isEqualTo("price?!");
        assertThat(reply.getJMSMessageID().equals(request.getJMSMessageID())).isEqualTo(passMessageId);
        assertThat(reply.getJMSCorrelationID()).isEqualTo(passCorrelationId ? given : request.getJMSMessageID());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNativeRequesterIsAnswered(boolean passingIds) throws JMSException {
        desk.exclaiming();
        ReplyQueue shared = ReplyQueue.shared(REPLIES);
        try (MqClient client = MqClient.builder()
                        .connectionNames(desk.qm1.connectionName())
                        .channel("APP.SVRCONN")
                        .connect();
                Requester prices = client.requester(REQUESTS, passingIds ? shared.passingIds() : shared)) {
            assertThat(prices.request(MqMessage.ofText("anchor"), ofSeconds(30)).text())
                    .isEqualTo("anchor!");
            assertThat(prices.request(MqMessage.ofText("chain").persistent(), ofSeconds(30))
                            .text())
                    .isEqualTo("chain!");
        }
    }

    @Test
    void aPersistentRequestIsAnsweredToATemporaryQueue() throws JMSException {
        desk.exclaiming();
        Session asking = desk.session(desk.qm1);
        TemporaryQueue temporary = asking.createTemporaryQueue();
        TextMessage request = asking.createTextMessage("jms");
        request.setJMSReplyTo(temporary);

        send(asking, request);

        assertThat(text(receive(asking, temporary))).isEqualTo("jms!");
        try (MqClient client = MqClient.builder()
                        .connectionNames(desk.qm1.connectionName())
                        .channel("APP.SVRCONN")
                        .connect();
                Requester prices = client.requester(REQUESTS, ReplyQueue.temporary())) {
            assertThat(prices.request(MqMessage.ofText("native").persistent(), ofSeconds(30))
                            .text())
                    .isEqualTo("native!");
        }
    }

    @ParameterizedTest
    @CsvSource({"2, , 2", "1, , 1", "2, false, 1", "1, true, 2"})
    void aReplyIsAsPersistentAsItsRequestOrAsTheSettingSays(int asked, Boolean setting, int expected)
            throws JMSException {
        ResponderBuilder builder = desk.factory.responderBuilder(REQUESTS);
        if (setting != null) {
            builder.persistentReplies(setting);
        }
        desk.closing(builder.answeringText(Request::text));
        Session asking = desk.session(desk.qm1);
        MessageProducer producer = asking.createProducer(asking.createQueue(REQUESTS));

        producer.send(request(asking, "price?"), asked, 7, 0);
        Message reply = receive(asking, REPLIES);

        assertThat(reply.getJMSDeliveryMode()).isEqualTo(expected);
        assertThat(reply.getJMSPriority()).isEqualTo(7);
        assertThat(reply.getJMSExpiration()).isZero();
    }

    @Test
    void noReplyOutlivesItsRequest() throws JMSException {
        desk.exclaiming();
        Session asking = desk.session(desk.qm1);
        MessageProducer producer = asking.createProducer(asking.createQueue(REQUESTS));

        producer.send(request(asking, "price?"), DeliveryMode.PERSISTENT, 4, 600_000);
        await().until(() -> desk.qm1.depth(REPLIES) == 1);
        MessageDescriptor reply = desk.qm1.messages(REPLIES).get(0).descriptor();

        assertThat(reply.expiry()).isBetween(1, 6_000);
    }

    @Test
    void aRequestThatExpiredWhileItWasHandledIsNotAnswered() throws JMSException {
        Responder responder = desk.closing(desk.factory.responder(REQUESTS, request -> {
            if (request.text().equals("brief")) {
                // Its own clock is the one that counts: wait until it says so.
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
                await().until(() -> System.nanoTime() - end > 0);
            }
            return "late";
        }));
        Session asking = desk.session(desk.qm1);
        MessageProducer producer = asking.createProducer(asking.createQueue(REQUESTS));

        producer.send(request(asking, "brief"), DeliveryMode.PERSISTENT, 4, 2_000);
        await().atMost(ofSeconds(30)).until(() -> responder.handled() == 1 || desk.qm1.depth(REQUESTS) == 0);
        send(asking, request(asking, "for ever"));
        receive(asking, REPLIES);
        await().until(() -> responder.handled() == 2);

        assertThat(responder.replied()).isOne();
        assertThat(desk.qm1.depth(REPLIES)).isZero();
    }

    @Test
    void theQueueManagerInReplyToIsKept() throws JMSException {
        Responder responder = desk.closing(desk.factory
                .responderBuilder(REQUESTS)
                .backoutQueue(BACKOUT)
                .backoutThreshold(1)
                .onTrouble(troubles::add)
                .answeringText(Request::text));
        Session asking = desk.session(desk.qm1);
        TextMessage own = request(asking, "own");
        own.setJMSReplyTo(asking.createQueue("queue://QM1/" + REPLIES));
        TextMessage other = request(asking, "other");
        other.setJMSReplyTo(asking.createQueue("queue://QM2/" + REPLIES));
        TextMessage nowhere = request(asking, "nowhere");
        nowhere.setJMSReplyTo(asking.createQueue("queue://QM9/" + REPLIES));

        send(asking, own);
        send(asking, other);
        send(asking, nowhere);

        assertThat(text(receive(asking, REPLIES))).isEqualTo("own");
        assertThat(text(receive(desk.session(desk.qm2), REPLIES))).isEqualTo("other");
        assertThat(text(receive(asking, BACKOUT))).isEqualTo("nowhere");
        await().until(() -> responder.setAside() == 1);
        assertThat(troubles).extracting(ConsumeTrouble::kind).containsExactly(Kind.BACKED_OUT, Kind.SET_ASIDE);
    }

    @Test
    void theLogOfAHandlerSaysWhichRequestItHasAndForgetsItAfterwards() throws JMSException {
        List<String> fields = new CopyOnWriteArrayList<>();
        Responder responder = desk.closing(desk.factory.responder(REQUESTS, request -> {
            fields.add(MDC.get(LogFields.CONNECTION) + " " + MDC.get(LogFields.QUEUE) + " "
                    + MDC.get(LogFields.QUEUE_MANAGER) + " " + MDC.get(LogFields.MESSAGE_ID) + " "
                    + MDC.get(LogFields.CORRELATION_ID));
            return "sold";
        }));
        Session asking = desk.session(desk.qm1);
        TextMessage first = request(asking, "one");
        first.setJMSCorrelationID(CORRELATION);
        TextMessage second = request(asking, "two");

        send(asking, first);
        send(asking, second);
        await().until(() -> responder.handled() == 2);

        String common = responder.connection().name() + " " + REQUESTS + " QM1 ";
        assertThat(fields)
                .containsExactly(
                        common + first.getJMSMessageID() + " " + CORRELATION,
                        common + second.getJMSMessageID() + " null");
    }

    @Test
    void aHandlerCannotEndTheUnitOfWork() throws JMSException {
        List<Throwable> refused = new CopyOnWriteArrayList<>();
        desk.closing(desk.factory.responder(REQUESTS, request -> {
            try {
                request.session().commit();
            } catch (JMSException e) {
                refused.add(e);
            }
            try {
                return new String(request.bytes(), UTF_8);
            } catch (MessageFormatException e) {
                refused.add(e);
                return "sold";
            }
        }));
        Session asking = desk.session(desk.qm1);

        send(asking, request(asking, "price?"));

        assertThat(text(receive(asking, REPLIES))).isEqualTo("sold");
        assertThat(refused).hasSize(2);
        assertThat(refused.get(0)).hasMessageContaining("cannot call commit").hasMessageContaining("throw");
        assertThat(refused.get(1)).hasMessageContaining("is a text message; take text()");
    }

    @Test
    void whatCannotBeIsRefusedWithASentence() {
        ResponderBuilder builder = desk.factory.responderBuilder(REQUESTS);

        assertThatThrownBy(() -> builder.threads(0)).hasMessageContaining("give 1 to 1000");
        assertThatThrownBy(() -> builder.backoutThreshold(0)).hasMessageContaining("give 1 or more");
        assertThatThrownBy(() -> builder.backoutQueue(REQUESTS)).hasMessageContaining("give another");
        assertThatThrownBy(() -> desk.factory.responderBuilder(" ")).hasMessageContaining("give the name of a queue");
        assertThatThrownBy(() -> desk.factory.responder("NO.SUCH.QUEUE", Request::text))
                .isInstanceOf(MqException.class)
                .hasMessageContaining("NO.SUCH.QUEUE")
                .hasMessageContaining("MQRC_UNKNOWN_OBJECT_NAME");
        assertThat(desk.qm1.connections()).isEmpty();
    }
}
