package io.mooring.embedded.mqi;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.constants.CMQC;
import com.ibm.mq.constants.CMQCFC;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our spelling of the reason codes, against the constants that IBM publishes. */
class ReasonTest {
    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasTheNumberOfIbmsConstant(Reason reason) throws ReflectiveOperationException {
        Class<?> constants = reason.mqName().startsWith("MQRCCF_") ? CMQCFC.class : CMQC.class;

        assertThat(reason.code()).isEqualTo(constants.getField(reason.mqName()).getInt(null));
    }
}
