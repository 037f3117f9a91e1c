package io.mooring.jms;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.mq.jms.MQQueueConnectionFactory;
import com.ibm.mq.jms.MQTopicConnectionFactory;
import com.ibm.mq.jms.MQXAConnectionFactory;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.PutReceipt;
import io.mooring.channeltable.ChannelTableException;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.embedded.tls.TestCertificates;
import io.mooring.event.Reconnected;
import io.mooring.tls.TlsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.IllegalStateException;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.MessageProducer;
import javax.jms.QueueConnection;
import javax.jms.Session;
import javax.jms.TopicConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a factory takes, what it refuses and how it says so, and what it makes of IBM's. */
@Tag("client")
class FactoryTest {
    private static final String RECONNECTION_WITH_TLS =
            "9.1 does not finish a TLS handshake on this JDK; before 9.3.5 only a send tells of a move";

    private final Application application = new Application();
    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    @AfterEach
    void close() throws JMSException {
        application.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("channelTable(...) and queueManager(...)", builder -> builder),
                refusal("channel(...)", builder -> builder.connectionNames("mq1(1414)")),
                refusal(
                        "give one of them",
                        builder -> builder.channelTable(URI.create("file:///etc/mq/ccdt.json"))
                                .connectionNames("mq1(1414)")
                                .channel("APP.SVRCONN")),
                refusal(
                        "give a file, http or https address",
                        builder -> builder.channelTable(URI.create("classpath:mq/ccdt.json"))),
                refusal("host(port)", builder -> builder.connectionNames("mq1(x)")),
                refusal("channel", builder -> builder.channel("A.CHANNEL.NAME.THAT.IS.TOO.LONG")),
                refusal("1 to 28", builder -> builder.applicationName("a".repeat(29))),
                refusal("whole seconds", builder -> builder.reconnectTimeout(ofMillis(1500))),
                refusal(
                        "whole seconds",
                        builder -> builder.balancing(Balancing.simple().within(ofMillis(1)))),
                refusal("character", builder -> reachable(builder).queueManager("QM 1")),
                refusal(
                        "XMSC_WMQ_CHANNEL is set by a method",
                        builder -> reachable(builder).property("XMSC_WMQ_CHANNEL", "OTHER")),
                refusal(
                        "XMSC_WMQ_POLLING_INTERVAL",
                        builder -> reachable(builder).property("XMSC_WMQ_POLLING_INTERVAL", "soon")));
    }

    private static Arguments refusal(String sentence, UnaryOperator<MooringConnectionFactoryBuilder> settings) {
        return Arguments.of(sentence, settings);
    }

    private static MooringConnectionFactoryBuilder reachable(MooringConnectionFactoryBuilder builder) {
        return builder.connectionNames("mq1(1414)").channel("APP.SVRCONN");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void whatCannotBeIsRefusedWithASentence(String sentence, UnaryOperator<MooringConnectionFactoryBuilder> settings) {
        assertThatThrownBy(
                        () -> settings.apply(MooringConnectionFactory.builder()).build())
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aChannelTableIsCheckedAtOnce(@TempDir Path folder) {
        Path table = application.cluster.writeCcdt(folder.resolve("ccdt.json"));

        assertThatThrownBy(() -> MooringConnectionFactory.builder()
                        .channelTable(table.toUri())
                        .queueManager("QM9")
                        .build())
                .isInstanceOf(ChannelTableException.class)
                .hasMessageContaining("QM9");
    }

    @Test
    void eachSettingReachesTheClient() throws JMSException {
        MooringConnectionFactory factory = MooringConnectionFactory.builder()
                .connectionNames("mq1, mq2(1415)")
                .channel("APP.SVRCONN")
                .queueManager("QM1")
                .credentials("app", "secret")
                .applicationName("order-intake")
                .clientId("orders")
                .sharingConversations(false)
                .reconnect(Reconnection.SAME_QUEUE_MANAGER)
                .reconnectTimeout(ofSeconds(90))
                .balancing(Balancing.requestReply().within(ofSeconds(7)).ignoringUnitsOfWork())
                .tls(TlsSettings.cipher("TLS_AES_256_GCM_SHA384")
                        .peerName("CN=QM*")
                        .keyResetCount(50_000))
                .property("XMSC_WMQ_POLLING_INTERVAL", 1234)
                .build();

        JmsConnectionFactory ibm = factory.unwrap(JmsConnectionFactory.class);

        assertThat(ibm.getStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST)).isEqualTo("mq1(1414),mq2(1415)");
        assertThat(ibm.getStringProperty(WMQConstants.WMQ_CHANNEL)).isEqualTo("APP.SVRCONN");
        assertThat(ibm.getStringProperty(WMQConstants.WMQ_QUEUE_MANAGER)).isEqualTo("QM1");
        assertThat(ibm.getStringProperty(WMQConstants.USERID)).isEqualTo("app");
        assertThat(ibm.getStringProperty(WMQConstants.WMQ_APPLICATIONNAME)).isEqualTo("order-intake");
        assertThat(ibm.getStringProperty(WMQConstants.CLIENT_ID)).isEqualTo("orders");
        assertThat(ibm.getIntProperty(WMQConstants.WMQ_SHARE_CONV_ALLOWED)).isZero();
        assertThat(ibm.getIntProperty(WMQConstants.WMQ_CLIENT_RECONNECT_OPTIONS))
                .isEqualTo(WMQConstants.WMQ_CLIENT_RECONNECT_Q_MGR);
        assertThat(ibm.getIntProperty(WMQConstants.WMQ_CLIENT_RECONNECT_TIMEOUT))
                .isEqualTo(90);
        assertThat(ibm.getIntProperty(WMQConstants.WMQ_BALANCING_APPLICATION_TYPE))
                .isEqualTo(WMQConstants.WMQ_BALANCING_APPLICATION_TYPE_REQUEST_REPLY);
        assertThat(ibm.getIntProperty(WMQConstants.WMQ_BALANCING_TIMEOUT)).isEqualTo(7);
        assertThat(ibm.getIntProperty(WMQConstants.WMQ_BALANCING_OPTIONS)).isOne();
        assertThat(ibm.getStringProperty(WMQConstants.WMQ_SSL_CIPHER_SUITE)).isEqualTo("TLS_AES_256_GCM_SHA384");
        assertThat(ibm.getStringProperty(WMQConstants.WMQ_SSL_PEER_NAME)).isEqualTo("CN=QM*");
        assertThat(ibm.getIntProperty(WMQConstants.WMQ_SSL_KEY_RESETCOUNT)).isEqualTo(50_000);
        assertThat(ibm.getObjectProperty(WMQConstants.WMQ_SSL_SOCKET_FACTORY)).isNotNull();
        assertThat(ibm.getIntProperty(WMQConstants.WMQ_POLLING_INTERVAL)).isEqualTo(1234);
        assertThat(factory.toString()).contains("order-intake").doesNotContain("secret");
    }

    @Test
    void eachConnectionHasTheCredentials() throws JMSException {
        Session session = application
                .connect(application.builder().credentials("joe", "secret").build())
                .createSession(false, Session.AUTO_ACKNOWLEDGE);

        session.createProducer(session.createQueue("ORDERS")).send(session.createTextMessage("one"));

        assertThat(application.qm1.messages("ORDERS").get(0).descriptor().userIdentifier())
                .isEqualTo("joe");
    }

    @ParameterizedTest(name = "by {0}, with a certificate of its own: {1}")
    @CsvSource({"TLS.SVRCONN, false", "MUTUAL.SVRCONN, true"})
    void tlsIsSpokenBeforeAndAfterAMove(String channel, boolean own, @TempDir Path folder) throws JMSException {
        assumeTrue(ClientVersion.isAtLeast("9.4.0.0"), RECONNECTION_WITH_TLS);
        try (EmbeddedQueueManager secured = secured();
                Connection connection = MooringConnectionFactory.builder()
                        .connectionNames(secured.connectionName())
                        .channel(channel)
                        .credentials("app", "secret")
                        .tls(tls(folder, own))
                        .listener(application.events::add)
                        .onPut(application.receipts::add)
                        .build()
                        .createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
            producer.send(session.createTextMessage("one"));
            secured.dropSockets();
            Reconnected reconnected = application.awaitEvent(Reconnected.class);
            producer.send(session.createTextMessage("two"));

            assertThat(reconnected.endpoint()).isEqualTo(secured.connectionName());
            assertThat(secured.depth("ORDERS")).isEqualTo(2);
            assertThat(application.receipts).extracting(PutReceipt::epoch).containsExactly(1L, 2L);
        }
    }

    @Test
    void withoutTheCertificateThatIsWantedNothingIsConnected(@TempDir Path folder) {
        assumeTrue(ClientVersion.isAtLeast("9.4.0.0"), RECONNECTION_WITH_TLS);
        try (EmbeddedQueueManager secured = secured()) {
            MooringConnectionFactory factory = MooringConnectionFactory.builder()
                    .connectionNames(secured.connectionName())
                    .channel("MUTUAL.SVRCONN")
                    .tls(tls(folder, false))
                    .build();

            assertThatThrownBy(factory::createConnection).isInstanceOf(JMSException.class);
            assertThat(secured.connections()).isEmpty();
        }
    }

    private EmbeddedQueueManager secured() {
        return EmbeddedQueueManager.named("QM1")
                .queue("ORDERS")
                .tls(CERTIFICATES.queueManager("QM1"))
                .mqsc("""
                        DEFINE CHANNEL(TLS.SVRCONN) CHLTYPE(SVRCONN) SSLCIPH(ANY_TLS12_OR_HIGHER) SSLCAUTH(OPTIONAL)
                        DEFINE CHANNEL(MUTUAL.SVRCONN) CHLTYPE(SVRCONN) SSLCIPH(ANY_TLS12_OR_HIGHER) SSLCAUTH(REQUIRED)
                        """)
                .start();
    }

    private TlsSettings tls(Path folder, boolean own) {
        char[] password = TestCertificates.PASSWORD.toCharArray();
        TlsSettings tls = TlsSettings.cipher("ANY_TLS12_OR_HIGHER")
                .trustStore(CERTIFICATES.writeTrustStore(folder.resolve("trust.p12")), password);
        return own
                ? tls.keyStore(CERTIFICATES.writeClientKeyStore(folder.resolve("app.p12"), "CN=app"), password)
                : tls;
    }

    @Test
    void balancingIsToldInTheWordsOfTheClient() {
        assertThat(Balancing.simple().immediately().properties()).containsEntry("XMSC_WMQ_BALANCING_TIMEOUT", 0);
        assertThat(Balancing.simple().whenItSuits().properties()).containsEntry("XMSC_WMQ_BALANCING_TIMEOUT", -2);
        assertThat(Balancing.simple().properties())
                .containsEntry("XMSC_WMQ_BALANCING_TIMEOUT", -1)
                .containsEntry("XMSC_WMQ_BALANCING_APPLICATION_TYPE", 0)
                .containsEntry("XMSC_WMQ_BALANCING_OPTIONS", 0);
    }

    static Stream<ConnectionFactory> factoriesOfTheClient() throws JMSException {
        JmsFactoryFactory made = JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER);
        return Stream.of(
                new MQConnectionFactory(),
                new MQQueueConnectionFactory(),
                made.createConnectionFactory(),
                made.createQueueConnectionFactory());
    }

    @ParameterizedTest
    @MethodSource("factoriesOfTheClient")
    void aFactoryOfTheClientKeepsItsSettings(ConnectionFactory ibm) throws JMSException {
        setUp(ibm);
        MooringConnectionFactory factory = MooringConnectionFactory.builderWrapping(ibm)
                .listener(application.events::add)
                .onPut(application.receipts::add)
                .build();

        Connection connection = application.connect(factory);
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        application.qm1.stopListening();
        application.qm1.dropSockets();
        application.awaitMove();
        producer.send(session.createTextMessage("one"));

        assertThat(application.receipts)
                .extracting(receipt -> receipt.queueManager().value())
                .containsExactly("QM2");
        assertThat(MooringConnection.of(connection).name()).startsWith("legacy-");
        assertThat(factory.unwrap(ConnectionFactory.class)).isSameAs(factory);
        assertThat((Object) factory.unwrap(ibm.getClass())).isSameAs(ibm);
    }

    @Test
    void anObserverOfTheApplicationStillHears() throws JMSException {
        ClientVersion.assumeMovesAreTold();
        JmsConnectionFactory ibm =
                JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER).createConnectionFactory();
        setUp(ibm);
        List<Object> heard = new CopyOnWriteArrayList<>();
        ibm.setObjectProperty(WMQConstants.WMQ_RECONNECTION_OBSERVER, new Theirs(heard));
        application.connect(MooringConnectionFactory.builderWrapping(ibm)
                .listener(application.events::add)
                .build());

        application.qm1.dropSockets();
        application.awaitEvent(Reconnected.class);
        await().until(() -> heard.size() == 2);

        assertThat(heard).containsExactly("Reconnecting to 'null'", "Reconnected to 'QM1'");
    }

    @SuppressWarnings("deprecation") // The client wants no other type.
    private record Theirs(List<Object> heard) implements java.util.Observer {
        @Override
        public void update(java.util.Observable source, Object text) {
            heard.add(text);
        }
    }

    @Test
    void queueAndTopicConnectionsAreOfTheirKind() throws JMSException {
        MooringConnectionFactory factory = application.builder().build();
        try (QueueConnection queues = factory.createQueueConnection();
                TopicConnection topics = factory.createTopicConnection();
                QueueConnection asUser = factory.createQueueConnection("app", "secret");
                TopicConnection topicsAsUser = factory.createTopicConnection("app", "secret")) {
            assertThat(queues).isNotInstanceOf(TopicConnection.class);
            assertThat(topics).isNotInstanceOf(QueueConnection.class);
            assertThat(topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE)
                            .createTopic("prices"))
                    .isNotNull();
            assertThat(asUser.getMetaData()).isNotNull();
            assertThat(topicsAsUser.getMetaData()).isNotNull();
            assertThat(application.qm1.connections())
                    .extracting(ConnectionStatus::applicationName)
                    .containsOnly("orders");
        }
    }

    @Test
    void aFactoryForQueuesMakesNoTopicConnection() throws JMSException {
        ConnectionFactory queues = new MQQueueConnectionFactory();
        ConnectionFactory topics = new MQTopicConnectionFactory();

        assertThatThrownBy(() -> MooringConnectionFactory.wrapping(queues).createTopicConnection())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not for topics");
        assertThatThrownBy(() -> MooringConnectionFactory.wrapping(topics).createQueueConnection())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not for queues");
    }

    @Test
    void contextsOfAllModes() {
        MooringConnectionFactory factory = application.builder().build();
        try (JMSContext one = factory.createContext();
                JMSContext two = factory.createContext("app", "secret");
                JMSContext three = factory.createContext("app", "secret", JMSContext.CLIENT_ACKNOWLEDGE);
                JMSContext four = factory.createContext(JMSContext.DUPS_OK_ACKNOWLEDGE)) {
            assertThat(Stream.of(one, two, three, four).map(JMSContext::getSessionMode))
                    .containsExactly(
                            JMSContext.AUTO_ACKNOWLEDGE,
                            JMSContext.AUTO_ACKNOWLEDGE,
                            JMSContext.CLIENT_ACKNOWLEDGE,
                            JMSContext.DUPS_OK_ACKNOWLEDGE);
        }
    }

    @Test
    void aConnectionAsAnotherUserIsOne() throws JMSException {
        try (Connection connection = application.builder().build().createConnection("app", "secret")) {
            assertThat(MooringConnection.of(connection).queueManager()).hasToString("QM1");
        }
    }

    @Test
    void aClientIdMayBeSetBeforeTheConnectionIsUsed() throws JMSException {
        try (Connection connection = application.builder().build().createConnection();
                JMSContext context = application.builder().build().createContext()) {
            connection.setClientID("orders");
            context.setClientID("prices");

            assertThat(connection.getClientID()).isEqualTo("orders");
            assertThat(context.getClientID()).isEqualTo("prices");
        }
    }

    @Test
    void theExceptionListenerIsTheApplicationsOwn() throws JMSException {
        try (Connection connection = application.builder().build().createConnection();
                JMSContext context = application.builder().build().createContext()) {
            javax.jms.ExceptionListener listener = failure -> {};
            connection.createSession();
            context.createProducer();
            assertThat(connection.getExceptionListener()).isNull();
            assertThat(context.getExceptionListener()).isNull();
            connection.setExceptionListener(listener);
            context.setExceptionListener(listener);
            assertThat(connection.getExceptionListener()).isSameAs(listener);
            assertThat(context.getExceptionListener()).isSameAs(listener);
            connection.setExceptionListener(null);
            assertThat(connection.getExceptionListener()).isNull();
        }
    }

    @Test
    void whatCannotBeWrappedIsRefusedWithASentence() {
        assertThatThrownBy(() -> MooringConnectionFactory.wrapping(new MQXAConnectionFactory()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("XA");
        assertThatThrownBy(() ->
                        MooringConnectionFactory.wrapping(application.builder().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a connection factory of IBM's MQ client");
        assertThatThrownBy(() -> MooringConnectionFactory.builderWrapping(new MQConnectionFactory())
                        .channel("APP.SVRCONN")
                        .build())
                .isInstanceOf(java.lang.IllegalStateException.class)
                .hasMessageContaining("Both a factory of IBM's and channel say how to connect");
        assertThatThrownBy(() -> application.builder().build().unwrap(StringBuilder.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.StringBuilder");
    }

    @Test
    void aConnectionThatCannotBeMadeFailsAsWithTheClientAndLeavesNothing() {
        application.qm1.crash();
        application.qm2.crash();
        MooringConnectionFactory factory = application.builder().build();

        assertThatThrownBy(factory::createConnection)
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("JMSWMQ0018");
        assertThatThrownBy(factory::createContext).isInstanceOf(javax.jms.JMSRuntimeException.class);
        assertThat(application.events).isEmpty();
    }

    @Test
    void aStrangerHasNoMooringConnection() {
        Connection stranger = (Connection) java.lang.reflect.Proxy.newProxyInstance(
                FactoryTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> "x");

        assertThatThrownBy(() -> MooringConnection.of(stranger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was not made by a MooringConnectionFactory");
    }

    @Test
    void listenersComeAndGo() throws JMSException {
        ClientVersion.assumeMovesAreTold();
        MooringConnection mooring = MooringConnection.of(application.connect());
        List<Object> heard = new CopyOnWriteArrayList<>();
        io.mooring.event.ConnectionListener late = heard::add;

        mooring.addListener(late);
        application.qm1.dropSockets();
        application.awaitEvent(Reconnected.class);
        await().until(() -> heard.size() == 3);
        mooring.removeListener(late);

        assertThat(heard).last().isInstanceOf(Reconnected.class);
    }

    @Test
    void nothingIsLeftOfConnectionsThatWereClosed() throws JMSException {
        MooringConnectionFactory factory = application.builder().build();
        for (int i = 0; i < 30; i++) {
            try (Connection connection = factory.createConnection()) {
                connection.start();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                session.createConsumer(session.createQueue("ORDERS")).setMessageListener(message -> {});
                Session other = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                other.createProducer(other.createQueue("PRICES")).send(other.createTextMessage("one"));
            }
        }

        await().atMost(ofSeconds(20)).untilAsserted(() -> {
            assertThat(application.qm1.connections()).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("mooring-events orders"))
                    .isEmpty();
        });
        assertThat(application.receipts)
                .extracting(PutReceipt::queue)
                .hasSize(30)
                .containsOnly("PRICES");
    }

    private void setUp(ConnectionFactory factory) throws JMSException {
        com.ibm.msg.client.jms.JmsPropertyContext ibm = (com.ibm.msg.client.jms.JmsPropertyContext) factory;
        ibm.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        ibm.setStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST, application.cluster.connectionNames());
        ibm.setStringProperty(WMQConstants.WMQ_CHANNEL, "APP.SVRCONN");
        ibm.setStringProperty(WMQConstants.WMQ_QUEUE_MANAGER, "*");
        ibm.setIntProperty(WMQConstants.WMQ_CLIENT_RECONNECT_OPTIONS, WMQConstants.WMQ_CLIENT_RECONNECT);
        ibm.setStringProperty(WMQConstants.WMQ_APPLICATIONNAME, "legacy");
    }
}
