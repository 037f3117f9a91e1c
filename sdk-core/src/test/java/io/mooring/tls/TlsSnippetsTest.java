package io.mooring.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.tls.TestCertificates;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of {@code docs/tls.md}, word for word: DocumentationTest compares them. */
class TlsSnippetsTest {
    @Test
    void settings(@TempDir Path directory) {
        TestCertificates certificates = TestCertificates.create();
        certificates.writeTrustStore(directory.resolve("trust.p12"));
        certificates.writeClientKeyStore(directory.resolve("app.p12"), "CN=app");
        char[] trustPassword = TestCertificates.PASSWORD.toCharArray();
        char[] keyPassword = TestCertificates.PASSWORD.toCharArray();
        Exception failure = new IllegalStateException("no reason code");

        TlsSettings tls = TlsSettings.cipher("ANY_TLS12_OR_HIGHER")
                .trustStore(directory.resolve("trust.p12"), trustPassword) // who signed their certificates
                .keyStore(directory.resolve("app.p12"), keyPassword) // our own certificate, if they want one
                .peerName("CN=QM*, O=Mooring") // whose certificate it has to be
                .keyResetCount(999_999_999); // new keys after so many bytes

        tls.describe(); // for the line of each connect: cipher, our certificate and its last day, peer name
        tls.warnings(Instant.now()); // what will make trouble later
        tls.explain(failure); // what a failure to connect most likely means with these settings

        assertThat(tls.describe()).contains("CN=app", "CN=QM*, O=Mooring");
        assertThat(tls.warnings(Instant.now())).isEmpty();
        assertThat(tls.explain(failure)).isEmpty();
    }
}
