package io.mooring.embedded.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    private static final TestCertificates CERTIFICATES = TestCertificates.create();
    private static final char[] PASSWORD = TestCertificates.PASSWORD.toCharArray();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void aKeyStoreIsReadWhateverItsFormat(String format) throws Exception {
        KeyStore store = KeyStore.getInstance(format);
        store.load(null, null);
        CERTIFICATES.addServer(store, "qm1", "CN=QM1");
        CERTIFICATES.addServer(store, "orders", "CN=orders");
        Path file = directory.resolve("keys");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        assertThat(Tls.keyStore(file, PASSWORD).certificateLabels()).containsExactlyInAnyOrder("qm1", "orders");
    }

    @Test
    void aMissingKeyStoreIsNamed() {
        assertThatThrownBy(() -> Tls.keyStore(directory.resolve("absent.p12"), PASSWORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absent.p12 is not a readable file");
    }

    @Test
    void aWrongPasswordIsSaidWhenTheKeyStoreIsGiven() {
        Path file = CERTIFICATES.writeClientKeyStore(directory.resolve("keys.p12"), "CN=a");
        assertThatThrownBy(() -> Tls.keyStore(file, "wrong".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keys.p12")
                .hasMessageContaining("password")
                .hasMessageNotContaining("wrong"); // no secrets in messages
    }

    @Test
    void aFileThatIsNoKeyStoreIsRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("keys.pem"), "-----BEGIN CERTIFICATE-----");
        assertThatThrownBy(() -> Tls.keyStore(file, PASSWORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it must be PKCS #12 or JKS");
    }

    @Test
    void aKeyStoreWithoutPrivateKeyIsRefused() {
        Path file = CERTIFICATES.writeTrustStore(directory.resolve("trust.p12"));
        assertThatThrownBy(() -> Tls.keyStore(file, PASSWORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds no private key");
    }

    @Test
    void anEmptyTrustStoreIsRefused() {
        Tls tls = CERTIFICATES.queueManager("QM1");
        assertThatThrownBy(() -> tls.trustStore(CERTIFICATES.newStore()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds no certificate");
    }

    @Test
    void clientCertificatesNeedATrustStore() {
        Tls tls = Tls.keyStore(CERTIFICATES.clientKeyStore("CN=QM1"), PASSWORD);
        assertThatThrownBy(() -> tls.clientCertificates(ClientCertificates.REQUIRED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("call trustStore first");
    }

    @Test
    void aLabelMustBeInTheKeyStoreInWhateverCase() {
        Tls tls = CERTIFICATES.queueManager("QM1");
        assertThat(tls.certificateLabel("ibmWebSphereMQQM1").certificateLabels())
                .containsExactly("ibmwebspheremqqm1");
        assertThatThrownBy(() -> tls.certificateLabel("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'other'")
                .hasMessageContaining("ibmwebspheremqqm1");
    }

    @Test
    void protocolsAndCipherSuitesThatTheJreLacksAreRefused() {
        Tls tls = CERTIFICATES.queueManager("QM1");
        assertThatThrownBy(() -> tls.protocols("TLSv1.4"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'TLSv1.4'")
                .hasMessageContaining("TLSv1.3");
        assertThatThrownBy(() -> tls.cipherSuites("ECDHE_RSA_AES_256_GCM_SHA384"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'ECDHE_RSA_AES_256_GCM_SHA384'");
        assertThatThrownBy(tls::protocols).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSubjectThatIsNoDistinguishedNameIsRefused() {
        assertThatThrownBy(() -> CERTIFICATES.clientKeyStore("app")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLongSubjectMakesACertificateTheJdkReadsBack() throws Exception {
        String subject = "CN=" + "n".repeat(60) + ", OU=" + "o".repeat(60) + ", O=" + "p".repeat(60);
        KeyStore store = CERTIFICATES.clientKeyStore(subject);
        X509Certificate certificate = (X509Certificate) store.getCertificate("client");
        assertThat(certificate.getSubjectX500Principal().toString()).isEqualTo(subject);
        certificate.verify(CERTIFICATES.trustStore().getCertificate("authority").getPublicKey());
        certificate.checkValidity();
    }
}
