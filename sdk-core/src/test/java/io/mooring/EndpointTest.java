package io.mooring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @Test
    void connectionNameIsHostAndPort() {
        assertThat(Endpoint.parse("mq1(1415)"))
                .isEqualTo(new Endpoint("mq1", 1415))
                .hasToString("mq1(1415)");
    }

    @Test
    void portIsThatOfMqIfNoneIsWritten() {
        assertThat(Endpoint.parse("mq1")).isEqualTo(new Endpoint("mq1", 1414));
    }

    @Test
    void ipv6AddressIsAHost() {
        assertThat(Endpoint.parse("::1(1414)")).isEqualTo(new Endpoint("::1", 1414));
    }

    @Test
    void listKeepsItsOrder() {
        assertThat(Endpoint.parseList("b(2), a(1)")).containsExactly(new Endpoint("b", 2), new Endpoint("a", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a(", "a()", "a(x)", "a(0)", "a(65536)", "a(1414)b", "a b(1414)", "(1414)"})
    void otherFormIsRefusedWithTheText(String text) {
        assertThatThrownBy(() -> Endpoint.parseList("mq1(1414)," + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mq1(1414)," + text);
    }
}
