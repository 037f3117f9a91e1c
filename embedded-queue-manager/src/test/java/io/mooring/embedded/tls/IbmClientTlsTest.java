package io.mooring.embedded.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import java.io.IOException;
import java.security.KeyStore;
import java.util.Hashtable;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real client against our end of the handshake, which closes the connection after it; 2009 therefore means that
 * the client was content with all of TLS and began to speak.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IbmClientTlsTest {
    private static final int CONNECTION_BROKEN = 2009;
    private static final int PEER_NAME_MISMATCH = 2398;
    private static final int PEER_NAME_ERROR = 2399;
    private static final String TLS_1_2 = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
    private static final String TLS_1_3 = "TLS_AES_256_GCM_SHA384";

    private final TestCertificates certificates = TestCertificates.create();
    private final AtomicReference<@Nullable AcceptedSocket> last = new AtomicReference<>();

    @SuppressWarnings("NullAway.Init")
    private Handshake handshake;

    @BeforeAll
    void listen() throws IOException {
        MQException.logExclude(CONNECTION_BROKEN);
        KeyStore store = certificates.newStore();
        certificates.addServer(store, "qm1", PeerNameTest.SUBJECT);
        certificates.addServer(store, "orders", "CN=orders");
        Tls tls = Tls.keyStore(store, TestCertificates.PASSWORD.toCharArray())
                .certificateLabel("qm1")
                .trustStore(certificates.trustStore());
        handshake = new Handshake(
                tls.acceptor(channel -> channel.equals("ORDERS.SVRCONN") ? Optional.of("orders") : Optional.empty()));
        handshake.acceptAll(this::hangUpAfterTheFirstByte);
    }

    @AfterAll
    void close() throws Exception {
        handshake.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"APP.SVRCONN", "app.x_/%1", "A0"})
    void theClientNamesItsChannelInTheHandshake(String channel) {
        assertThat(connect(channel, TLS_1_3, "", anonymous())).isEqualTo(CONNECTION_BROKEN);
        assertThat(last().channelByServerName()).hasValue(channel);
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void eachChannelShowsItsOwnCertificateOneAfterTheOther(String suite) {
        for (int i = 0; i < 2; i++) {
            assertThat(connect("ORDERS.SVRCONN", suite, "CN=orders", anonymous()))
                    .isEqualTo(CONNECTION_BROKEN);
            assertThat(connect("APP.SVRCONN", suite, "CN=QM1 Test", anonymous()))
                    .isEqualTo(CONNECTION_BROKEN);
        }
        assertThat(connect("APP.SVRCONN", suite, "CN=orders", anonymous())).isEqualTo(PEER_NAME_MISMATCH);
    }

    /** Why two channels want two contexts: JSSE resumes the session and repeats its server name. */
    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void aClientWhoseChannelsShareAnSslContextKeepsTheNameOfTheFirst(String suite) {
        SSLContext shared = anonymous();
        assertThat(connect("ORDERS.SVRCONN", suite, "", shared)).isEqualTo(CONNECTION_BROKEN);
        assertThat(connect("APP.SVRCONN", suite, "", shared)).isEqualTo(CONNECTION_BROKEN);
        assertThat(last().channelByServerName()).hasValue("ORDERS.SVRCONN");
    }

    @Test
    void theClientsCertificateArrives() {
        assertThat(connect("APP.SVRCONN", TLS_1_2, "", certificates.client("CN=app")))
                .isEqualTo(CONNECTION_BROKEN);
        assertThat(last().clientName()).hasValue(new X500Principal("CN=app"));
    }

    /** What an application may say as its cipher suite, and a SSLCIPH of the channel that takes it. */
    @ParameterizedTest
    @CsvSource({
        "TLS_AES_256_GCM_SHA384,TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256,TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256,TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,ECDHE_RSA_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,ECDHE_RSA_AES_128_CBC_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,ANY_TLS12",
        "*TLS12,ANY_TLS12",
        "*TLS13,ANY_TLS13",
        "*TLS12ORHIGHER,ANY_TLS12_OR_HIGHER",
        "*TLS13ORHIGHER,ANY_TLS13_OR_HIGHER",
        "*ANY,ANY"
    })
    void aCipherSuiteOfTheClientMatchesACipherSpecOfTheChannel(String suite, String sslciph) {
        assertThat(connect("APP.SVRCONN", suite, "", anonymous())).isEqualTo(CONNECTION_BROKEN);
        SSLSession session = last().session().orElseThrow();
        assertThat(CipherSpec.named(sslciph).accepts(session.getProtocol(), session.getCipherSuite()))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.mooring.embedded.tls.PeerNameTest#matching")
    void theClientFindsTheSamePeerNamesMatching(String pattern) {
        assertThat(connect("APP.SVRCONN", TLS_1_2, pattern, anonymous())).isEqualTo(CONNECTION_BROKEN);
    }

    @ParameterizedTest
    @MethodSource("io.mooring.embedded.tls.PeerNameTest#notMatching")
    void theClientFindsTheSamePeerNamesNotMatching(String pattern) {
        assertThat(connect("APP.SVRCONN", TLS_1_2, pattern, anonymous())).isEqualTo(PEER_NAME_MISMATCH);
    }

    @ParameterizedTest
    @MethodSource("io.mooring.embedded.tls.PeerNameTest#malformed")
    void theClientFindsTheSamePeerNamesMalformed(String pattern) {
        assertThat(connect("APP.SVRCONN", TLS_1_2, pattern, anonymous())).isEqualTo(PEER_NAME_ERROR);
    }

    private void hangUpAfterTheFirstByte(AcceptedSocket connection) {
        last.set(connection);
        try {
            connection.input().read();
        } catch (IOException e) {
            // The client hung up first, over the peer name; its reason code says so.
        }
    }

    private AcceptedSocket last() {
        return Objects.requireNonNull(last.get(), "no connection was accepted");
    }

    private SSLContext anonymous() {
        return certificates.client();
    }

    /** Connects, is hung up on after its first byte, and answers the reason code that the application gets. */
    private int connect(String channel, String suite, String peerName, SSLContext context) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, handshake.port());
        properties.put(CMQC.CHANNEL_PROPERTY, channel);
        properties.put(CMQC.SSL_CIPHER_SUITE_PROPERTY, suite);
        properties.put(CMQC.SSL_SOCKET_FACTORY_PROPERTY, context.getSocketFactory());
        if (!peerName.isEmpty()) {
            properties.put(CMQC.SSL_PEER_NAME_PROPERTY, peerName);
        }
        try {
            new MQQueueManager("QM1", properties).disconnect();
            return 0;
        } catch (MQException e) {
            return e.reasonCode;
        }
    }
}
