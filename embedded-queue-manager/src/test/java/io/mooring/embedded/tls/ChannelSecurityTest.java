package io.mooring.embedded.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.embedded.tls.ChannelSecurity.Cause;
import io.mooring.embedded.tls.ChannelSecurity.Refusal;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelSecurityTest {
    private static final String CHANNEL = "APP.SVRCONN";

    private final TestCertificates certificates = TestCertificates.create();

    @SuppressWarnings("NullAway.Init")
    private Handshake handshake;

    @BeforeAll
    void listen() throws IOException {
        handshake = new Handshake(certificates.queueManager("QM1").acceptor(CertificateLabels.NONE));
    }

    @AfterAll
    void close() throws Exception {
        handshake.close();
    }

    @Test
    void aChannelWithoutSslciphTakesPlainConnectionsOnly() throws Exception {
        ChannelSecurity plain = new ChannelSecurity(CHANNEL, " ", true, "CN=app", "label");
        assertThat(refusalOfPlainClient(plain)).isEmpty();
        assertThat(refusalOfAnonymous(plain, "TLSv1.3", CHANNEL))
                .hasValue(new Refusal(
                        Cause.CIPHER_SPEC, "channel APP.SVRCONN has no SSLCIPH, but the client speaks TLSv1.3"));
    }

    @Test
    void aChannelWithSslciphTakesNoPlainConnection() throws Exception {
        assertThat(refusalOfPlainClient(new ChannelSecurity(CHANNEL, "ANY_TLS12", false, "", "")))
                .map(Refusal::cause)
                .hasValue(Cause.CIPHER_SPEC);
    }

    @ParameterizedTest
    @CsvSource({"ANY_TLS12_OR_HIGHER,TLSv1.2", "ANY_TLS12_OR_HIGHER,TLSv1.3", "ANY_TLS13,TLSv1.3"})
    void aMatchingCipherSuiteIsTaken(String cipherSpec, String protocol) throws Exception {
        assertThat(refusalOfAnonymous(new ChannelSecurity(CHANNEL, cipherSpec, false, "", ""), protocol, CHANNEL))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ANY_TLS12,TLSv1.3", "ANY_TLS13,TLSv1.2", "ECDHE_RSA_AES_128_GCM_SHA256,TLSv1.2"})
    void anotherCipherSuiteIsRefusedWithBothNames(String cipherSpec, String protocol) throws Exception {
        Optional<Refusal> refusal =
                refusalOfAnonymous(new ChannelSecurity(CHANNEL, cipherSpec, false, "", ""), protocol, CHANNEL);
        assertThat(refusal).map(Refusal::cause).hasValue(Cause.CIPHER_SPEC);
        assertThat(refusal).get().extracting(Refusal::sentence).asString().contains(cipherSpec, protocol, "AES_256");
    }

    @ParameterizedTest
    @CsvSource({"true,''", "false,CN=*", "true,CN=*"})
    void aClientWithoutCertificateIsRefusedBySslcauthAndBySslpeer(boolean required, String peer) throws Exception {
        assertThat(refusalOfAnonymous(new ChannelSecurity(CHANNEL, "ANY", required, peer, ""), "TLSv1.3", CHANNEL))
                .map(Refusal::cause)
                .hasValue(Cause.NO_CERTIFICATE);
    }

    @Test
    void sslpeerDecidesAboutTheClientsName() throws Exception {
        assertThat(refusalOfApp(new ChannelSecurity(CHANNEL, "ANY", true, "OU=Orders", "")))
                .isEmpty();
        Optional<Refusal> refusal = refusalOfApp(new ChannelSecurity(CHANNEL, "ANY", true, "OU=Payments", ""));
        assertThat(refusal).map(Refusal::cause).hasValue(Cause.PEER_NAME);
        assertThat(refusal).get().extracting(Refusal::sentence).asString().contains("OU=Payments", "CN=app");
    }

    @Test
    void aChannelWithItsOwnCertificateMustBeNamedInTheHandshake() throws Exception {
        ChannelSecurity labelled = new ChannelSecurity(CHANNEL, "ANY", false, "", "ibmwebspheremqqm1");
        assertThat(refusalOfAnonymous(labelled, "TLSv1.3", CHANNEL)).isEmpty();
        assertThat(refusalOfAnonymous(labelled, "TLSv1.3", "OTHER"))
                .map(Refusal::cause)
                .hasValue(Cause.SERVER_NAME);
    }

    @Test
    void definitionsThatCannotBeCheckedAreRefused() {
        assertThatThrownBy(() -> new ChannelSecurity(CHANNEL, "NONSENSE", false, "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'NONSENSE' is not a CipherSpec");
        assertThatThrownBy(() -> new ChannelSecurity(CHANNEL, "ANY", false, "nonsense", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SSLPEER 'nonsense'");
    }

    private Optional<Refusal> refusalOfAnonymous(ChannelSecurity security, String protocol, String serverName)
            throws Exception {
        return refusal(security, certificates.client(), protocol, serverName);
    }

    private Optional<Refusal> refusalOfApp(ChannelSecurity security) throws Exception {
        return refusal(security, certificates.client("CN=app, OU=Orders, O=Mooring"), "TLSv1.3", CHANNEL);
    }

    private Optional<Refusal> refusal(ChannelSecurity security, SSLContext context, String protocol, String serverName)
            throws Exception {
        CompletableFuture<AcceptedSocket> accepted = handshake.accepted();
        try (SSLSocket client = handshake.client(context, protocol, ChannelServerName.of(serverName))) {
            client.startHandshake();
            try (AcceptedSocket server = Handshake.get(accepted)) {
                return security.refusalOf(server);
            }
        }
    }

    private Optional<Refusal> refusalOfPlainClient(ChannelSecurity security) throws Exception {
        CompletableFuture<AcceptedSocket> accepted = handshake.accepted();
        try (Socket client = handshake.plainClient()) {
            client.getOutputStream().write('T');
            try (AcceptedSocket server = Handshake.get(accepted)) {
                return security.refusalOf(server);
            }
        }
    }
}
