package io.mooring.jms;

import static io.mooring.jms.PriceDesk.BACKOUT;
import static io.mooring.jms.PriceDesk.PATIENCE;
import static io.mooring.jms.PriceDesk.REPLIES;
import static io.mooring.jms.PriceDesk.REQUESTS;
import static io.mooring.jms.PriceDesk.receive;
import static io.mooring.jms.PriceDesk.request;
import static io.mooring.jms.PriceDesk.send;
import static io.mooring.jms.PriceDesk.text;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mooring.QueueManagerName;
import io.mooring.client.ConsumeTrouble;
import io.mooring.client.ConsumeTrouble.Kind;
import io.mooring.embedded.admin.AdministrationException;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.observe.LogFields;
import io.mooring.observe.Telemetry;
import io.mooring.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.Session;
import javax.jms.TextMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What becomes of requests that a responder cannot answer. */
@Tag("client")
class ResponderTroubleTest {
    private static final String CORRELATION = "ID:0102030405060708090a0b0c0d0e0f101112131415161718";
    private static final String WORDS = "order 4711 of somebody who likes long ids";

    private final PriceDesk desk = new PriceDesk();
    private final List<ConsumeTrouble> troubles = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws JMSException {
        desk.close();
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

    private static String priceOf(Request request, List<Integer> deliveries) throws JMSException {
        if (request.text().equals("poison")) {
            deliveries.add(request.deliveryCount());
            throw new IllegalArgumentException("no price for poison");
        }
        return request.text();
    }

    private static String field(ILoggingEvent line, String name) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals(name))
                .map(pair -> String.valueOf(pair.value))
                .findFirst()
                .orElse("none");
    }
}
