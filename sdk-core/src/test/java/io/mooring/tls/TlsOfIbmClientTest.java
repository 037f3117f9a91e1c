package io.mooring.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.MqException;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.tls.TestCertificates;
import io.mooring.embedded.tls.Tls;
import io.mooring.reason.ReasonCode;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Hashtable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IBM's client connects with what the settings give it; where it does not, the sentence names the cause. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsOfIbmClientTest {
    private static final String OPEN = "OPEN.SVRCONN";
    private static final String KNOWN = "KNOWN.SVRCONN";
    private static final String TLS_1_2 = "ECDHE_RSA_AES_256_GCM_SHA384";
    private static final String TLS_1_3 = "TLS_AES_256_GCM_SHA384";

    private final TestCertificates certificates = TestCertificates.create();
    private final EmbeddedQueueManager queueManager = queueManager(certificates);

    private Path directory = Path.of("");
    private Path trustStore = Path.of("");

    @BeforeAll
    void start(@TempDir Path temporary) {
        directory = temporary;
        queueManager.start();
        trustStore = certificates.writeTrustStore(directory.resolve("trust.p12"));
        for (int reason : new int[] {2009, 2059, 2393, 2397, 2398}) {
            MQException.logExclude(reason);
        }
    }

    @AfterAll
    void close() {
        queueManager.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_AES_256_GCM_SHA384",
                "TLS_CHACHA20_POLY1305_SHA256",
                "ECDHE_RSA_AES_256_GCM_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                "SSL_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                "ECDHE_RSA_AES_128_CBC_SHA256",
                "ANY_TLS12_OR_HIGHER",
                "ANY_TLS12",
                "ANY_TLS13",
                "ANY_TLS13_OR_HIGHER",
                "*TLS12ORHIGHER"
            })
    void eachSpellingConnects(String cipher) throws Exception {
        connect(OPEN, trusting(cipher)).disconnect();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void aChannelOfThatVeryCipherSpecIsReached(String cipher) throws Exception {
        queueManager.mqsc("DEFINE CHANNEL(ONE.SVRCONN) CHLTYPE(SVRCONN) REPLACE SSLCAUTH(OPTIONAL) SSLCIPH("
                + CipherSpec.of(cipher).name() + ")");

        connect("ONE.SVRCONN", trusting(cipher)).disconnect();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void aChannelThatDemandsACertificateIsShownOurs(String cipher) throws Exception {
        connect(KNOWN, withCertificate(certificates, trusting(cipher))).disconnect();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void withoutACertificateTheSentenceSaysThatOneIsDemanded(String cipher) {
        TlsSettings tls = trusting(cipher);
        MQException refusal = refusal(KNOWN, tls);

        assertThat(refusal.reasonCode).isEqualTo(2059);
        assertThat(tls.explain(refusal).orElseThrow())
                .startsWith("If the queue manager runs, its channel may demand a certificate (SSLCAUTH(REQUIRED))");
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void theRightPeerNameConnectsAndAWrongOneIsNamed(String cipher) throws Exception {
        connect(OPEN, trusting(cipher).peerName("CN=QM1, O=Moor*")).disconnect();
        TlsSettings tls = trusting(cipher).peerName("CN=QM2");
        MQException refusal = refusal(OPEN, tls);

        assertThat(refusal.reasonCode).isEqualTo(2398);
        assertThat(tls.explain(refusal).orElseThrow())
                .startsWith("The queue manager is trusted, but the name in its certificate does not match the peer name"
                        + " 'CN=QM2'");
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void aQueueManagerThatWeDoNotTrustIsNamedAsSuch(String cipher) {
        Path strangers = TestCertificates.create().writeTrustStore(directory.resolve("strangers.p12"));
        TlsSettings tls = TlsSettings.cipher(cipher).trustStore(strangers, password());
        MQException refusal = refusal(OPEN, tls);

        assertThat(refusal.reasonCode).isIn(2393, 2397);
        assertThat(tls.explain(refusal).orElseThrow())
                .startsWith("The queue manager's certificate is not trusted: nobody in the trust store " + strangers);
    }

    @Test
    void aCertificateThatTheQueueManagerDoesNotTrustIsNamed() {
        TlsSettings tls = withCertificate(TestCertificates.create(), trusting(TLS_1_2));
        MQException refusal = refusal(KNOWN, tls);

        assertThat(refusal.reasonCode).isIn(2393, 2397);
        assertThat(tls.explain(refusal).orElseThrow()).contains("does not take our certificate (CN=app until ");
    }

    @Test
    void anotherCipherThanTheChannelsIsNamed() {
        TlsSettings tls = trusting("ECDHE_RSA_AES_128_CBC_SHA256");
        queueManager.mqsc(
                "DEFINE CHANNEL(GCM.SVRCONN) CHLTYPE(SVRCONN) REPLACE SSLCAUTH(OPTIONAL) SSLCIPH(" + TLS_1_3 + ")");
        MQException refusal = refusal("GCM.SVRCONN", tls);

        assertThat(refusal.reasonCode).isEqualTo(2397);
        assertThat(tls.explain(refusal).orElseThrow())
                .startsWith("TLS with ECDHE_RSA_AES_128_CBC_SHA256 was refused: SSLCIPH of the channel has to be");
    }

    /** What an application reads: our sentence, the reason with its advice, and what that means for these settings. */
    @Test
    void theExceptionOfAClientIsComposedOfTheSentences() {
        TlsSettings tls = trusting(TLS_1_3).peerName("CN=QM2");
        MQException refusal = refusal(OPEN, tls);

        MqException composed =
                new MqException("Cannot connect to QM1: " + tls.explain(refusal).orElseThrow(), refusal);
        assertThat(composed.reason()).hasValue(new ReasonCode(2398));
        assertThat(composed)
                .hasMessageContaining("peer name 'CN=QM2'")
                .hasMessageContaining("Reason 2398 MQRC_SSL_PEER_NAME_MISMATCH");
    }

    /** The reason for a factory of its own for each link. */
    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void eachChannelIsShownItsOwnCertificate(String cipher) throws Exception {
        TlsSettings tls = trusting(cipher);
        for (int i = 0; i < 2; i++) {
            connect("ORDERS.SVRCONN", tls.peerName("CN=orders")).disconnect();
            connect(OPEN, tls.peerName("CN=QM1")).disconnect();
        }
    }

    /** Our check of a pattern refuses what the client refuses, and nothing that it takes. */
    @ParameterizedTest
    @MethodSource("patterns")
    void theClientFindsTheSamePeerNamesMalformed(String pattern) {
        boolean valid = isValid(pattern);
        Hashtable<String, Object> properties = properties(OPEN, trusting(TLS_1_2));
        properties.put(CMQC.SSL_PEER_NAME_PROPERTY, pattern);

        int reason = reasonOf(properties);
        if (valid) {
            assertThat(reason).isIn(0, 2398);
        } else {
            assertThat(reason).isEqualTo(2399);
        }
    }

    static String[] patterns() {
        return new String[] {
            "CN=QM1",
            "cn=qm1*;o=*",
            "OU=a,OU=b",
            "ST=a",
            "SP=a",
            "MAIL=*",
            "E=*",
            "PC=*",
            "UNSTRUCTUREDNAME=*", // valid
            "CN",
            "CN =QM1",
            "CN=*,",
            "O=x,,CN=*",
            "X=1",
            "EMAILADDRESS=*",
            "CN=a,CN=b",
            " "
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void aKeyResetCountIsTakenByTheClient(String cipher) throws Exception {
        connect(OPEN, trusting(cipher).keyResetCount(TlsSettings.LEAST_KEY_RESET))
                .disconnect();
    }

    private static EmbeddedQueueManager queueManager(TestCertificates certificates) {
        KeyStore store = certificates.newStore();
        certificates.addServer(store, "qm1", "CN=QM1, O=Mooring");
        certificates.addServer(store, "orders", "CN=orders, O=Mooring");
        return EmbeddedQueueManager.named("QM1")
                .tls(Tls.keyStore(store, password()).certificateLabel("qm1").trustStore(certificates.trustStore()))
                .mqsc("""
                        DEFINE CHANNEL(OPEN.SVRCONN) CHLTYPE(SVRCONN) SSLCIPH(ANY_TLS12_OR_HIGHER) SSLCAUTH(OPTIONAL)
                        DEFINE CHANNEL(KNOWN.SVRCONN) CHLTYPE(SVRCONN) SSLCIPH(ANY_TLS12_OR_HIGHER) SSLCAUTH(REQUIRED)
                        DEFINE CHANNEL(ORDERS.SVRCONN) CHLTYPE(SVRCONN) SSLCIPH(ANY_TLS12_OR_HIGHER) +
                            SSLCAUTH(OPTIONAL) CERTLABL('orders')
                        """)
                .build();
    }

    private TlsSettings trusting(String cipher) {
        return TlsSettings.cipher(cipher).trustStore(trustStore, password());
    }

    private TlsSettings withCertificate(TestCertificates issuer, TlsSettings tls) {
        return tls.keyStore(issuer.writeClientKeyStore(directory.resolve("app.p12"), "CN=app"), password());
    }

    private MQException refusal(String channel, TlsSettings tls) {
        return catchThrowableOfType(MQException.class, () -> connect(channel, tls));
    }

    private MQQueueManager connect(String channel, TlsSettings tls) throws MQException {
        return new MQQueueManager("QM1", properties(channel, tls));
    }

    private static int reasonOf(Hashtable<String, Object> properties) {
        try {
            new MQQueueManager("QM1", properties).disconnect();
            return 0;
        } catch (MQException e) {
            return e.reasonCode;
        }
    }

    private static boolean isValid(String pattern) {
        try {
            PeerNames.checked(pattern);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Hashtable<String, Object> properties(String channel, TlsSettings tls) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, queueManager.port());
        properties.put(CMQC.CHANNEL_PROPERTY, channel);
        properties.put(CMQC.SSL_CIPHER_SUITE_PROPERTY, tls.cipher().suite());
        properties.put(CMQC.SSL_SOCKET_FACTORY_PROPERTY, tls.newSocketFactory());
        properties.put(CMQC.SSL_RESET_COUNT_PROPERTY, tls.keyResetCount());
        tls.peerName().ifPresent(pattern -> properties.put(CMQC.SSL_PEER_NAME_PROPERTY, pattern));
        return properties;
    }

    private static char[] password() {
        return TestCertificates.PASSWORD.toCharArray();
    }
}
