package io.mooring.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=QM1",
                "cn=qm1*, o=Example",
                "CN= QM1 ;O=Example",
                "CN=\"QM1, the first; really\",O=*",
                "OU=Orders,OU=Sales,DC=app,DC=example",
                "SP=Hampshire",
                "MAIL=ann@*, SERIALNUMBER=4711, USERID=u1, POSTALCODE=*",
                "CN==x"
            })
    void aPatternIsTaken(String pattern) {
        assertThat(PeerNames.checked(pattern)).isEqualTo(pattern);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''               | a part of it is empty",
                "CN               | 'CN' has no equals sign",
                "CN=a,            | a part of it is empty",
                "O=x,,CN=a        | a part of it is empty",
                "CN =a            | 'CN ' is no attribute that it can name",
                "X=1              | 'X' is no attribute that it can name",
                "EMAILADDRESS=*   | 'EMAILADDRESS' is no attribute",
                "CN=a,CN=b        | CN is there twice; only OU and DC can be repeated",
                "ST=a,SP=b        | ST is there twice",
                "CN=              | CN has no value; CN=* matches any",
                "CN=\"\"          | CN has no value",
                "CN=\"open        | a double quotation mark is not closed"
            })
    void whatIsNoPatternIsRefusedWithItsFault(String pattern, String fault) {
        assertThatThrownBy(() -> PeerNames.checked(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Peer name '" + pattern + "' is not valid: " + fault);
    }
}
