package io.mooring.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CipherSpecTest {
    @ParameterizedTest
    @CsvSource({
        "TLS_AES_256_GCM_SHA384,                TLS_AES_256_GCM_SHA384,       TLS_AES_256_GCM_SHA384",
        "ECDHE_RSA_AES_256_GCM_SHA384,          ECDHE_RSA_AES_256_GCM_SHA384, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, ECDHE_RSA_AES_256_GCM_SHA384, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "SSL_ECDHE_RSA_WITH_AES_256_GCM_SHA384, ECDHE_RSA_AES_256_GCM_SHA384, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_RSA_WITH_AES_128_CBC_SHA256,       TLS_RSA_WITH_AES_128_CBC_SHA256, TLS_RSA_WITH_AES_128_CBC_SHA256",
        "' ANY_TLS12 ',                         ANY_TLS12,                    *TLS12",
        "ANY_TLS12_OR_HIGHER,                   ANY_TLS12_OR_HIGHER,          *TLS12ORHIGHER",
        "*TLS12ORHIGHER,                        ANY_TLS12_OR_HIGHER,          *TLS12ORHIGHER",
        "ANY_TLS13,                             ANY_TLS13,                    *TLS13",
        "ANY_TLS13_OR_HIGHER,                   ANY_TLS13_OR_HIGHER,          *TLS13ORHIGHER"
    })
    void eitherSpellingNamesTheSameCipher(String written, String spec, String suite) {
        assertThat(CipherSpec.of(written).name()).isEqualTo(spec);
        assertThat(CipherSpec.of(written).suite()).isEqualTo(suite);
    }

    @Test
    void eachCipherIsFoundByBothItsNames() {
        assertThat(CipherSpec.all()).hasSize(21).allSatisfy(spec -> {
            assertThat(CipherSpec.of(spec.name())).isSameAs(spec);
            assertThat(CipherSpec.of(spec.suite())).isSameAs(spec);
        });
    }

    @Test
    void anUnknownCipherIsRefusedWithTheNearestNames() {
        assertThatThrownBy(() -> CipherSpec.of("ECDHE_RSA_AES256_GCM_SHA384"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cipher 'ECDHE_RSA_AES256_GCM_SHA384' is neither a CipherSpec of IBM MQ nor a"
                        + " cipher suite of Java for one; near are ECDHE_RSA_AES_256_GCM_SHA384, ");
        assertThatThrownBy(() -> CipherSpec.of("any_tls12_or_higher"))
                .hasMessageContaining("near are ANY_TLS12_OR_HIGHER, ")
                .hasMessageEndingWith("Case matters.");
        assertThatThrownBy(() -> CipherSpec.of(" ")).hasMessageStartingWith("The name of the cipher is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_RSA_WITH_AES_256_CBC_SHA",
                "SSL_RSA_WITH_3DES_EDE_CBC_SHA",
                "ECDHE_RSA_RC4_128_SHA256",
                "RC4_MD5_US",
                "ECDHE_RSA_NULL_SHA256",
                "ANY",
                "*ANY"
            })
    void aDeprecatedCipherIsRefusedAsSuch(String name) {
        assertThatThrownBy(() -> CipherSpec.of(name))
                .hasMessageStartingWith("Cipher '" + name + "' is one that IBM MQ calls deprecated")
                .hasMessageContaining("take ANY_TLS12_OR_HIGHER");
    }

    @Test
    void onlyGcmOfTls12WantsItsKeysReset() {
        assertThat(CipherSpec.all())
                .filteredOn(CipherSpec::wantsKeyReset)
                .extracting(CipherSpec::name)
                .containsExactlyInAnyOrder(
                        "ECDHE_ECDSA_AES_256_GCM_SHA384",
                        "ECDHE_ECDSA_AES_128_GCM_SHA256",
                        "ECDHE_RSA_AES_256_GCM_SHA384",
                        "ECDHE_RSA_AES_128_GCM_SHA256",
                        "TLS_RSA_WITH_AES_256_GCM_SHA384",
                        "TLS_RSA_WITH_AES_128_GCM_SHA256",
                        "ANY_TLS12",
                        "ANY_TLS12_OR_HIGHER");
    }

    @Test
    void itExplainsItself() {
        assertThat(CipherSpec.of("ECDHE_RSA_AES_128_GCM_SHA256").explained())
                .isEqualTo("ECDHE_RSA_AES_128_GCM_SHA256: a cipher of TLS 1.2; Java calls it"
                        + " TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, SSLCIPH of the channel has to be"
                        + " ECDHE_RSA_AES_128_GCM_SHA256 or an ANY_... that includes it.");
        assertThat(CipherSpec.of("ANY_TLS12_OR_HIGHER").explained())
                .isEqualTo(
                        "ANY_TLS12_OR_HIGHER: any cipher of TLS 1.2 or TLS 1.3 that both sides have; IBM's Java client"
                                + " calls it *TLS12ORHIGHER, SSLCIPH of the channel has to be the same or wider.");
        assertThat(List.of(CipherSpec.of("*TLS13"))).hasToString("[ANY_TLS13]");
    }
}
