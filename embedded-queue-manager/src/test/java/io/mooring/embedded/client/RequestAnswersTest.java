package io.mooring.embedded.client;

import static io.mooring.embedded.client.JmsApplication.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.MQMessage;
import com.ibm.mq.constants.CMQC;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.RequestAnswers;
import io.mooring.embedded.admin.EndMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.jms.BytesMessage;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.Queue;
import javax.jms.Session;
import javax.jms.TextMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue manager answers requests as a server program would. */
@Timeout(60)
class RequestAnswersTest extends ClassesForJava {
    RequestAnswersTest() {
        manager = EmbeddedQueueManager.named("QM1").queue("REQUESTS", "REPLIES").build();
    }

    @Test
    void aTextIsAnsweredByATextWithTheMessageIdAsCorrelationId() throws JMSException {
        manager.answer("REQUESTS", RequestAnswersTest::inUpperCase);
        try (JmsApplication application = new JmsApplication(manager)) {
            Session session = application.session(Session.AUTO_ACKNOWLEDGE);
            TextMessage request = session.createTextMessage("grüße an 世界");
            request.setStringProperty("customer", "4711");

            Message reply = ask(session, session.createQueue("REQUESTS"), request);

            assertThat(JmsApplication.text(reply)).isEqualTo("GRÜSSE AN 世界");
            assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
            assertThat(reply.getJMSReplyTo()).isNull();
            assertThat(reply.propertyExists("customer")).isFalse();
        }
    }

    @Test
    void aCorrelationIdOfTheProgramsOwnComesBackAsItWas() throws JMSException {
        manager.answer("REQUESTS", RequestAnswersTest::inUpperCase);
        try (JmsApplication application = new JmsApplication(manager)) {
            Session session = application.session(Session.AUTO_ACKNOWLEDGE);
            TextMessage request = session.createTextMessage("an anchor");
            request.setJMSCorrelationID("order <4711> & all that is longer than 24 bytes");

            Message reply = ask(session, session.createQueue("REQUESTS"), request);

            assertThat(JmsApplication.text(reply)).isEqualTo("AN ANCHOR");
            assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSCorrelationID());
        }
    }

    @Test
    void aRequestWithoutTheHeaderOfJmsHasAReplyWithoutIt() throws JMSException {
        manager.answer("REQUESTS", data -> new byte[] {data[1], data[0]});
        try (JmsApplication application = new JmsApplication(manager)) {
            Session session = application.session(Session.AUTO_ACKNOWLEDGE);
            BytesMessage request = session.createBytesMessage();
            request.writeBytes(new byte[] {3, 5});

            BytesMessage reply =
                    (BytesMessage) ask(session, session.createQueue("queue:///REQUESTS?targetClient=1"), request);

            assertThat(reply.getBodyLength()).isEqualTo(2);
            assertThat(reply.readByte()).isEqualTo((byte) 5);
            assertThat(reply.readByte()).isEqualTo((byte) 3);
        }
    }

    @Test
    void aReplyHasTheIdsThatTheReportOptionsNameAndTheRequestsPriorityAndPersistence() throws Exception {
        manager.answer("REQUESTS", RequestAnswersTest::inUpperCase);
        MQMessage request = text("an anchor");
        request.messageType = CMQC.MQMT_REQUEST;
        request.report = CMQC.MQRO_PASS_MSG_ID | CMQC.MQRO_PASS_CORREL_ID;
        request.replyToQueueName = "REPLIES";
        request.priority = 7;
        request.persistence = CMQC.MQPER_PERSISTENT;
        open("REQUESTS", OUTPUT).put(request);

        MQMessage reply = get(open("REPLIES", INPUT), waiting((int) PATIENCE));

        assertThat(content(reply)).isEqualTo("AN ANCHOR");
        assertThat(reply.messageType).isEqualTo(CMQC.MQMT_REPLY);
        assertThat(reply.format).isEqualTo(CMQC.MQFMT_STRING);
        assertThat(reply.messageId).isEqualTo(request.messageId);
        assertThat(reply.correlationId).isEqualTo(CMQC.MQCI_NONE);
        assertThat(reply.priority).isEqualTo(7);
        assertThat(reply.persistence).isEqualTo(CMQC.MQPER_PERSISTENT);
    }

    @Test
    void aRequestWhoseAnswerFailsHasNoReplyAndTheNextOneHas() throws JMSException {
        RequestAnswers answers = manager.answer("REQUESTS", data -> {
            if (data.length == 3) {
                throw new IllegalStateException("three is too short");
            }
            return data;
        });
        try (JmsApplication application = new JmsApplication(manager)) {
            Session session = application.session(Session.AUTO_ACKNOWLEDGE);
            TextMessage failing = session.createTextMessage("bad");
            failing.setJMSReplyTo(session.createQueue("REPLIES"));
            session.createProducer(session.createQueue("REQUESTS")).send(failing);

            Message reply = ask(session, session.createQueue("REQUESTS"), session.createTextMessage("good"));

            assertThat(JmsApplication.text(reply)).isEqualTo("good");
            assertThat(answers.given()).isEqualTo(1);
            assertThat(manager.depth("REPLIES")).isZero();
        }
    }

    @Test
    void aMessageWithoutAReplyQueueIsTakenAndNotAnswered() throws JMSException {
        RequestAnswers answers = manager.answer("REQUESTS", RequestAnswersTest::inUpperCase);
        try (JmsApplication application = new JmsApplication(manager)) {
            application.send("REQUESTS", "an anchor");

            await().until(() -> manager.depth("REQUESTS") == 0);
            assertThat(answers.given()).isZero();
        }
    }

    @Test
    void whatComesAfterItWasClosedStaysOnTheQueue() throws JMSException {
        RequestAnswers answers = manager.answer("REQUESTS", RequestAnswersTest::inUpperCase);
        answers.close();
        try (JmsApplication application = new JmsApplication(manager)) {
            application.send("REQUESTS", "an anchor");

            assertThat(manager.depth("REQUESTS")).isEqualTo(1);
            manager.answer("REQUESTS", RequestAnswersTest::inUpperCase);
            await().until(() -> manager.depth("REQUESTS") == 0);
        }
    }

    @Test
    void itEndsWithTheQueueManager() throws JMSException {
        manager.answer("REQUESTS", RequestAnswersTest::inUpperCase);
        manager.end(EndMode.IMMEDIATE);

        assertThatIllegalStateException()
                .isThrownBy(() -> manager.answer("REQUESTS", RequestAnswersTest::inUpperCase))
                .withMessage("queue manager QM1 does not run; start it first");

        manager.start();
        try (JmsApplication application = new JmsApplication(manager)) {
            application.send("REQUESTS", "an anchor");

            assertThat(manager.depth("REQUESTS")).isEqualTo(1);
        }
    }

    @Test
    void aQueueThatIsNotThereIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> manager.answer("NOWHERE", RequestAnswersTest::inUpperCase))
                .withMessage("queue manager QM1 has no local queue NOWHERE");
    }

    private static byte[] inUpperCase(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    private static Message ask(Session session, Queue requests, Message request) throws JMSException {
        Queue replies = session.createQueue("REPLIES");
        request.setJMSReplyTo(replies);
        session.createProducer(requests).send(request);
        try (MessageConsumer consumer = session.createConsumer(replies)) {
            Message reply = consumer.receive(PATIENCE);
            assertThat(reply).as("reply to %s", request.getJMSMessageID()).isNotNull();
            return reply;
        }
    }
}
