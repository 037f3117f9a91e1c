package io.mooring.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mooring.ConnectFailedException;
import io.mooring.Endpoint;
import io.mooring.PutReceipt;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.tls.TestCertificates;
import io.mooring.embedded.tls.Tls;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The samples about TLS and about addresses that are not those of the queue manager. */
@Timeout(120)
class HopSamplesTest {
    private static final char[] PASSWORD = TestCertificates.PASSWORD.toCharArray();
    private static final TestCertificates CERTIFICATES = TestCertificates.create();
    private static final Tls TLS = tlsOfTheQueueManager();

    private final EmbeddedQueueManager qm1 = EmbeddedQueueManager.named("QM1")
            .queue("ORDERS", "HEALTH.PROBE")
            .tls(TLS)
            .mqsc("""
                    DEFINE CHANNEL(PLAIN.SVRCONN) CHLTYPE(SVRCONN) SSLCIPH(' ')
                    DEFINE CHANNEL(ORDERS.SVRCONN) CHLTYPE(SVRCONN) SSLCIPH('ANY_TLS12_OR_HIGHER') +
                        SSLCAUTH(REQUIRED) SSLPEER('CN=orders*') CERTLABL('orders')
                    """)
            .start();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @TempDir
    private static Path folder;

    private static Tls tlsOfTheQueueManager() {
        KeyStore store = CERTIFICATES.newStore();
        CERTIFICATES.addServer(store, "qm1", "CN=QM1, O=Mooring");
        CERTIFICATES.addServer(store, "orders", "CN=orders, O=Mooring");
        return Tls.keyStore(store, PASSWORD).certificateLabel("qm1").trustStore(CERTIFICATES.trustStore());
    }

    @BeforeAll
    static void writeStores() {
        CERTIFICATES.writeTrustStore(folder.resolve("trust.p12"));
        CERTIFICATES.writeClientKeyStore(folder.resolve("orders.p12"), "CN=orders-app, O=Mooring");
        CERTIFICATES.writeClientKeyStore(folder.resolve("stranger.p12"), "CN=stranger, O=Mooring");
    }

    @AfterEach
    void close() {
        qm1.close();
    }

    @Test
    void clientWithItsCertificateIsLetIn() {
        boolean done = TlsClient.run(tls(address(), "orders.p12", "CN=orders, O=Mooring"), lines::add);

        assertThat(done).as("%s", lines).isTrue();
        assertThat(lines.get(0)).contains("CN=orders-app");
        assertThat(lines.get(lines.size() - 1)).contains("queue ORDERS on QM1");
        assertThat(qm1.depth("ORDERS")).isEqualTo(1);
    }

    @Test
    void clientWithTheCertificateOfAStrangerIsToldWhy() {
        boolean done = TlsClient.run(tls(address(), "stranger.p12", "CN=orders, O=Mooring"), lines::add);

        assertThat(done).isFalse();
        assertThat(lines).anyMatch(line -> line.contains("SSLPEER"));
    }

    @Test
    void queueManagerWithAnotherNameThanExpectedIsRefused() {
        boolean done = TlsClient.run(tls(address(), "orders.p12", "CN=QM7"), lines::add);

        assertThat(done).isFalse();
        assertThat(lines.get(lines.size() - 1)).contains("CN=QM7");
    }

    @Test
    void throughAPlainHopTheQueueManagerIsKnown() throws Exception {
        try (Relay hop = Relay.to(address())) {
            PutReceipt receipt = ThroughAHop.run(plain(hop.endpoint()), lines::add);

            assertThat(receipt.queueManager()).hasToString("QM1");
            assertThat(lines).contains("connected to QM1 through " + hop.endpoint());
        }
    }

    @Test
    void hopThatPassesOnBytesPassesOnTheServerNameOfTheChannel() throws Exception {
        try (Relay hop = Relay.to(address())) {
            // The certificate of the channel, which it shows to those who name the channel.
            PutReceipt receipt = ThroughAHop.run(tls(hop.endpoint(), "orders.p12", "CN=orders, O=Mooring"), lines::add);

            assertThat(receipt.queueManager()).hasToString("QM1");
            assertThat(lines).contains("connected to QM1 through " + hop.endpoint());
        }
    }

    @Test
    void hopThatEndsTlsShowsItsOwnCertificateAndIsToldTheChannel() throws Exception {
        try (Relay hop = Relay.endingTls(certificate("CN=hop, O=Mooring"), address())) {
            Map<String, String> expectingTheHop = tls(hop.endpoint(), "orders.p12", "CN=hop");
            expectingTheHop.put("MOORING_CHANNEL", "PLAIN.SVRCONN");
            Map<String, String> expectingTheQueueManager = tls(hop.endpoint(), "orders.p12", "CN=QM1");
            expectingTheQueueManager.put("MOORING_CHANNEL", "PLAIN.SVRCONN");

            PutReceipt receipt = ThroughAHop.run(expectingTheHop, lines::add);

            assertThat(receipt.queueManager()).hasToString("QM1");
            assertThat(hop.serverNames()).contains("plain2e-svrconn.chl.mq.ibm.com");
            assertThatThrownBy(() -> ThroughAHop.run(expectingTheQueueManager, lines::add))
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("2398");
        }
    }

    @Test
    void ordersGoOnAfterTheQueueManagerStartedBehindTheFloatingAddressElsewhere() throws Exception {
        // One queue manager with its disk, which both machines reach, and a port on each of them.
        try (Relay machineA = Relay.to(address());
                Relay machineB = Relay.to(address());
                Relay floating = Relay.to(machineA.endpoint())) {
            Map<String, String> environment = plain(floating.endpoint());
            Stream<String> orders = Stream.of("one", "two").peek(order -> {
                if (order.equals("two")) {
                    assertThat(HealthProbe.run(environment, lines::add)).isZero();
                    qm1.crash();
                    await().atMost(Duration.ofSeconds(60)).until(() -> lines.contains("lost QM1"));
                    assertThat(HealthProbe.run(environment, lines::add)).isOne();
                    qm1.start();
                    floating.moveTo(machineB.endpoint());
                    assertThat(HealthProbe.run(environment, lines::add)).isZero();
                }
            });

            FloatingAddress.run(environment, orders, lines::add);
        }
        assertThat(qm1.depth("ORDERS")).isEqualTo(2);
        assertThat(lines).anyMatch(line -> line.startsWith("QM1 is back after "));
        assertThat(lines).filteredOn(line -> line.startsWith("healthy: QM1")).hasSize(2);
        assertThat(lines).filteredOn(line -> line.startsWith("not healthy: ")).hasSize(1);
        assertThat(qm1.depth("HEALTH.PROBE"))
                .as("the probe leaves nothing behind")
                .isZero();
    }

    @Test
    void queueManagerThatDoesNotGiveBackWhatItTookIsNotHealthy() {
        qm1.mqsc("ALTER QLOCAL(HEALTH.PROBE) GET(DISABLED)");

        assertThat(HealthProbe.run(plain(address()), lines::add)).isOne();
        assertThat(lines).singleElement().asString().startsWith("not healthy: ").contains("2016");
    }

    private Endpoint address() {
        return new Endpoint("127.0.0.1", qm1.port());
    }

    private static Map<String, String> plain(Endpoint endpoint) {
        return Map.of(
                "MOORING_CONNECTION_NAMES", endpoint.toString(),
                "MOORING_CHANNEL", "PLAIN.SVRCONN",
                "MOORING_QUEUE_MANAGER", "QM1");
    }

    private static Map<String, String> tls(Endpoint endpoint, String keyStore, String peerName) {
        Map<String, String> environment = new HashMap<>(plain(endpoint));
        environment.put("MOORING_CHANNEL", "ORDERS.SVRCONN");
        environment.put("MOORING_TLS_TRUST_STORE", folder.resolve("trust.p12").toString());
        environment.put("MOORING_TLS_TRUST_STORE_PASSWORD", TestCertificates.PASSWORD);
        environment.put("MOORING_TLS_KEY_STORE", folder.resolve(keyStore).toString());
        environment.put("MOORING_TLS_KEY_STORE_PASSWORD", TestCertificates.PASSWORD);
        environment.put("MOORING_TLS_PEER_NAME", peerName);
        return environment;
    }

    private static SSLContext certificate(String subject) throws Exception {
        KeyStore store = CERTIFICATES.newStore();
        CERTIFICATES.addServer(store, "hop", subject);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
