package io.mooring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mooring.ConnectFailedException;
import io.mooring.ConnectionState;
import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.QueueManagerName;
import io.mooring.ReconnectFailedException;
import io.mooring.channeltable.ChannelTableException;
import io.mooring.connect.ConnectAs;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.tls.TestCertificates;
import io.mooring.embedded.tls.Tls;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Reconnected;
import io.mooring.message.MqMessage;
import io.mooring.reason.ReasonCode;
import io.mooring.reconnect.ConnectionLifetime;
import io.mooring.reconnect.ReconnectPolicy;
import io.mooring.tls.TlsSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Where a client connects to and how: channel table, TLS, reconnect policy, lifetime, and what is refused. */
class ConnectingTest {
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");

    @TempDir
    private Path folder;

    @Test
    void groupOfAChannelTableSpreadsClientsByWeight() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.of("QM1", "QM2").queue("ORDERS").start()) {
            URI table = cluster.writeCcdt(folder.resolve("ccdt.json")).toUri();
            Map<String, Integer> clients = new HashMap<>();
            for (int i = 0; i < 20; i++) {
                try (MqClient client = MqClient.builder()
                        .channelTable(table)
                        .queueManager("*ANY_QM")
                        .connect()) {
                    clients.merge(client.queueManager().orElseThrow().value(), 1, Integer::sum);
                }
            }

            // One chance in half a million that all go to one of the two.
            assertThat(clients).hasSize(2);
        }
    }

    @Test
    void nameInAChannelTableLeadsToThatQueueManagerOnly() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.of("QM1", "QM2").queue("ORDERS").start()) {
            URI table = cluster.writeCcdt(folder.resolve("ccdt.json")).toUri();
            try (MqClient client =
                    MqClient.builder().channelTable(table).queueManager("QM2").connect()) {
                assertThat(client.queueManager()).contains(QM2);

                cluster.queueManager("QM2").dropSockets();
                await().until(() -> client.moves().size() == 1);

                assertThat(client.queueManager()).contains(QM2);
            }
        }
    }

    @Test
    void selectionThatATableDoesNotHaveIsRefusedWithThoseItHas() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.of("QM1", "QM2").queue("ORDERS").start()) {
            MqClientBuilder builder = MqClient.builder()
                    .channelTable(cluster.writeCcdt(folder.resolve("ccdt.json")).toUri())
                    .queueManager("QM9");

            assertThatThrownBy(builder::connect)
                    .isInstanceOf(ChannelTableException.class)
                    .hasMessageContaining("QM9")
                    .hasMessageContaining("QM1");
        }
    }

    @Test
    void changedChannelTableIsFollowedAtTheNextReconnection() throws Exception {
        try (EmbeddedCluster one = EmbeddedCluster.of("QM1").queue("ORDERS").start();
                EmbeddedCluster two = EmbeddedCluster.of("QM2").queue("ORDERS").start()) {
            Path table = one.writeCcdt(folder.resolve("ccdt.json"));
            try (MqClient client = MqClient.builder()
                    .channelTable(table.toUri())
                    .queueManager("*ANY_QM")
                    .connect()) {
                assertThat(client.queueManager()).contains(QM1);

                Path newer = two.writeCcdt(folder.resolve("newer.json"));
                Files.writeString(table, Files.readString(newer) + "\n");
                one.queueManager("QM1").stopListening();
                one.queueManager("QM1").dropSockets();

                await().until(() -> client.state() == ConnectionState.CONNECTED
                        && client.queueManager().equals(Optional.of(QM2)));
            }
        }
    }

    @Test
    void tlsClientShowsItsCertificateAndTellsTheLogWhenItExpires() {
        TestCertificates certificates = TestCertificates.create();
        KeyStore store = certificates.newStore();
        certificates.addServer(store, "qm1", "CN=QM1, O=Mooring");
        char[] password = TestCertificates.PASSWORD.toCharArray();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(LinkLog.class);
        log.start();
        logger.addAppender(log);
        try (EmbeddedQueueManager qm1 = EmbeddedQueueManager.named("QM1")
                .queue("ORDERS")
                .tls(Tls.keyStore(store, password).certificateLabel("qm1").trustStore(certificates.trustStore()))
                .mqsc("DEFINE CHANNEL(KNOWN.SVRCONN) CHLTYPE(SVRCONN) SSLCIPH(ANY_TLS12_OR_HIGHER) SSLCAUTH(REQUIRED)")
                .start()) {
            TlsSettings tls = TlsSettings.cipher("ANY_TLS12_OR_HIGHER")
                    .trustStore(certificates.writeTrustStore(folder.resolve("trust.p12")), password)
                    .keyStore(certificates.writeClientKeyStore(folder.resolve("app.p12"), "CN=app"), password)
                    .peerName("CN=QM1");
            try (MqClient client = MqClient.builder()
                    .connectionNames(qm1.connectionName())
                    .channel("KNOWN.SVRCONN")
                    .tls(tls)
                    .connect()) {
                client.queue("ORDERS").put(MqMessage.ofText("one"));
                qm1.dropSockets();
                await().until(() -> client.moves().size() == 1);
                client.queue("ORDERS").put(MqMessage.ofText("two"));

                assertThat(qm1.depth("ORDERS")).isEqualTo(2);
                await().untilAsserted(() -> assertThat(log.list)
                        .extracting(ILoggingEvent::getFormattedMessage)
                        .filteredOn(line -> line.contains("TLS to QM1: ") && line.contains("CN=app"))
                        .hasSize(2));
            }
            MqClientBuilder stranger = MqClient.builder()
                    .connectionNames(qm1.connectionName())
                    .channel("KNOWN.SVRCONN")
                    .tls(tls.peerName("CN=QM2"));
            assertThatThrownBy(stranger::connect)
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("peer name 'CN=QM2'");
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void policyDecidesWhenItIsGivenUp() {
        List<ConnectionEvent> events = new CopyOnWriteArrayList<>();
        try (EmbeddedQueueManager qm1 =
                        EmbeddedQueueManager.named("QM1").queue("ORDERS").start();
                MqClient client = MqClient.builder()
                        .connectionNames(qm1.connectionName())
                        .channel("APP.SVRCONN")
                        .reconnect(ReconnectPolicy.fixed(Duration.ofMillis(10)).givingUpAfterAttempts(3))
                        .listener(events::add)
                        .connect()) {
            qm1.stopListening();
            qm1.dropSockets();

            ReconnectFailedException failure = catchThrowableOfType(
                    ReconnectFailedException.class, () -> client.queue("ORDERS").put(MqMessage.ofText("one")));

            assertThat(failure.attempts()).isEqualTo(3);
            assertThat(failure.from()).isEqualTo(QM1);
            assertThat(failure.reason()).contains(ReasonCode.HOST_NOT_AVAILABLE);
            assertThat(client.state()).isEqualTo(ConnectionState.FAILED);
            assertThat(events.stream().map(event -> event.getClass().getSimpleName()))
                    .startsWith("Connected", "ConnectionLost", "Reconnecting", "Reconnecting", "Reconnecting");
            assertThatThrownBy(() -> client.queue("ORDERS").get(Duration.ofSeconds(1)))
                    .isInstanceOf(ReconnectFailedException.class);
        }
    }

    @Test
    void policyThatThrowsDoesNotEndReconnection() {
        try (EmbeddedQueueManager qm1 =
                        EmbeddedQueueManager.named("QM1").queue("ORDERS").start();
                MqClient client = MqClient.builder()
                        .connectionNames(qm1.connectionName())
                        .channel("APP.SVRCONN")
                        .reconnect(attempt -> {
                            throw new IllegalStateException("no delay for " + attempt);
                        })
                        .connect()) {
            qm1.dropSockets();

            assertThat(client.queue("ORDERS").put(MqMessage.ofText("one")).epoch())
                    .isEqualTo(2);
        }
    }

    @Test
    void hostThatTakesASocketAndNeverAnswersCostsTheConnectTimeoutOnly() {
        try (EmbeddedQueueManager deaf =
                        EmbeddedQueueManager.named("QM1").queue("ORDERS").start();
                EmbeddedQueueManager qm2 =
                        EmbeddedQueueManager.named("QM2").queue("ORDERS").start()) {
            deaf.blackHole();
            try (MqClient client = MqClient.builder()
                    .connectionNames(deaf.connectionName() + "," + qm2.connectionName())
                    .channel("APP.SVRCONN")
                    .connectTimeout(Duration.ofMillis(200))
                    .connect()) {
                assertThat(client.queueManager()).contains(QM2);
            }
        }
    }

    @Test
    void linkWhoseTimeIsUpIsReplacedAtASafeMoment() {
        List<ConnectionEvent> events = new CopyOnWriteArrayList<>();
        try (EmbeddedQueueManager qm1 =
                        EmbeddedQueueManager.named("QM1").queue("ORDERS").start();
                EmbeddedQueueManager qm2 =
                        EmbeddedQueueManager.named("QM2").queue("ORDERS").start();
                MqClient client = MqClient.builder()
                        .connectionNames(qm1.connectionName() + "," + qm2.connectionName())
                        .channel("APP.SVRCONN")
                        .lifetime(ConnectionLifetime.of(Duration.ofMillis(20)).lookingAgainAfter(Duration.ofMillis(5)))
                        .listener(events::add)
                        .connect();
                MqClient idle = MqClient.builder()
                        .connectionNames(qm1.connectionName() + "," + qm2.connectionName())
                        .channel("APP.SVRCONN")
                        .lifetime(ConnectionLifetime.of(Duration.ofMillis(20)).lookingAgainAfter(Duration.ofMillis(5)))
                        .connect()) {
            try (UnitOfWork work = client.unitOfWork()) {
                QueueManagerName busy = work.queueManager();
                work.put("ORDERS", MqMessage.ofText("one"));
                int moves = client.moves().size();
                int others = idle.moves().size();
                // Many lifetimes go by while the unit of work is open.
                await().until(() -> idle.moves().size() >= others + 5);
                assertThat(client.moves()).hasSize(moves);
                assertThat(client.queueManager()).contains(busy);
                work.commit();
            }

            await().until(() -> client.moves().size() >= 2);
            assertThat(events)
                    .filteredOn(ConnectionLost.class::isInstance)
                    .allSatisfy(event ->
                            assertThat(((ConnectionLost) event).planned()).isTrue());
            assertThat(events).filteredOn(Reconnected.class::isInstance).allSatisfy(event -> {
                Reconnected reconnected = (Reconnected) event;
                assertThat(reconnected.planned()).isTrue();
                assertThat(reconnected.to()).isNotEqualTo(reconnected.from());
            });
        }
    }

    @Test
    void assertedUserIsTakenOnTrustAndALossIsNoticedByTheNextCall() {
        try (EmbeddedQueueManager qm1 =
                        EmbeddedQueueManager.named("QM1").queue("ORDERS").start();
                EmbeddedQueueManager qm2 =
                        EmbeddedQueueManager.named("QM2").queue("ORDERS").start();
                MqClient client = MqClient.builder()
                        .connectionNames(qm1.connectionName() + "," + qm2.connectionName())
                        .channel("APP.SVRCONN")
                        .as(ConnectAs.application("trusted").assertedUser("fred"))
                        .connect()) {
            client.queue("ORDERS").put(MqMessage.ofText("one"));
            assertThat(client.queueManager()).contains(QM1);
            assertThat(client.queue("ORDERS")
                            .get()
                            .orElseThrow()
                            .origin()
                            .orElseThrow()
                            .user())
                    .isEqualTo("fred");
            qm1.stopListening();
            qm1.dropSockets();
            await().until(() -> qm1.connections().isEmpty());

            assertThatThrownBy(() -> client.queue("ORDERS").put(MqMessage.ofText("two")))
                    .isInstanceOf(PutInDoubtException.class);
            assertThat(client.queue("ORDERS").put(MqMessage.ofText("three")).queueManager())
                    .isEqualTo(QM2);
        }
    }

    @Test
    void clientWithCredentialsIsThatUser() {
        try (EmbeddedQueueManager qm1 = EmbeddedQueueManager.named("QM1")
                        .queue("ORDERS")
                        .user("app", "secret")
                        .start();
                MqClient client = MqClient.builder()
                        .connectionNames(qm1.connectionName())
                        .channel("APP.SVRCONN")
                        .credentials("app", "secret")
                        .connect()) {
            client.queue("ORDERS").put(MqMessage.ofText("one"));

            assertThat(client.queue("ORDERS")
                            .get()
                            .orElseThrow()
                            .origin()
                            .orElseThrow()
                            .user())
                    .isEqualTo("app");
            assertThatThrownBy(() -> MqClient.builder()
                            .connectionNames(qm1.connectionName())
                            .channel("APP.SVRCONN")
                            .credentials("app", "wrong")
                            .connect())
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("2035");
        }
    }

    @Test
    void refusedUserIsToldWithReasonAndAdvice() {
        try (EmbeddedQueueManager qm1 =
                EmbeddedQueueManager.named("QM1").queue("ORDERS").start()) {
            qm1.refuseConnects(Reason.NOT_AUTHORIZED);
            MqClientBuilder builder = MqClient.builder()
                    .connectionNames(qm1.connectionName())
                    .channel("APP.SVRCONN")
                    .credentials("app", "wrong");

            assertThatThrownBy(builder::connect)
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("2035 MQRC_NOT_AUTHORIZED")
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void whatIsMissingOrTooMuchIsSaid() {
        assertThatThrownBy(() -> MqClient.builder().connect())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("connectionNames(...)");
        assertThatThrownBy(() -> MqClient.builder()
                        .connectionNames("mq1(1414)")
                        .channel("APP.SVRCONN")
                        .channelTable(URI.create("file:///etc/mq/ccdt.json"))
                        .connect())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("file:/");
        assertThatThrownBy(() -> MqClient.builder().applicationName("a name that is longer than 28"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("29 characters");
        assertThatThrownBy(() -> MqClient.builder().channel("a channel name too long"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MqClient.builder().connectTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void channelThatIsFullRefusesTheCallAndKeepsTheLink() {
        try (EmbeddedQueueManager qm1 = EmbeddedQueueManager.named("QM1")
                        .queue("ORDERS")
                        .mqsc("DEFINE CHANNEL(ONE.SVRCONN) CHLTYPE(SVRCONN) SHARECNV(1) MAXINST(1)")
                        .start();
                MqClient client = MqClient.builder()
                        .connectionNames(qm1.connectionName())
                        .channel("ONE.SVRCONN")
                        .connect();
                UnitOfWork work = client.unitOfWork()) {
            work.put("ORDERS", MqMessage.ofText("one"));

            assertThatThrownBy(() -> client.queue("ORDERS").put(MqMessage.ofText("two")))
                    .isInstanceOf(MqException.class)
                    .hasMessageContaining("2537");

            work.commit();
            assertThat(client.queue("ORDERS").put(MqMessage.ofText("three")).epoch())
                    .isEqualTo(1);
            assertThat(qm1.depth("ORDERS")).isEqualTo(2);
        }
    }
}
