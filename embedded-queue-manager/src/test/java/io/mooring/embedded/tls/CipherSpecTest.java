package io.mooring.embedded.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CipherSpecTest {

    /** Each row was negotiated by the real client when its channel table named the CipherSpec. */
    @ParameterizedTest
    @CsvSource({
        "TLS_CHACHA20_POLY1305_SHA256,TLSv1.3,TLS_CHACHA20_POLY1305_SHA256",
        "TLS_AES_256_GCM_SHA384,TLSv1.3,TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256,TLSv1.3,TLS_AES_128_GCM_SHA256",
        "ANY,TLSv1.3,TLS_AES_256_GCM_SHA384",
        "ANY_TLS12,TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "ANY_TLS13,TLSv1.3,TLS_AES_256_GCM_SHA384",
        "ANY_TLS12_OR_HIGHER,TLSv1.3,TLS_AES_256_GCM_SHA384",
        "ANY_TLS13_OR_HIGHER,TLSv1.3,TLS_AES_256_GCM_SHA384",
        "ECDHE_ECDSA_AES_128_CBC_SHA256,TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
        "ECDHE_ECDSA_AES_256_CBC_SHA384,TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
        "ECDHE_ECDSA_AES_128_GCM_SHA256,TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "ECDHE_ECDSA_AES_256_GCM_SHA384,TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "ECDHE_RSA_AES_128_CBC_SHA256,TLSv1.2,TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
        "ECDHE_RSA_AES_256_CBC_SHA384,TLSv1.2,TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
        "ECDHE_RSA_AES_128_GCM_SHA256,TLSv1.2,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "ECDHE_RSA_AES_256_GCM_SHA384,TLSv1.2,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_RSA_WITH_AES_128_CBC_SHA256,TLSv1.2,TLS_RSA_WITH_AES_128_CBC_SHA256",
        "TLS_RSA_WITH_AES_256_CBC_SHA256,TLSv1.2,TLS_RSA_WITH_AES_256_CBC_SHA256",
        "TLS_RSA_WITH_AES_128_GCM_SHA256,TLSv1.2,TLS_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_RSA_WITH_AES_256_GCM_SHA384,TLSv1.2,TLS_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_RSA_WITH_AES_128_CBC_SHA,TLSv1,TLS_RSA_WITH_AES_128_CBC_SHA",
        "TLS_RSA_WITH_AES_256_CBC_SHA,TLSv1,TLS_RSA_WITH_AES_256_CBC_SHA",
        "TLS_RSA_WITH_3DES_EDE_CBC_SHA,TLSv1,SSL_RSA_WITH_3DES_EDE_CBC_SHA",
        "ECDHE_ECDSA_3DES_EDE_CBC_SHA256,TLSv1.2,TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA",
        "ECDHE_RSA_3DES_EDE_CBC_SHA256,TLSv1.2,TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"
    })
    void aCipherSpecAcceptsWhatTheClientNegotiatesForIt(String spec, String protocol, String suite) {
        assertThat(CipherSpec.named(spec).accepts(protocol, suite)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_AES_256_GCM_SHA384,TLSv1.3,TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384,TLSv1.2,TLS_AES_256_GCM_SHA384",
        "ECDHE_RSA_AES_256_GCM_SHA384,TLSv1.2,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "ECDHE_RSA_AES_256_GCM_SHA384,TLSv1.3,TLS_AES_256_GCM_SHA384",
        "TLS_RSA_WITH_AES_128_CBC_SHA,TLSv1.2,TLS_RSA_WITH_AES_128_CBC_SHA", // of TLS 1.0 only
        "ANY_TLS12,TLSv1.3,TLS_AES_256_GCM_SHA384",
        "ANY_TLS13,TLSv1.2,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "ANY_TLS13_OR_HIGHER,TLSv1.2,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "ANY_TLS12_OR_HIGHER,TLSv1,TLS_RSA_WITH_AES_128_CBC_SHA",
        "ANY,TLSv1,TLS_RSA_WITH_AES_128_CBC_SHA",
        "ANY_TLS12,TLSv1.2,TLS_DHE_RSA_WITH_AES_256_GCM_SHA384" // no client of MQ has it
    })
    void aCipherSpecRefusesEverythingElse(String spec, String protocol, String suite) {
        assertThat(CipherSpec.named(spec).accepts(protocol, suite)).isFalse();
    }

    @Test
    void everySuiteOfTls13ThatTheJdkEnablesHasItsCipherSpec() throws Exception {
        Set<String> enabled = Arrays.stream(
                        SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites())
                .filter(suite -> suite.startsWith("TLS_AES") || suite.startsWith("TLS_CHACHA20"))
                .collect(Collectors.toSet());

        assertThat(enabled)
                .isNotEmpty()
                .allSatisfy(suite -> assertThat(CipherSpec.isKnown(suite)).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,SSLCIPH takes ECDHE_RSA_AES_256_GCM_SHA384",
        "any_tls12_or_higher,SSLCIPH takes ANY_TLS12_OR_HIGHER",
        "*TLS12ORHIGHER,it can be one of TLS_AES_256_GCM_SHA384"
    })
    void anUnknownNameIsRefusedWithAWordAboutTheRightOne(String name, String advice) {
        assertThat(CipherSpec.isKnown(name)).isFalse();
        assertThatThrownBy(() -> CipherSpec.named(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'")
                .hasMessageContaining(advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL_SHA", "RC4_SHA_US", "ECDHE_RSA_NULL_SHA256", "TLS_RSA_WITH_DES_CBC_SHA"})
    void brokenCipherSpecsAreNotKnown(String name) {
        assertThat(CipherSpec.names()).isNotEmpty().doesNotContain(name);
    }
}
