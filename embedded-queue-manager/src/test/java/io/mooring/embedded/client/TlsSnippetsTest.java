package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.constants.CMQC;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.tls.TestCertificates;
import io.mooring.embedded.tls.Tls;
import java.nio.file.Path;
import java.util.Hashtable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippet of {@code docs/tls-embedded.md}, word for word: DocumentationTest compares it. */
class TlsSnippetsTest {
    @TempDir
    Path directory;

    @Test
    void certificatesForTests() {
        Hashtable<String, Object> properties = new Hashtable<>();

        TestCertificates certificates = TestCertificates.create(); // a new authority, in memory
        Tls tls = certificates.queueManager("QM1"); // certificate CN=QM1, trusts the authority's clients

        // the application, by code ...
        properties.put(CMQC.SSL_CIPHER_SUITE_PROPERTY, "*TLS12ORHIGHER");
        properties.put(
                CMQC.SSL_SOCKET_FACTORY_PROPERTY, certificates.client("CN=app").getSocketFactory());
        // ... or by javax.net.ssl.trustStore and keyStore, password TestCertificates.PASSWORD
        certificates.writeTrustStore(directory.resolve("trust.p12"));
        certificates.writeClientKeyStore(directory.resolve("app.p12"), "CN=app");

        assertThat(properties).hasSize(2);
        assertThat(directory.resolve("trust.p12")).exists();
        try (EmbeddedQueueManager queueManager =
                EmbeddedQueueManager.named("QM1").tls(tls).start()) {
            assertThat(queueManager.running()).isTrue();
        }
    }
}
