package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.event.Connected;
import io.mooring.event.Reconnected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.IllegalStateException;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.MessageConsumer;
import javax.jms.MessageListener;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TextMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** The snippets of docs/frameworks.md, compiled and run, and JMS as in a tutorial. */
@Tag("client")
class FrameworksPageTest {
    private static final Logger log = LoggerFactory.getLogger(FrameworksPageTest.class);
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path TESTS = MODULE.resolve("src/test/java/io/mooring/jms");
    private static final Path PAGE = MODULE.resolve("..").resolve("docs/frameworks.md");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```java\n(.*?)^```$");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)\\.(\\w+)`");
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");

    private final Application application = new Application();
    private final MooringConnectionFactory mooringFactory =
            application.builder().build();

    @AfterEach
    void close() throws JMSException {
        application.close();
    }

    @Test
    void theSnippetsOfThePageAreTheseHere() throws IOException {
        String source = withoutSpace(Files.readString(TESTS.resolve("FrameworksPageTest.java")));
        List<String> snippets = SNIPPET.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(snippets).hasSize(6).allSatisfy(snippet -> assertThat(source).contains(withoutSpace(snippet)));
    }

    @Test
    void theTestsThatThePageNamesAreThere() throws IOException {
        List<MatchResult> named = TEST.matcher(Files.readString(PAGE)).results().toList();

        assertThat(named).isNotEmpty();
        for (MatchResult test : named) {
            assertThat(Files.readString(TESTS.resolve(test.group(1) + ".java")))
                    .as(test.group())
                    .contains("void " + test.group(2) + "(");
        }
    }

    @Test
    void jms11AsInATutorialSurvivesAMove() throws JMSException {
        ConnectionFactory factory = mooringFactory;
        List<String> received = new ArrayList<>();

        Connection connection = factory.createConnection();
        try {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
            MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"));
            connection.start();
            for (int number = 1; number <= 2; number++) {
                producer.send(session.createTextMessage("order " + number));
                received.add(((TextMessage) consumer.receive(10_000)).getText());
                if (number == 1) {
                    moveToTheSecond();
                }
            }
        } finally {
            connection.close();
        }

        assertThat(received).containsExactly("order 1", "order 2");
        assertSentFromBoth();
    }

    @Test
    void jms20AsInATutorialSurvivesAMove() {
        ConnectionFactory factory = mooringFactory;
        List<String> received = new ArrayList<>();

        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            for (int number = 1; number <= 2; number++) {
                context.createProducer().send(context.createQueue("ORDERS"), "order " + number);
                context.commit();
                received.add(
                        context.createConsumer(context.createQueue("ORDERS")).receiveBody(String.class, 10_000));
                context.commit();
                if (number == 1) {
                    moveToTheSecond();
                }
            }
        }

        assertThat(received).containsExactly("order 1", "order 2");
        assertSentFromBoth();
    }

    /** IBM's client takes an exception listener for use; the drop-in sets its own only with the first use. */
    @Test
    void clientIdIsSetBeforeTheExceptionListener() throws JMSException {
        try (Connection first = mooringFactory.createConnection();
                Connection second = mooringFactory.createConnection()) {
            first.setClientID("orders-1");
            first.setExceptionListener(failure -> {});
            second.setExceptionListener(failure -> {});

            assertThat(first.getClientID()).isEqualTo("orders-1");
            assertThatThrownBy(() -> second.setClientID("orders-2")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whereTheConnectionsOfAFrameworkAre() {
        CachingConnectionFactory connections = cached();
        new JmsTemplate(connections).convertAndSend("ORDERS", "one");

        for (MooringConnection connection : mooringFactory.connections()) {
            log.info("{} is {} on {}", connection.name(), connection.state(), connection.queueManager());
        }

        assertThat(mooringFactory.connections())
                .extracting(MooringConnection::queueManager)
                .containsExactly(QM1);
        connections.destroy();
        assertThat(mooringFactory.connections()).isEmpty();
    }

    @Test
    void givingUpIsAskedFor() throws JMSException {
        MooringConnectionFactory mooringFactory = MooringConnectionFactory.builder()
                .connectionNames("mq1(1414),mq2(1414)")
                .channel("APP.SVRCONN")
                .property("XMSC_ASYNC_EXCEPTIONS", -1)
                .build();

        assertThat(mooringFactory.unwrap(MQConnectionFactory.class).getAsyncExceptions())
                .isEqualTo(WMQConstants.ASYNC_EXCEPTIONS_ALL);
    }

    @Test
    void springListener() throws JMSException {
        List<String> orders = new CopyOnWriteArrayList<>();
        CachingConnectionFactory connections = cached();
        MessageListener listener = message -> orders.add("one");

        DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
        container.setConnectionFactory(connections);
        container.setDestinationName("ORDERS");
        container.setSessionTransacted(true);
        container.setConcurrency("1-5");
        container.setMaxMessagesPerTask(10);
        container.setMessageListener(listener);
        container.afterPropertiesSet();
        container.start();

        Beside.send(application.qm1, "ORDERS", 1, 1);
        await().atMost(Application.MOVE).until(() -> orders.size() == 1);
        container.shutdown();
        connections.destroy();
    }

    @Test
    void pool() throws JMSException {
        JmsPoolConnectionFactory connections = new JmsPoolConnectionFactory();
        connections.setConnectionFactory(mooringFactory);
        connections.setMaxConnections(2);

        try (Connection connection = connections.createConnection()) {
            assertThat(connection.getMetaData().getJMSMajorVersion()).isEqualTo(2);
        }
        connections.stop();
    }

    @Test
    void camelRoute() throws Exception {
        CachingConnectionFactory connections = cached();
        CamelContext camel = new DefaultCamelContext();

        JmsComponent jms = new JmsComponent();
        jms.setConnectionFactory(connections);
        jms.setTransacted(true);
        jms.setLazyCreateTransactionManager(false);
        jms.setCacheLevelName("CACHE_CONSUMER");
        camel.addComponent("jms", jms);

        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("jms:queue:ORDERS").to("jms:queue:PRICES");
            }
        });
        camel.start();
        Beside.send(application.qm1, "ORDERS", 1, 1);
        await().atMost(Application.MOVE).until(() -> application.qm1.depth("PRICES") == 1);
        camel.close();
        connections.destroy();
    }

    private CachingConnectionFactory cached() {
        CachingConnectionFactory connections = new CachingConnectionFactory(mooringFactory);
        connections.setSessionCacheSize(10);
        connections.setCacheConsumers(false);
        return connections;
    }

    private void moveToTheSecond() {
        Departure.LISTENER_GONE.from(application.qm1);
        application.awaitEvent(Reconnected.class);
    }

    private void assertSentFromBoth() {
        assertThat(application.all(Connected.class)).hasSize(1);
        assertThat(application.receipts)
                .filteredOn(receipt -> receipt.state() == PutState.STORED)
                .extracting(PutReceipt::queueManager)
                .containsExactly(QM1, QM2);
    }

    /** The formatter breaks lines as their indentation wants it. */
    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
