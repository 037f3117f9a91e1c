package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.ibm.mq.MQException;
import com.ibm.mq.jms.MQXAConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import java.util.List;
import javax.jms.JMSException;
import javax.jms.Session;
import javax.jms.XAConnection;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Publish/subscribe and XA are refused with the right reason and one log line each; the connection goes on. */
@Tag("client")
@Timeout(60)
class JmsRefusalTest {
    private static final int PUBSUB_INHIBITED = 2531;

    private final EmbeddedQueueManager queueManager =
            EmbeddedQueueManager.named("QM1").queue("IN").channel("APP.SVRCONN").start();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @SuppressWarnings("NullAway.Init")
    private JmsApplication application;

    @BeforeEach
    void begin() throws JMSException {
        application = new JmsApplication(queueManager);
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void end() throws JMSException {
        logger().detachAppender(log);
        application.close();
        queueManager.close();
    }

    @Test
    void aSubscriptionIsRefused() throws JMSException {
        Session session = application.session(Session.AUTO_ACKNOWLEDGE);

        Throwable refused = catchThrowable(() -> session.createConsumer(session.createTopic("prices/gold")));

        assertThat(reason(refused)).isEqualTo(PUBSUB_INHIBITED);
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("jms-test", "publish/subscribe is not supported", "2531");
        assertThatCode(() -> session.createConsumer(session.createQueue("IN"))).doesNotThrowAnyException();
    }

    @Test
    void aPublicationIsRefused() throws JMSException {
        Session session = application.session(Session.AUTO_ACKNOWLEDGE);

        Throwable refused = catchThrowable(() -> session.createProducer(session.createTopic("prices/gold")));
        Throwable anonymous = catchThrowable(() ->
                session.createProducer(null).send(session.createTopic("prices/gold"), session.createTextMessage("m")));

        assertThat(reason(refused)).isEqualTo(PUBSUB_INHIBITED);
        assertThat(reason(anonymous)).isEqualTo(PUBSUB_INHIBITED);
        assertThat(warnings())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("publish/subscribe is not supported"));
        assertThatCode(() -> session.createConsumer(session.createQueue("IN"))).doesNotThrowAnyException();
    }

    @Test
    void anXaSessionIsRefusedAsAResourceManagerError() throws JMSException {
        MQXAConnectionFactory factory = new MQXAConnectionFactory();
        factory.setTransportType(WMQConstants.WMQ_CM_CLIENT);
        factory.setHostName("127.0.0.1");
        factory.setPort(queueManager.port());
        factory.setChannel("APP.SVRCONN");
        factory.setQueueManager("QM1");
        factory.setAppName("xa-test");
        try (XAConnection connection = factory.createXAConnection()) {
            assertThatThrownBy(connection::createXASession)
                    .isInstanceOf(JMSException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            XAException.class,
                            refused -> assertThat(refused.errorCode).isEqualTo(XAException.XAER_RMERR));
        }
        assertThat(warnings()).singleElement().asString().contains("xa-test", "XA is not supported", "2012");
    }

    private static int reason(Throwable refused) {
        assertThat(refused).isInstanceOf(JMSException.class);
        return ((MQException) ((JMSException) refused).getLinkedException()).getReason();
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("io.mooring.embedded");
    }
}
