package io.mooring.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.MqException;
import io.mooring.embedded.tls.TestCertificates;
import io.mooring.reason.ReasonCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsSettingsTest {
    private static final String ANY = "ANY_TLS12_OR_HIGHER";

    @TempDir
    private static Path directory;

    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    private static Path trustStore = Path.of("");
    private static Path keyStore = Path.of("");

    @BeforeAll
    static void writeStores() {
        trustStore = CERTIFICATES.writeTrustStore(directory.resolve("trust.p12"));
        keyStore = CERTIFICATES.writeClientKeyStore(directory.resolve("app.p12"), "CN=app, O=Orders");
    }

    @Test
    void theDescriptionNamesCipherOwnCertificateAndItsLastDay() {
        TlsSettings tls = TlsSettings.cipher("ECDHE_RSA_AES_256_GCM_SHA384")
                .trustStore(trustStore, password())
                .keyStore(keyStore, password())
                .peerName("CN=QM1*");

        LocalDate last = LocalDate.ofInstant(end(tls), ZoneOffset.UTC);
        assertThat(tls.describe())
                .isEqualTo(
                        "cipher ECDHE_RSA_AES_256_GCM_SHA384 (TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384), own certificate"
                                + " CN=app, O=Orders valid until " + last
                                + ", peer name CN=QM1*, trusting the trust store "
                                + trustStore);
        assertThat(tls).hasToString("TlsSettings[" + tls.describe() + "]");
        assertThat(tls.toString()).doesNotContain(TestCertificates.PASSWORD);
    }

    @Test
    void withoutStoresTheRuntimesOwnTrustCounts() {
        assertThat(TlsSettings.cipher("TLS_AES_128_GCM_SHA256").describe())
                .isEqualTo("cipher TLS_AES_128_GCM_SHA256, no certificate of our own known, trusting the Java runtime's"
                        + " own trust store");
        assertThat(TlsSettings.cipher(ANY).newSocketFactory().getDefaultCipherSuites())
                .isNotEmpty();
    }

    @Test
    void passwordsMayBeWipedAfterwards() {
        char[] password = password();
        TlsSettings tls = TlsSettings.cipher(ANY).keyStore(keyStore, password);
        Arrays.fill(password, ' ');

        assertThat(tls.newSocketFactory()).isNotNull();
        assertThat(tls.ownCertificate()).isPresent();
    }

    @Test
    void aJksStoreIsReadAsWell() throws Exception {
        KeyStore jks = KeyStore.getInstance("JKS");
        jks.load(null, null);
        jks.setCertificateEntry("authority", CERTIFICATES.trustStore().getCertificate("authority"));
        Path file = write(jks, "trust.jks");

        assertThat(TlsSettings.cipher(ANY).trustStore(file, password()).describe())
                .endsWith("trust.jks");
    }

    @Test
    void aLabelChoosesAmongSeveralKeys() throws Exception {
        KeyStore store = CERTIFICATES.newStore();
        CERTIFICATES.addServer(store, "orders", "CN=orders");
        CERTIFICATES.addServer(store, "bills", "CN=bills");
        Path file = write(store, "several.p12");

        assertThat(TlsSettings.cipher(ANY).keyStore(file, password(), "Bills").describe())
                .contains("own certificate CN=bills ");
        assertThatThrownBy(() -> TlsSettings.cipher(ANY).keyStore(file, password()))
                .hasMessage("The key store " + file + " has several private keys, [bills, orders]; say which one with"
                        + " keyStore(file, password, label).");
        assertThatThrownBy(() -> TlsSettings.cipher(ANY).keyStore(file, password(), "app"))
                .hasMessage(
                        "The key store " + file + " has no private key with the label 'app'; it has [bills, orders].");
    }

    @Test
    void aStoreThatIsOfNoUseIsRefusedWhenItIsGiven() throws Exception {
        TlsSettings tls = TlsSettings.cipher(ANY);
        Path missing = directory.resolve("missing.p12");
        Path garbage = Files.writeString(directory.resolve("garbage.p12"), "no store");
        Path empty = write(CERTIFICATES.newStore(), "empty.p12");

        assertThatThrownBy(() -> tls.trustStore(missing, password()))
                .hasMessage("The trust store " + missing + " is not a file that can be read.");
        assertThatThrownBy(() -> tls.keyStore(keyStore, "other".toCharArray()))
                .hasMessage("The key store " + keyStore + " cannot be opened: its password is another.");
        assertThatThrownBy(() -> tls.trustStore(garbage, password()))
                .hasMessageStartingWith("The trust store " + garbage + " is neither PKCS #12 nor JKS");
        assertThatThrownBy(() -> tls.trustStore(empty, password()))
                .hasMessageStartingWith("The trust store " + empty
                        + " holds no certificate of an authority, so no queue" + " manager could be trusted");
        assertThatThrownBy(() -> tls.keyStore(trustStore, password()))
                .hasMessageStartingWith("The key store " + trustStore + " holds no private key");
    }

    @Test
    void aKeyUnderAnotherPasswordThanTheStoreIsRefused() throws Exception {
        KeyStore source = CERTIFICATES.clientKeyStore("CN=app");
        KeyStore jks = KeyStore.getInstance("JKS");
        jks.load(null, null);
        jks.setKeyEntry(
                "app",
                source.getKey("client", password()),
                "another".toCharArray(),
                source.getCertificateChain("client"));
        Path file = write(jks, "twopasswords.jks");

        assertThatThrownBy(() -> TlsSettings.cipher(ANY).keyStore(file, password()))
                .hasMessage("The password opens the key store " + file
                        + " but not the key 'app' in it; give both the same password.");
    }

    @Test
    void aContextAndAStoreAreNotTakenTogether() throws Exception {
        SSLContext context = SSLContext.getDefault();

        assertThat(TlsSettings.cipher(ANY).context(context).describe())
                .endsWith("trusting the SSLContext that was given");
        assertThatThrownBy(() -> TlsSettings.cipher(ANY)
                        .trustStore(trustStore, password())
                        .context(context))
                .hasMessageStartingWith("TLS has an SSLContext and a key store or trust store");
    }

    @Test
    void aCipherThatThisRuntimeDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> TlsSettings.cipher("TLS_AES_128_CCM_8_SHA256"))
                .hasMessageStartingWith("Cipher TLS_AES_128_CCM_8_SHA256 is one of IBM MQ, but this Java runtime (")
                .hasMessageEndingWith("take another, such as ANY_TLS12_OR_HIGHER.");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 40_959, 1_000_000_000})
    void aKeyResetCountOutOfRangeIsRefused(int bytes) {
        assertThatThrownBy(() -> TlsSettings.cipher(ANY).keyResetCount(bytes))
                .hasMessage("Key reset count " + bytes
                        + " is out of range; give 40960 to 999999999 bytes, or 0 for never.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40_960, 999_999_999})
    void aKeyResetCountInRangeIsTaken(int bytes) {
        assertThat(TlsSettings.cipher(ANY).keyResetCount(bytes).keyResetCount()).isEqualTo(bytes);
    }

    @Test
    void gcmWithoutKeyResetIsWarnedOf() {
        assertThat(TlsSettings.cipher("ECDHE_RSA_AES_256_GCM_SHA384").warnings(Instant.now()))
                .singleElement()
                .asString()
                .startsWith("Cipher ECDHE_RSA_AES_256_GCM_SHA384 has GCM and keys are never reset")
                .contains("AMQ9288");
        assertThat(TlsSettings.cipher(ANY).warnings(Instant.now()))
                .singleElement()
                .asString()
                .contains("can become one with GCM");
        assertThat(TlsSettings.cipher(ANY).keyResetCount(999_999_999).warnings(Instant.now()))
                .isEmpty();
        assertThat(TlsSettings.cipher("ANY_TLS13").warnings(Instant.now())).isEmpty();
    }

    @Test
    void aCertificateThatIsNotValidOrNotForLongIsWarnedOf() {
        TlsSettings tls = TlsSettings.cipher("ANY_TLS13").keyStore(keyStore, password());
        Instant end = end(tls);
        LocalDate day = LocalDate.ofInstant(end, ZoneOffset.UTC);

        assertThat(tls.warnings(end.minus(Duration.ofDays(31)))).isEmpty();
        assertThat(tls.warnings(end.minus(Duration.ofDays(29))))
                .containsExactly(
                        "Our certificate CN=app, O=Orders expires on " + day + ", in 29 day(s); have it renewed.");
        assertThat(tls.warnings(end.plusSeconds(1)))
                .containsExactly("Our certificate CN=app, O=Orders expired on " + day
                        + "; queue managers that ask for one will refuse it.");
        assertThat(tls.warnings(Instant.EPOCH)).singleElement().asString().contains("is not valid before");
    }

    @Test
    void aGivenContextAndPlainRsaAreWarnedOf() throws Exception {
        assertThat(TlsSettings.cipher("ANY_TLS13")
                        .context(SSLContext.getDefault())
                        .warnings(Instant.now()))
                .singleElement()
                .asString()
                .startsWith("An SSLContext was given, so all links share its TLS sessions");
        assertThat(TlsSentences.warnings(settingsOfPlainRsa(), false, Instant.now()))
                .anySatisfy(warning -> assertThat(warning).contains("has no forward secrecy"));
    }

    @Test
    void whatHasNothingToDoWithTlsIsNotExplained() {
        assertThat(TlsSettings.cipher(ANY).explain(new IOException("no reason code")))
                .isEmpty();
        assertThat(TlsSettings.cipher(ANY).explain(new SSLException("no reason code")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2399 | IBM's client does not take the peer name 'CN=QM*'.",
                "2400 | IBM's client does not take cipher suite *TLS12ORHIGHER on this Java runtime",
                "2397 | TLS with ANY_TLS12_OR_HIGHER was refused: SSLCIPH of the channel has to be",
                "2539 | Channel and client do not agree on TLS",
                "2059 | If the queue manager runs, its channel may demand a certificate"
            })
    void reasonCodesAreExplained(int reason, String sentence) {
        TlsSettings tls = TlsSettings.cipher(ANY).peerName("CN=QM*");

        assertThat(tls.explain(new MqException("Cannot connect.", new ReasonCode(reason), null)))
                .hasValueSatisfying(said -> assertThat(said).startsWith(sentence));
    }

    @Test
    void aQueueManagerThatIsAwayIsNotExplainedByTlsIfWeShowACertificate() {
        TlsSettings tls = TlsSettings.cipher(ANY).keyStore(keyStore, password());

        assertThat(tls.explain(new MqException("Cannot connect.", ReasonCode.Q_MGR_NOT_AVAILABLE, null)))
                .isEmpty();
    }

    private static TlsSettings settingsOfPlainRsa() {
        // Not every runtime has it, and the name is all that the warning looks at.
        return TlsSettings.cipher(new CipherSpec(
                "TLS_RSA_WITH_AES_256_CBC_SHA256",
                "TLS_AES_128_GCM_SHA256",
                CipherSpec.of("ANY_TLS12").protocols()));
    }

    private static Instant end(TlsSettings tls) {
        return tls.ownCertificate().orElseThrow().getNotAfter().toInstant();
    }

    private static Path write(KeyStore store, String name) throws Exception {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password());
        }
        return file;
    }

    private static char[] password() {
        return TestCertificates.PASSWORD.toCharArray();
    }
}
