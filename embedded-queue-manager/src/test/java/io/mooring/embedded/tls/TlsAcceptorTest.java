package io.mooring.embedded.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsAcceptorTest {
    // One authority for all tests: making RSA keys is what takes time here.
    private static final TestCertificates CERTIFICATES = TestCertificates.create();
    private static final Tls TLS = CERTIFICATES.queueManager("QM1");

    private @Nullable Handshake handshake;

    @AfterEach
    void noThreadIsLeftBusy() throws Exception {
        if (handshake != null) {
            handshake.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientThatTrustsTheAuthorityIsAccepted(String protocol) throws Exception {
        Handshake peers = accepting(TLS, CertificateLabels.NONE);
        CompletableFuture<AcceptedSocket> accepted = peers.accepted();
        try (SSLSocket client = peers.client(CERTIFICATES.client(), protocol, "")) {
            client.getOutputStream().write("TSH ping".getBytes(US_ASCII));
            try (AcceptedSocket server = Handshake.get(accepted)) {
                assertThat(server.isSecured()).isTrue();
                assertThat(server.session())
                        .get()
                        .extracting(session -> session.getProtocol())
                        .isEqualTo(protocol);
                assertThat(server.clientName()).isEmpty();
                assertThat(server.channelByServerName()).isEmpty();
                assertThat(new String(server.input().readNBytes(8), US_ASCII)).isEqualTo("TSH ping");
                server.output().write("pong".getBytes(US_ASCII));
                assertThat(new String(client.getInputStream().readNBytes(4), US_ASCII))
                        .isEqualTo("pong");
                assertThat(subjectSeenBy(client)).isEqualTo("CN=QM1, O=Mooring");
            }
        }
    }

    @Test
    void aClientWithoutTlsIsAcceptedOnTheSamePort() throws Exception {
        Handshake peers = accepting(TLS, CertificateLabels.NONE);
        CompletableFuture<AcceptedSocket> accepted = peers.accepted();
        try (Socket client = peers.plainClient()) {
            client.getOutputStream().write("TSH ping".getBytes(US_ASCII));
            try (AcceptedSocket server = Handshake.get(accepted)) {
                assertThat(server.isSecured()).isFalse();
                assertThat(server.session()).isEmpty();
                assertThat(new String(server.input().readNBytes(8), US_ASCII)).isEqualTo("TSH ping");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2,CN=orders", "TLSv1.3,CN=orders", "TLSv1.2,CN=QM1", "TLSv1.3,CN=QM1"})
    void theChannelNamedInTheHandshakeChoosesTheCertificate(String protocol, String expected) throws Exception {
        KeyStore store = CERTIFICATES.newStore();
        CERTIFICATES.addServer(store, "aaa", "CN=first in the store");
        CERTIFICATES.addServer(store, "qm1", "CN=QM1");
        CERTIFICATES.addServer(store, "orders", "CN=orders");
        Tls tls = Tls.keyStore(store, TestCertificates.PASSWORD.toCharArray()).certificateLabel("qm1");
        // Key stores fold aliases to small letters, CERTLABL keeps what was typed.
        Handshake peers =
                accepting(tls, channel -> channel.equals("ORDERS.SVRCONN") ? Optional.of("Orders") : Optional.of(" "));
        String channel = expected.equals("CN=orders") ? "ORDERS.SVRCONN" : "OTHER.SVRCONN";

        CompletableFuture<AcceptedSocket> accepted = peers.accepted();
        try (SSLSocket client = peers.client(CERTIFICATES.client(), protocol, ChannelServerName.of(channel))) {
            client.startHandshake();
            try (AcceptedSocket server = Handshake.get(accepted)) {
                assertThat(server.channelByServerName()).hasValue(channel);
                assertThat(subjectSeenBy(client)).isEqualTo(expected);
            }
        }
    }

    @Test
    void aLabelThatIsNotInTheKeyStoreFailsTheHandshake() throws Exception {
        Handshake peers = accepting(TLS, channel -> Optional.of("gone"));
        CompletableFuture<AcceptedSocket> accepted = peers.accepted();
        try (SSLSocket client = peers.client(CERTIFICATES.client(), "TLSv1.3", ChannelServerName.of("APP.SVRCONN"))) {
            assertThatThrownBy(client::startHandshake).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> Handshake.get(accepted)).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientCertificateOfTheAuthorityIsKnownAfterwards(String protocol) throws Exception {
        Handshake peers = accepting(TLS, CertificateLabels.NONE);
        CompletableFuture<AcceptedSocket> accepted = peers.accepted();
        try (SSLSocket client = peers.client(CERTIFICATES.client("CN=app, OU=Orders, O=Mooring"), protocol, "")) {
            client.startHandshake();
            try (AcceptedSocket server = Handshake.get(accepted)) {
                assertThat(server.clientName()).hasValue(new X500Principal("CN=app, OU=Orders, O=Mooring"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientCertificateOfAnotherAuthorityIsRefused(String protocol) throws Exception {
        TestCertificates others = TestCertificates.create();
        // It trusts us, but we do not trust it.
        SSLContext stranger = contextTrusting(CERTIFICATES, others.clientKeyStore("CN=stranger"));
        Handshake peers = accepting(TLS.clientCertificates(ClientCertificates.OPTIONAL), CertificateLabels.NONE);
        refusesClient(peers, stranger, protocol);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientWithoutCertificateIsRefusedWhereTheListenerRequiresOne(String protocol) throws Exception {
        Handshake peers = accepting(TLS.clientCertificates(ClientCertificates.REQUIRED), CertificateLabels.NONE);
        refusesClient(peers, CERTIFICATES.client(), protocol);
    }

    @Test
    void aClientIsNotAskedForACertificateWhereTheListenerWantsNone() throws Exception {
        Handshake peers = accepting(TLS.clientCertificates(ClientCertificates.NONE), CertificateLabels.NONE);
        CompletableFuture<AcceptedSocket> accepted = peers.accepted();
        try (SSLSocket client = peers.client(CERTIFICATES.client("CN=app"), "TLSv1.3", "")) {
            client.startHandshake();
            try (AcceptedSocket server = Handshake.get(accepted)) {
                assertThat(server.clientName()).isEmpty();
            }
        }
    }

    @Test
    void aProtocolThatIsNotAllowedIsRefused() throws Exception {
        Handshake peers = accepting(TLS.protocols("TLSv1.3"), CertificateLabels.NONE);
        refusesClient(peers, CERTIFICATES.client(), "TLSv1.2");
    }

    @Test
    void onlyTheGivenCipherSuitesAreNegotiated() throws Exception {
        Handshake peers = accepting(TLS.cipherSuites("TLS_AES_128_GCM_SHA256"), CertificateLabels.NONE);
        CompletableFuture<AcceptedSocket> accepted = peers.accepted();
        try (SSLSocket client = peers.client(CERTIFICATES.client(), "TLSv1.3", "")) {
            client.startHandshake();
            assertThat(client.getSession().getCipherSuite()).isEqualTo("TLS_AES_128_GCM_SHA256");
            Handshake.get(accepted).close();
        }
    }

    /** What a client does when its SSLRESETCOUNT is reached: TLS 1.2 renegotiates, TLS 1.3 updates its keys. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientMayResetTheSecretKey(String protocol) throws Exception {
        Handshake peers = accepting(TLS, CertificateLabels.NONE);
        CompletableFuture<AcceptedSocket> accepted = peers.accepted();
        try (SSLSocket client = peers.client(CERTIFICATES.client("CN=app"), protocol, "")) {
            client.startHandshake();
            try (AcceptedSocket server = Handshake.get(accepted)) {
                echo(peers, server);
                AtomicInteger handshakes = new AtomicInteger();
                client.addHandshakeCompletedListener(event -> handshakes.incrementAndGet());
                for (int i = 1; i <= 3; i++) {
                    client.getOutputStream().write(i);
                    assertThat(client.getInputStream().read()).isEqualTo(i);
                    client.startHandshake();
                    client.getOutputStream().write(10 + i);
                    assertThat(client.getInputStream().read()).isEqualTo(10 + i);
                }
                if (protocol.equals("TLSv1.2")) { // JSSE tells of renegotiations, not of key updates
                    await().untilAsserted(() -> assertThat(handshakes).hasValue(3));
                }
                assertThat(server.clientName()).hasValue(new X500Principal("CN=app"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void closingDoesNotWaitForTheClient(String protocol) throws Exception {
        Handshake peers = accepting(TLS, CertificateLabels.NONE);
        CompletableFuture<AcceptedSocket> accepted = peers.accepted();
        try (SSLSocket client = peers.client(CERTIFICATES.client(), protocol, "")) {
            client.startHandshake();
            AcceptedSocket server = Handshake.get(accepted);
            server.socket().setSoTimeout(0);
            echo(peers, server); // a thread that reads is no obstacle either
            assertTimeoutPreemptively(Handshake.TIMEOUT, server::close);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aClientThatSaysNothingIsGivenUp() throws Exception {
        Handshake peers = accepting(TLS, CertificateLabels.NONE);
        CompletableFuture<AcceptedSocket> accepted = peers.accepted(Duration.ofMillis(200));
        try (Socket client = peers.plainClient()) {
            assertThatThrownBy(() -> Handshake.get(accepted)).isInstanceOf(SocketTimeoutException.class);
            assertThat(client.getInputStream().read())
                    .as("the connection is closed")
                    .isEqualTo(-1);
        }
    }

    @Test
    void aClientThatFallsSilentInTheHandshakeIsGivenUp() throws Exception {
        Handshake peers = accepting(TLS, CertificateLabels.NONE);
        CompletableFuture<AcceptedSocket> accepted = peers.accepted(Duration.ofMillis(200));
        try (Socket client = peers.plainClient()) {
            client.getOutputStream().write(new byte[] {0x16, 3, 1, 1, 0, 1});
            assertThatThrownBy(() -> Handshake.get(accepted)).isInstanceOf(IOException.class);
            assertThat(isClosedFor(client)).isTrue();
        }
    }

    @Test
    void aClientThatLeavesAtOnceIsAnError() throws Exception {
        Handshake peers = accepting(TLS, CertificateLabels.NONE);
        CompletableFuture<AcceptedSocket> accepted = peers.accepted();
        peers.plainClient().close();
        assertThatThrownBy(() -> Handshake.get(accepted))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("left without a word");
    }

    @Test
    void garbageInsteadOfAClientHelloIsAnErrorAndNothingElse() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Handshake peers = accepting(TLS, CertificateLabels.NONE);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(garbage);
            garbage[0] = 0x16;
            CompletableFuture<AcceptedSocket> accepted = peers.accepted();
            try (Socket client = peers.plainClient()) {
                client.getOutputStream().write(garbage);
                client.shutdownOutput();
                assertThatThrownBy(() -> Handshake.get(accepted))
                        .as("seed %d, attempt %d", seed, i)
                        .isInstanceOf(IOException.class);
            }
        }
        // The acceptor is none the worse for it.
        CompletableFuture<AcceptedSocket> accepted = peers.accepted();
        try (SSLSocket client = peers.client(CERTIFICATES.client(), "TLSv1.3", "")) {
            client.startHandshake();
            Handshake.get(accepted).close();
        }
    }

    @Test
    void aServerNameThatIsNoChannelIsIgnored() throws Exception {
        Handshake peers = accepting(TLS, channel -> Optional.of("gone"));
        CompletableFuture<AcceptedSocket> accepted = peers.accepted();
        try (SSLSocket client = peers.client(CERTIFICATES.client(), "TLSv1.3", "mq.example.com")) {
            client.startHandshake();
            try (AcceptedSocket server = Handshake.get(accepted)) {
                assertThat(server.channelByServerName()).isEmpty();
            }
        }
    }

    private Handshake accepting(Tls tls, CertificateLabels labels) throws IOException {
        Handshake peers = new Handshake(tls.acceptor(labels));
        handshake = peers;
        return peers;
    }

    private static void refusesClient(Handshake peers, SSLContext context, String protocol) throws Exception {
        CompletableFuture<AcceptedSocket> accepted = peers.accepted();
        try (SSLSocket client = peers.client(context, protocol, "")) {
            // A TLS 1.3 client believes itself connected until it reads.
            assertThatThrownBy(() -> {
                        client.startHandshake();
                        client.getInputStream().read();
                    })
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> Handshake.get(accepted)).isInstanceOf(SSLException.class);
        }
    }

    private static SSLContext contextTrusting(TestCertificates trusted, KeyStore own) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, TestCertificates.PASSWORD.toCharArray());
        // A client offers only certificates of the authorities that the server names; this one offers it regardless.
        X509ExtendedKeyManager delegate = (X509ExtendedKeyManager) keys.getKeyManagers()[0];
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted.trustStore());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new Obstinate(delegate)}, trust.getTrustManagers(), null);
        return context;
    }

    private static void echo(Handshake peers, AcceptedSocket server) {
        peers.inBackground(() -> {
            try {
                for (int b = server.input().read(); b >= 0; b = server.input().read()) {
                    server.output().write(b);
                }
            } catch (IOException e) {
                if (!server.socket().isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private static boolean isClosedFor(Socket client) {
        try {
            client.getInputStream().readAllBytes(); // an alert, perhaps
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset
        }
    }

    private static String subjectSeenBy(SSLSocket client) throws IOException {
        X509Certificate certificate = (X509Certificate) client.getSession().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().toString();
    }
}
