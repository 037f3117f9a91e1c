package io.mooring.jms.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.Queue;
import javax.jms.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receipts name a destination as its administrators do. */
class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "ORDERS,                                 ORDERS",
        "queue:///ORDERS,                        ORDERS",
        "queue://QM1/ORDERS,                     ORDERS",
        "queue://QM1/ORDERS?persistence=2,       ORDERS",
        "'queue:///',                            (not known)",
    })
    void aQueue(String name, String expected) {
        assertThat(Target.of((Queue) () -> name).name()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "prices/eur,                             topic://prices/eur",
        "topic://prices/eur,                     topic://prices/eur",
        "topic://prices/eur?brokerVersion=1,     topic://prices/eur",
    })
    void aTopic(String name, String expected) {
        assertThat(Target.of((Topic) () -> name).name()).isEqualTo(expected);
    }

    @Test
    void whatDoesNotTellItsNameIsNotKnown() {
        Queue broken = () -> {
            throw new JMSException("closed");
        };

        assertThat(Target.of(null).name()).isEqualTo("(not known)");
        assertThat(Target.of(broken).name()).isEqualTo("(not known)");
        assertThat(Target.of(new Destination() {}).name()).isEqualTo("(not known)");
        assertThat(Target.of(broken).answered()).isTrue();
    }
}
