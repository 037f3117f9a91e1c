package io.mooring.jms;

import static io.mooring.jms.PriceDesk.BACKOUT;
import static io.mooring.jms.PriceDesk.PATIENCE;
import static io.mooring.jms.PriceDesk.REPLIES;
import static io.mooring.jms.PriceDesk.REQUESTS;
import static io.mooring.jms.PriceDesk.receive;
import static io.mooring.jms.PriceDesk.request;
import static io.mooring.jms.PriceDesk.send;
import static io.mooring.jms.PriceDesk.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.ibm.msg.client.jms.JmsConstants;
import io.mooring.MqException;
import io.mooring.QueueManagerName;
import io.mooring.client.ConsumeTrouble;
import io.mooring.client.ConsumeTrouble.Kind;
import io.mooring.client.MqClient;
import io.mooring.client.Requester;
import io.mooring.embedded.admin.AdministrationException;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.idle.IdleShutdown;
import io.mooring.idle.IdleWatch;
import io.mooring.idle.QueueCount;
import io.mooring.message.MqMessage;
import io.mooring.observe.LogFields;
import io.mooring.observe.Telemetry;
import io.mooring.reason.ReasonCode;
import io.mooring.request.ReplyQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.slf4j.LoggerFactory;
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
    void whatAHandlerThrowsBacksAllOutAndTheRequestComesAgain() throws JMSException {
        AtomicInteger calls = new AtomicInteger();
        List<Integer> deliveries = new CopyOnWriteArrayList<>();
        Responder responder = desk.closing(
                desk.factory.responderBuilder(REQUESTS).onTrouble(troubles::add).answeringText(request -> {
                    Session session = request.session();
                    session.createProducer(session.createQueue("AUDIT")).send(session.createTextMessage("asked"));
                    deliveries.add(request.deliveryCount());
                    if (calls.incrementAndGet() == 1) {
                        throw new AssertionError("no price yet");
                    }
                    return "sold";
                }));
        Session asking = desk.session(desk.qm1);
        TextMessage request = request(asking, "price?");

        send(asking, request);

        assertThat(text(receive(asking, REPLIES))).isEqualTo("sold");
        await().until(() -> responder.handled() == 1);
        assertThat(deliveries).containsExactly(1, 2);
        assertThat(responder.backedOut()).isOne();
        assertThat(desk.qm1.depth("AUDIT")).isOne();
        assertThat(troubles).hasSize(1);
        assertThat(troubles.get(0).kind()).isEqualTo(Kind.BACKED_OUT);
        assertThat(troubles.get(0).message().orElseThrow().id()).hasToString(request.getJMSMessageID());
        assertThat(troubles.get(0).cause().orElseThrow()).hasMessage("no price yet");
    }

    @Test
    void whereTheQueueSaysSoIbmsClientSetsAsideAndNobodyDoesItTwice() throws JMSException {
        desk.qm1.mqsc("ALTER QLOCAL(" + REQUESTS + ") BOTHRESH(2) BOQNAME(" + BACKOUT + ")");
        List<Integer> deliveries = new CopyOnWriteArrayList<>();
        Responder responder = desk.closing(desk.factory
                .responderBuilder(REQUESTS)
                .backoutQueue("AUDIT")
                .backoutThreshold(5)
                .answeringText(request -> priceOf(request, deliveries)));
        Session asking = desk.session(desk.qm1);

        send(asking, request(asking, "poison"));
        send(asking, request(asking, "good"));

        assertThat(text(receive(asking, BACKOUT))).isEqualTo("poison");
        assertThat(text(receive(asking, REPLIES))).isEqualTo("good");
        assertThat(deliveries).containsExactly(1, 2);
        assertThat(responder.setAside()).isZero();
        assertThat(desk.qm1.depth("AUDIT")).isZero();
    }

    @Test
    void whereTheQueueSaysNothingTheResponderSetsAsideWithAllThatTheRequestHad() throws JMSException {
        List<String> told = new CopyOnWriteArrayList<>();
        MooringConnectionFactory factory = desk.builder()
                .telemetry(new Telemetry() {
                    @Override
                    public void backedOut(String queue, QueueManagerName queueManager) {
                        told.add("backed out " + queue + " " + queueManager);
                    }

                    @Override
                    public void requeued(String queue, QueueManagerName queueManager) {
                        told.add("requeued " + queue + " " + queueManager);
                    }
                })
                .build();
        List<Integer> deliveries = new CopyOnWriteArrayList<>();
        Responder responder = desk.closing(factory.responderBuilder(REQUESTS)
                .backoutQueue(BACKOUT)
                .backoutThreshold(2)
                .answeringText(request -> priceOf(request, deliveries)));
        Session asking = desk.session(desk.qm1);
        TextMessage request = request(asking, "poison");
        request.setStringProperty("currency", "EUR");
        request.setJMSCorrelationID(WORDS);

        send(asking, request);
        send(asking, request(asking, "good"));
        Message aside = receive(asking, BACKOUT);

        assertThat(text(aside)).isEqualTo("poison");
        assertThat(aside.getJMSMessageID()).isEqualTo(request.getJMSMessageID());
        assertThat(aside.getJMSCorrelationID()).isEqualTo(WORDS);
        assertThat(aside.getStringProperty("currency")).isEqualTo("EUR");
        assertThat(aside.getJMSReplyTo()).hasToString("queue://QM1/" + REPLIES);
        assertThat(text(receive(asking, REPLIES))).isEqualTo("good");
        assertThat(deliveries).containsExactly(1, 2);
        await().until(() -> responder.setAside() == 1);
        assertThat(told)
                .containsExactly(
                        "backed out " + REQUESTS + " QM1",
                        "backed out " + REQUESTS + " QM1",
                        "requeued " + REQUESTS + " QM1");
    }

    @Test
    void whereThereIsNoPlaceForARequestItStaysAndIsTriedAgain() throws JMSException {
        desk.qm1.mqsc("ALTER QLOCAL(" + REQUESTS + ") BOTHRESH(1) BOQNAME(" + BACKOUT + ")\nALTER QLOCAL(" + BACKOUT
                + ") PUT(DISABLED)\nALTER QLOCAL(SYSTEM.DEAD.LETTER.QUEUE) PUT(DISABLED)");
        List<Integer> deliveries = new CopyOnWriteArrayList<>();
        desk.closing(desk.factory
                .responderBuilder(REQUESTS)
                .onTrouble(troubles::add)
                .answeringText(request -> priceOf(request, deliveries)));
        Session asking = desk.session(desk.qm1);

        send(asking, request(asking, "poison"));
        await().atMost(ofMillis(PATIENCE))
                .until(() -> troubles.stream()
                                .filter(trouble -> trouble.kind() == Kind.REFUSED)
                                .count()
                        >= 2);
        assertThat(desk.qm1.depth(REQUESTS)).isOne();
        desk.qm1.mqsc("ALTER QLOCAL(" + BACKOUT + ") PUT(ENABLED)");
        send(asking, request(asking, "good"));

        assertThat(text(receive(asking, BACKOUT))).isEqualTo("poison");
        assertThat(text(receive(asking, REPLIES))).isEqualTo("good");
        assertThat(deliveries).containsExactly(1);
    }

    @Test
    void aQueueThatIsRefusedForAWhileIsOpenedAgain() throws JMSException {
        desk.qm1.mqsc("ALTER QLOCAL(" + REQUESTS + ") BOTHRESH(1)\n"
                + "ALTER QLOCAL(SYSTEM.DEAD.LETTER.QUEUE) PUT(DISABLED)");
        desk.closing(desk.factory
                .responderBuilder(REQUESTS)
                .threads(2)
                .onTrouble(troubles::add)
                .answeringText(request -> priceOf(request, new ArrayList<>())));
        Session asking = desk.session(desk.qm1);

        send(asking, request(asking, "poison"));
        // Between two attempts the responder has the queue closed.
        await().atMost(ofMillis(PATIENCE)).pollInterval(ofMillis(5)).until(() -> {
            try {
                desk.qm1.administration().deleteQueue(REQUESTS, true);
                return true;
            } catch (AdministrationException stillOpen) {
                return false;
            }
        });
        await().atMost(ofMillis(PATIENCE))
                .until(() -> troubles.stream()
                        .flatMap(trouble -> trouble.cause().stream())
                        .anyMatch(cause -> ReasonCode.allOf(cause).contains(ReasonCode.UNKNOWN_OBJECT_NAME)));
        desk.qm1.administration().define(QueueDefinition.local(REQUESTS), false);
        send(asking, request(asking, "good"));

        assertThat(text(receive(asking, REPLIES))).isEqualTo("good");
        assertThat(troubles)
                .extracting(ConsumeTrouble::kind)
                .contains(Kind.REFUSED)
                .doesNotContain(Kind.SET_ASIDE);
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
    void theLineOfAFailureHasTheIdsOfTheRequestAndNotItsBody() throws JMSException {
        Logger logger = (Logger) LoggerFactory.getLogger(Responder.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            List<Integer> deliveries = new CopyOnWriteArrayList<>();
            Responder responder = desk.closing(desk.factory
                    .responderBuilder(REQUESTS)
                    .backoutQueue(BACKOUT)
                    .backoutThreshold(1)
                    .answeringText(request -> priceOf(request, deliveries)));
            Session asking = desk.session(desk.qm1);
            TextMessage request = request(asking, "poison");
            request.setJMSCorrelationID(CORRELATION);

            send(asking, request);
            await().until(() -> responder.setAside() == 1);
            responder.close();

            List<ILoggingEvent> warnings = lines.list.stream()
                    .filter(line -> line.getLevel() == Level.WARN)
                    .toList();
            assertThat(warnings)
                    .extracting(line -> field(line, LogFields.EVENT))
                    .containsExactly("respond backed out", "respond set aside");
            for (ILoggingEvent line : warnings) {
                assertThat(field(line, LogFields.CONNECTION))
                        .isEqualTo(responder.connection().name());
                assertThat(field(line, LogFields.QUEUE)).isEqualTo(REQUESTS);
                assertThat(field(line, LogFields.QUEUE_MANAGER)).isEqualTo("QM1");
                assertThat(field(line, LogFields.MESSAGE_ID)).isEqualTo(request.getJMSMessageID());
                assertThat(field(line, LogFields.CORRELATION_ID)).isEqualTo(CORRELATION);
                assertThat(line.getFormattedMessage()).doesNotContain("poison");
            }
        } finally {
            logger.detachAppender(lines);
        }
    }

    private static String field(ILoggingEvent line, String name) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals(name))
                .map(pair -> String.valueOf(pair.value))
                .findFirst()
                .orElse("none");
    }

    @Test
    void threadsHandleAtTheSameTime() throws JMSException {
        CyclicBarrier together = new CyclicBarrier(3);
        desk.closing(desk.factory
                .responderBuilder(REQUESTS)
                .threads(3)
                .answeringText(request -> "number " + together.await(30, TimeUnit.SECONDS)));
        Session asking = desk.session(desk.qm1);

        for (int i = 0; i < 3; i++) {
            send(asking, request(asking, "price?"));
        }
        List<String> replies = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            replies.add(text(receive(asking, REPLIES)));
        }

        assertThat(replies).containsExactlyInAnyOrder("number 0", "number 1", "number 2");
    }

    @Test
    void twoRespondersShareAQueue() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        for (String name : List.of("north", "south")) {
            desk.closing(desk.factory.responder(REQUESTS, request -> {
                int unused = together.await(30, TimeUnit.SECONDS);
                return name;
            }));
        }
        Session asking = desk.session(desk.qm1);

        send(asking, request(asking, "one"));
        send(asking, request(asking, "two"));

        assertThat(List.of(text(receive(asking, REPLIES)), text(receive(asking, REPLIES))))
                .containsExactlyInAnyOrder("north", "south");
    }

    @Test
    void closingWaitsForTheRequestInHandAndLeavesTheOthers() throws Exception {
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Responder responder = desk.closing(desk.factory.responder(REQUESTS, request -> {
            inHand.countDown();
            assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
            return "sold";
        }));
        Session asking = desk.session(desk.qm1);
        send(asking, request(asking, "one"));
        assertThat(inHand.await(30, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 9; i++) {
            send(asking, request(asking, "another"));
        }

        responder.close(ofMillis(200));
        assertThat(responder.isOpen()).isFalse();
        assertThat(responder.hasRequestInHand()).isTrue();
        assertThat(responder.whenEnded()).isNotDone();
        goOn.countDown();
        responder.close();
        responder.close();

        assertThat(responder.whenEnded()).isCompleted();
        // What IBM's client was given already is answered as well; nothing is given back as if it had failed.
        int answered = desk.qm1.depth(REPLIES);
        assertThat(answered).isBetween(1, 3);
        assertThat(responder.handled()).isEqualTo(answered);
        assertThat(desk.qm1.messages(REQUESTS))
                .hasSize(10 - answered)
                .extracting(message -> message.descriptor().backoutCount())
                .containsOnly(0);
        assertThat(desk.qm1.connections()).noneMatch(PriceDesk.RESPONDERS);
        assertThatThrownBy(responder::resume)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has ended");
    }

    @Test
    void aHandlerMayCloseItsResponder() throws Exception {
        List<Responder> itself = new CopyOnWriteArrayList<>();
        CountDownLatch known = new CountDownLatch(1);
        Responder responder = desk.closing(desk.factory.responder(REQUESTS, request -> {
            assertThat(known.await(30, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(itself.get(0)::pause).hasMessageContaining("cannot pause it and wait for itself");
            itself.get(0).close();
            return "last";
        }));
        itself.add(responder);
        known.countDown();
        Session asking = desk.session(desk.qm1);

        send(asking, request(asking, "price?"));
        responder.await();

        assertThat(text(receive(asking, REPLIES))).isEqualTo("last");
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
    void pausedItIsNoReaderAndIdleItLeaves() throws Exception {
        Responder responder = desk.exclaiming();
        Session asking = desk.session(desk.qm1);
        assertThat(readers()).isOne();

        responder.pause();
        assertThat(readers()).isZero();
        send(asking, request(asking, "one"));
        responder.resume();
        assertThat(text(receive(asking, REPLIES))).isEqualTo("one!");
        assertThat(readers()).isOne();

        try (IdleWatch watch = IdleShutdown.after(ofMillis(100))
                .keeping(0)
                .tryingAgainAfter(ofMillis(100))
                .watching(responder.countedBy(() ->
                        List.of(QueueCount.of(QueueManagerName.of("QM1"), desk.qm1.depth(REQUESTS), readers()))))) {
            assertThat(watch.await(ofSeconds(60))).isTrue();
        }
        assertThat(responder.isOpen()).isFalse();
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

    private int readers() {
        return desk.qm1.administration().queueStatus(REQUESTS).get(0).openInputCount();
    }

    private static String priceOf(Request request, List<Integer> deliveries) throws JMSException {
        if (request.text().equals("poison")) {
            deliveries.add(request.deliveryCount());
            throw new IllegalArgumentException("no price for poison");
        }
        return request.text();
    }
}
