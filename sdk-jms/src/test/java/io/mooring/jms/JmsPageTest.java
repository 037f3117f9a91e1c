package io.mooring.jms;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionListener;
import io.mooring.event.Reconnected;
import io.mooring.idle.IdleShutdown;
import io.mooring.jms.PriceServer.Style;
import io.mooring.request.ReplyQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.Queue;
import javax.jms.TextMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snippets of docs/jms.md, compiled and run. */
@Tag("client")
class JmsPageTest {
    private static final Logger log = LoggerFactory.getLogger(JmsPageTest.class);
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    private final EmbeddedQueueManager queueManager = EmbeddedQueueManager.named("QM1")
            .queue("ORDERS", "PRICE.REQUEST", "PRICE.REPLY", "PRICE.BACKOUT")
            .channel("APP.SVRCONN")
            .start();
    private final MQConnectionFactory ibmFactory = new MQConnectionFactory();
    private final List<String> shown = new CopyOnWriteArrayList<>();

    @BeforeEach
    void setUp() throws JMSException {
        ibmFactory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        ibmFactory.setConnectionNameList(queueManager.connectionName());
        ibmFactory.setChannel("APP.SVRCONN");
    }

    @AfterEach
    void close() {
        queueManager.close();
    }

    @Test
    void theSnippetsOfThePageAreTheseHere() throws IOException {
        assertThat(snippetsOf("docs/jms.md"))
                .hasSize(9)
                .allSatisfy(snippet -> assertThat(ownSource()).contains(withoutSpace(snippet)));
    }

    @Test
    void soAreThoseOfThePageOnRequestsThatAreForJms() throws IOException {
        assertThat(snippetsOf("docs/request-reply.md").stream().filter(snippet -> snippet.contains("factory.")))
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(ownSource()).contains(withoutSpace(snippet)));
    }

    /** A snippet of docs/idle-shutdown.md; compiled only, nobody has ten minutes. */
    static void aResponderLeavesWhenIdle(Responder prices) throws InterruptedException {
        IdleShutdown.after(ofMinutes(10)).keeping(2).watching(prices).await();
    }

    private static List<String> snippetsOf(String page) throws IOException {
        return SNIPPET.matcher(Files.readString(MODULE.resolve("..").resolve(page)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String ownSource() throws IOException {
        return withoutSpace(Files.readString(MODULE.resolve("src/test/java/io/mooring/jms/JmsPageTest.java")));
    }

    @Test
    void oneLine() throws JMSException {
        ConnectionFactory factory = MooringConnectionFactory.wrapping(ibmFactory);

        try (Connection connection = factory.createConnection()) {
            MooringConnection mooring = MooringConnection.of(connection);
            log.info(
                    "{} is {} on {}, after {}",
                    mooring.name(),
                    mooring.state(),
                    mooring.queueManager(),
                    mooring.moves());
            assertThat(mooring.queueManager()).hasToString("QM1");
        }
    }

    @Test
    void withListeners() {
        ConnectionFactory factory = MooringConnectionFactory.builderWrapping(ibmFactory)
                .listener(ConnectionListener.on(
                        Reconnected.class, e -> log.info("moved from {} to {} in {}", e.from(), e.to(), e.outage())))
                .onPut(receipt -> log.info("{}", receipt.line()))
                .build();

        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("ORDERS"), "one anchor");
        }
        await().until(() -> queueManager.depth("ORDERS") == 1);
    }

    @Test
    void aRequest() throws JMSException {
        MooringConnectionFactory factory = MooringConnectionFactory.wrapping(ibmFactory);

        try (PriceServer server = PriceServer.on(queueManager, Style.MESSAGE_ID)) {
            loadClasses(factory);
            try (Requester prices = factory.requester("PRICE.REQUEST", ReplyQueue.shared("PRICE.REPLY"))) {
                Reply reply = prices.request("ISIN=DE0007164600", Duration.ofSeconds(5));
                log.info("{} from {}", reply.text(), reply.queueManager());
            }
            assertThat(server.served()).isEqualTo(2);
        }
    }

    @Test
    void requestsOfAllKinds() throws JMSException {
        MooringConnectionFactory factory = MooringConnectionFactory.wrapping(ibmFactory);

        try (PriceServer server = PriceServer.on(queueManager, Style.MESSAGE_ID)) {
            loadClasses(factory);
            try (Requester prices = factory.requester("PRICE.REQUEST", ReplyQueue.shared("PRICE.REPLY"))) {
                Reply reply = prices.request("ISIN=DE0007164600", ofSeconds(5));
                CompletableFuture<Reply> later = prices.requestAsync(
                        session -> {
                            TextMessage request = session.createTextMessage("ISIN=DE0005140008");
                            request.setStringProperty("currency", "EUR");
                            return request;
                        },
                        ofSeconds(5));
                show(reply.text());
                later.thenAccept(price -> show(price.text() + " from " + price.queueManager()))
                        .join();
            }
            assertThat(server.served()).isEqualTo(3);
        }
        assertThat(shown).containsExactly("re: ISIN=DE0007164600 @QM1", "re: ISIN=DE0005140008 @QM1 from QM1");
    }

    /** The first request of a process may take longer than a reader of the page would wait. */
    private static void loadClasses(MooringConnectionFactory factory) {
        try (Requester first = factory.requester("PRICE.REQUEST", ReplyQueue.shared("PRICE.REPLY"))) {
            assertThat(first.request("first", Duration.ofSeconds(60)).text()).isEqualTo("re: first @QM1");
        }
    }

    private void show(String price) {
        shown.add(price);
    }

    @Test
    void builtHere() {
        String secret = "secret";
        MooringConnectionFactory factory = MooringConnectionFactory.builder()
                .connectionNames("mq1(1414),mq2(1414)")
                .channel("APP.SVRCONN")
                .credentials("app", secret)
                .applicationName("order-intake")
                .balancing(Balancing.simple().within(Duration.ofSeconds(10)))
                .build();

        assertThat(factory.toString()).startsWith("MooringConnectionFactory[order-intake");
    }

    @Test
    void answering() throws JMSException {
        MooringConnectionFactory factory = MooringConnectionFactory.wrapping(ibmFactory);

        Responder prices = factory.responder("PRICE.REQUEST", request -> price(request.text()));
        try (prices;
                JMSContext context = factory.createContext()) {
            assertThat(ask(context).getText()).isEqualTo("price of anchor");
        }
    }

    @Test
    void answeringWithMore() throws JMSException {
        MooringConnectionFactory factory = MooringConnectionFactory.wrapping(ibmFactory);

        Responder prices = factory.responderBuilder("PRICE.REQUEST")
                .threads(4)
                .backoutQueue("PRICE.BACKOUT")
                .onTrouble(trouble -> log.warn("{}", trouble))
                .answering(request -> {
                    Message reply = request.session().createTextMessage(price(request.text()));
                    reply.setStringProperty("currency", "EUR");
                    return reply;
                });
        try (prices;
                JMSContext context = factory.createContext()) {
            assertThat(ask(context).getStringProperty("currency")).isEqualTo("EUR");
        }
    }

    private static String price(String what) {
        return "price of " + what;
    }

    private static TextMessage ask(JMSContext context) {
        Queue replies = context.createQueue("PRICE.REPLY");
        context.createProducer().setJMSReplyTo(replies).send(context.createQueue("PRICE.REQUEST"), "anchor");
        return (TextMessage) context.createConsumer(replies).receive(30_000);
    }

    @Test
    void fromOutside() {
        Properties properties = new Properties();
        properties.setProperty("mooring.connection-names", queueManager.connectionName());
        properties.setProperty("mooring.channel", "APP.SVRCONN");
        List<ConnectionEvent> audit = new CopyOnWriteArrayList<>();
        MooringConnectionFactory factory = MooringConnectionFactory.builder()
                .settings(Settings.of(properties, System.getenv()))
                .listener(e -> audit.add(e))
                .build();

        factory.createContext().close();

        await().untilAsserted(() -> assertThat(audit).hasSize(2));
    }

    @Test
    void fromTheEnvironmentAlone() {
        Supplier<MooringConnectionFactory> program = () -> {
            MooringConnectionFactory factory = MooringConnectionFactory.fromEnvironment();
            return factory;
        };

        assertThatThrownBy(program::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("MOORING_CONNECTION_NAMES");
    }

    /** The formatter breaks lines as their indentation wants it. */
    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
