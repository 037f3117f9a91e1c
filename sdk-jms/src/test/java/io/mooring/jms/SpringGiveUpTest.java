package io.mooring.jms;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.ReconnectFailed;
import io.mooring.reason.ReasonClass;
import io.mooring.reason.ReasonCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.jms.listener.SimpleMessageListenerContainer;

/** What Spring makes of a connection that was given up, when a queue manager is there again. */
@Tag("client")
class SpringGiveUpTest {
    private final Application application = new Application();
    private final CachingConnectionFactory caching = new CachingConnectionFactory();
    private final DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
    private final List<String> processed = new CopyOnWriteArrayList<>();
    private final List<JMSException> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws JMSException {
        container.shutdown();
        caching.destroy();
        application.close();
    }

    @Test
    void cachedConnectionStaysWhereNobodyTellsSpring() throws JMSException {
        caching.setTargetConnectionFactory(givingUp().build());
        JmsTemplate template = new JmsTemplate(caching);
        template.convertAndSend("ORDERS", "1");

        crash();
        assertThatThrownBy(() -> template.convertAndSend("ORDERS", "too late")).isInstanceOf(JmsException.class);
        returnAfterGivingUp();
        Throwable again = catchThrowable(() -> template.convertAndSend("ORDERS", "2"));
        caching.resetConnection();
        template.convertAndSend("ORDERS", "3");

        assertThat(again).isInstanceOf(JmsException.class);
        assertThat(ReasonCode.of(again.getCause()).map(ReasonCode::reasonClass)).contains(ReasonClass.RECONNECT_FAILED);
        application.awaitEvents(Connected.class, 2);
    }

    @Test
    void cachedConnectionIsReplacedWhereAllExceptionsAreAskedFor() throws JMSException {
        MooringConnectionFactory factory =
                givingUp().property("XMSC_ASYNC_EXCEPTIONS", -1).build();
        caching.setTargetConnectionFactory(factory);
        JmsTemplate template = new JmsTemplate(caching);
        template.convertAndSend("ORDERS", "1");

        crash();
        assertThatThrownBy(() -> template.convertAndSend("ORDERS", "too late")).isInstanceOf(JmsException.class);
        returnAfterGivingUp();
        await().atMost(Application.MOVE)
                .until(() -> catchThrowable(() -> template.convertAndSend("ORDERS", "2")) == null);

        application.awaitEvents(Connected.class, 2);
        application.awaitEvents(Closed.class, 1);
        assertThat(factory.connections()).hasSize(1);
    }

    @Test
    void containerOverTheFactoryItselfConnectsAgain() throws JMSException {
        start(givingUp().build());

        crash();
        returnAfterGivingUp();
        Beside.send(application.qm1, "ORDERS", 1, 1);

        await().atMost(Application.MOVE)
                .untilAsserted(() -> assertThat(processed).containsExactly("1"));
    }

    @Test
    void containerOverACachedConnectionConnectsAgainWhereAllExceptionsAreAskedFor() throws JMSException {
        caching.setTargetConnectionFactory(
                givingUp().property("XMSC_ASYNC_EXCEPTIONS", -1).build());
        caching.setCacheConsumers(false);
        start(caching);

        crash();
        returnAfterGivingUp();
        Beside.send(application.qm1, "ORDERS", 1, 1);

        await().atMost(Application.MOVE)
                .untilAsserted(() -> assertThat(processed).containsExactly("1"));
    }

    /** Each attempt of the container is answered with the connection that was given up. */
    @Test
    void containerOverACachedConnectionStaysOnItWhereNobodyTellsSpring() throws JMSException {
        caching.setTargetConnectionFactory(givingUp().build());
        caching.setCacheConsumers(false);
        start(caching);

        crash();
        returnAfterGivingUp();
        Beside.send(application.qm1, "ORDERS", 1, 1);
        heard.clear();
        await().atMost(Application.MOVE).until(() -> heard.size() > 5);

        assertThat(heard)
                .allSatisfy(failure -> assertThat(ReasonCode.of(failure).map(ReasonCode::reasonClass))
                        .contains(ReasonClass.RECONNECT_FAILED));
        assertThat(processed).isEmpty();
        assertThat(application.all(Connected.class)).hasSize(1);
    }

    @Test
    void containerOfMessageListenersTriesOnce() {
        MooringConnectionFactory factory =
                givingUp().property("XMSC_ASYNC_EXCEPTIONS", -1).build();
        SimpleMessageListenerContainer listeners = new SimpleMessageListenerContainer();
        Logger log = (Logger) LoggerFactory.getLogger(SimpleMessageListenerContainer.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        listeners.setConnectionFactory(factory);
        listeners.setDestinationName("ORDERS");
        listeners.setMessageListener((MessageListener) order -> processed.add(bodyOf(order)));
        listeners.setExceptionListener(heard::add);
        listeners.afterPropertiesSet();
        listeners.start();

        crash();
        await().atMost(Application.MOVE)
                .until(() -> List.copyOf(lines.list).stream().anyMatch(line -> line.getLevel() == Level.ERROR));
        log.detachAppender(lines);

        assertThat(heard).hasSize(1);
        assertThat(lines.list)
                .filteredOn(line -> line.getLevel() == Level.ERROR)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).contains("non-recoverable"));
        assertThat(factory.connections())
                .allMatch(connection -> connection.state().isOver());
        listeners.shutdown();
    }

    private MooringConnectionFactoryBuilder givingUp() {
        return application.builder().reconnectTimeout(ofSeconds(1));
    }

    private void start(ConnectionFactory factory) {
        container.setConnectionFactory(factory);
        container.setDestinationName("ORDERS");
        container.setSessionTransacted(true);
        container.setRecoveryInterval(200);
        container.setMessageListener((MessageListener) order -> processed.add(bodyOf(order)));
        container.setExceptionListener(heard::add);
        container.afterPropertiesSet();
        container.start();
        await().atMost(Application.MOVE).until(() -> container.isRegisteredWithDestination());
    }

    private void crash() {
        application.qm2.crash();
        application.qm1.crash();
    }

    private void returnAfterGivingUp() {
        application.awaitEvent(ReconnectFailed.class);
        application.qm1.start();
    }

    private static String bodyOf(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
