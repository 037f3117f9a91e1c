package io.mooring.embedded.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerNameTest {
    static final String SUBJECT =
            "CN=QM1 Test, OU=Small Team, OU=Big Unit, DC=app, DC=example, O=Mooring, L=Hursley, ST=Hampshire, C=GB";

    /** {@link IbmClientTlsTest} asks the real client about the same patterns. */
    static String[] matching() {
        return new String[] {
            "CN=QM1 Test",
            "cn=qm1 test",
            "CN= QM1 Test ",
            "CN=\"QM1 Test\"",
            "CN=*",
            "CN=QM1*",
            "CN=*Test",
            "CN=*1 T*",
            "CN=*QM1 Test*",
            "CN=\"QM1*\"",
            "CN=QM1 Test,O=Mooring",
            "O=Mooring ; CN=QM1 Test",
            "ST=Hampshire",
            "SP=Hampshire",
            "S=Hampshire",
            "C=gb",
            "OU=Small Team",
            "OU=Small Team,OU=Big Unit",
            "OU=*,OU=Big*",
            "DC=app",
            "DC=app,DC=example",
            "T=*", // absent
            "E=*",
            "MAIL=*",
            "UID=*",
            "USERID=*",
            "SERIALNUMBER=*",
            "STREET=*",
            "PC=*",
            "POSTALCODE=*",
            "DNQ=*",
            "UNSTRUCTUREDNAME=*"
        };
    }

    static String[] notMatching() {
        return new String[] {
            "CN=QM1 Tes",
            "CN=QM1  Test",
            "CN=QM*est", // an asterisk in the middle is one
            "CN=QM1\\*",
            "CN=\" QM1 Test\"", // quotes keep spaces
            "CN=QM1 Test,C=DE",
            "OU=Big Unit", // the first in the pattern is the first in the name
            "OU=Big Unit,OU=Small Team",
            "OU=*,OU=*,OU=*",
            "DC=example",
            "T=x*",
            "CN==x"
        };
    }

    static String[] malformed() {
        return new String[] {
            "CN",
            "CN =QM1 Test",
            "CN=*,",
            ",CN=*",
            "O=x,,CN=*",
            "X=1",
            "EMAILADDRESS=*",
            "CN=QM1 Test,CN=Other",
            " ",
            "*"
        };
    }

    @ParameterizedTest
    @MethodSource("matching")
    void aPatternMatches(String pattern) {
        assertThat(PeerName.of(pattern).matches(new X500Principal(SUBJECT))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("notMatching")
    void aPatternDoesNotMatch(String pattern) {
        assertThat(PeerName.of(pattern).matches(new X500Principal(SUBJECT))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNoPatternIsRefused(String pattern) {
        assertThatThrownBy(() -> PeerName.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SSLPEER '" + pattern + "' is not a peer name: ");
    }

    /** The real client fails on these with an exception of its own, or takes them; here they are errors. */
    @ParameterizedTest
    @ValueSource(strings = {"", "CN=", "CN=\"\"", "CN=\"open"})
    void whatTheClientStumblesOverIsRefused(String pattern) {
        assertThatThrownBy(() -> PeerName.of(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEscapedAsteriskIsAnAsterisk() {
        X500Principal star = new X500Principal("CN=A*");
        assertThat(PeerName.of("CN=A\\*").matches(star)).isTrue();
        assertThat(PeerName.of("CN=\\*A\\*").matches(star)).isFalse();
        assertThat(PeerName.of("CN=\\*A").matches(new X500Principal("CN=*a"))).isTrue();
        assertThat(PeerName.of("CN=\\*").matches(new X500Principal("CN=A"))).isFalse();
        assertThat(PeerName.of("CN=\\*").matches(new X500Principal("CN=*"))).isTrue();
        assertThat(PeerName.of("CN=**").matches(star)).isTrue();
    }

    @Test
    void separatorsWithinQuotesBelongToTheValue() {
        PeerName pattern = PeerName.of("O=\"Mooring, Ltd; OU=none\", CN=a");
        assertThat(pattern.matches(new X500Principal("CN=a, O=\"Mooring, Ltd; OU=none\"")))
                .isTrue();
        assertThat(pattern.matches(new X500Principal("CN=a, O=Mooring"))).isFalse();
    }

    @Test
    void attributesThatOnlyHaveAnObjectIdentifierAreFound() {
        X500Principal subject =
                new X500Principal("EMAILADDRESS=ann@example.com, SERIALNUMBER=4711, CN=ann + UID=u1, O=Mooring");
        assertThat(PeerName.of("MAIL=ann@*, SERIALNUMBER=4711, UID=u1, CN=ANN").matches(subject))
                .isTrue();
        assertThat(PeerName.of("E=bob@*").matches(subject)).isFalse();
    }
}
