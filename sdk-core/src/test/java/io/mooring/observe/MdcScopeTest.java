package io.mooring.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class MdcScopeTest {
    @BeforeEach
    @AfterEach
    void emptyTheMdc() {
        MDC.clear();
    }

    @Test
    void fieldsAreThereForTheLengthOfTheScope() {
        try (MdcScope scope = MdcScope.with(LogFields.QUEUE, "ORDERS").and(LogFields.QUEUE_MANAGER, "QM1")) {
            assertThat(scope).isNotNull();
            assertThat(MDC.get(LogFields.QUEUE)).isEqualTo("ORDERS");
            assertThat(MDC.get(LogFields.QUEUE_MANAGER)).isEqualTo("QM1");
        }
        assertThat(MDC.get(LogFields.QUEUE)).isNull();
        assertThat(MDC.get(LogFields.QUEUE_MANAGER)).isNull();
    }

    @Test
    void aScopeWithinAScopeGivesBackWhatWasThere() {
        MDC.put(LogFields.QUEUE, "OURS");
        try (MdcScope outer = MdcScope.with(LogFields.QUEUE, "ORDERS")) {
            try (MdcScope inner = MdcScope.with(LogFields.QUEUE, "PRICES").and(LogFields.QUEUE, "AGAIN")) {
                assertThat(inner).isNotSameAs(outer);
                assertThat(MDC.get(LogFields.QUEUE)).isEqualTo("AGAIN");
            }
            assertThat(MDC.get(LogFields.QUEUE)).isEqualTo("ORDERS");
        }
        assertThat(MDC.get(LogFields.QUEUE)).isEqualTo("OURS");
    }

    @Test
    void anAbsentFieldIsTakenOutAndGivenBack() {
        MDC.put(LogFields.MESSAGE_ID, "ID:1");
        MdcScope scope = MdcScope.with(LogFields.MESSAGE_ID, null);
        assertThat(MDC.get(LogFields.MESSAGE_ID)).isNull();

        MDC.put(LogFields.MESSAGE_ID, "ID:2");
        scope.close();
        assertThat(MDC.get(LogFields.MESSAGE_ID)).isEqualTo("ID:1");

        MDC.put(LogFields.MESSAGE_ID, "ID:3");
        scope.close();
        assertThat(MDC.get(LogFields.MESSAGE_ID)).as("closing again").isEqualTo("ID:3");
    }
}
