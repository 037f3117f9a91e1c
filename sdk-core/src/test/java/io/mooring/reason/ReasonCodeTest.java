package io.mooring.reason;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.constants.CMQC;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonCodeTest {
    static List<ReasonTable.Row> rows() {
        return new ArrayList<>(ReasonTable.all());
    }

    @Test
    void theCodesThatAnApplicationMeetsAreInTheTable() {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void numberAndNameAreThoseOfIbm(ReasonTable.Row row) throws ReflectiveOperationException {
        Field constant = CMQC.class.getField(row.name());

        assertThat(constant.getInt(null)).isEqualTo(row.code());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void adviceIsOneSentenceOnOneLine(ReasonTable.Row row) {
        assertThat(row.advice()).endsWith(".").doesNotContain("\n", "  ").hasSizeBetween(20, 170);
    }

    @Test
    void eachLineOfTheTableWasUnderstood() {
        assertThat(rows()).hasSize((int)
                ReasonTable.TABLE.lines().filter(line -> line.matches("\\d.*")).count());
    }

    @Test
    void eachClassHasACode() {
        Set<ReasonClass> used =
                rows().stream().map(ReasonTable.Row::reasonClass).collect(Collectors.toSet());

        assertThat(ReasonClass.values()).filteredOn(c -> !used.contains(c)).containsExactly(ReasonClass.UNKNOWN);
    }

    /** The list is IBM's advice to applications that reconnect by themselves, but for two that other rows name. */
    @ParameterizedTest
    @ValueSource(ints = {2009, 2059, 2161, 2162, 2202, 2203, 2223, 2279, 2537, 2538})
    void whatIbmCallsQueueManagerGoneEndsTheLink(int code) {
        assertThat(new ReasonCode(code).reasonClass().endsLink()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2003, BACKED_OUT",
        "2033, NO_MESSAGE",
        "2035, SECURITY",
        "2042, IN_USE",
        "2051, INHIBITED",
        "2053, RESOURCE",
        "2080, MESSAGE",
        "2085, CONFIGURATION",
        "2195, INTERNAL",
        "2393, SECURITY",
        "2500, USAGE",
        "2546, RECONNECT_FAILED",
        "2548, RECONNECT_FAILED",
        "2549, IN_DOUBT",
        "2556, RECONNECT_FAILED",
        "2545, NONE"
    })
    void aCodeHasItsClass(int code, ReasonClass expected) {
        assertThat(new ReasonCode(code).reasonClass()).isEqualTo(expected);
        assertThat(expected.endsLink()).isFalse();
    }

    @Test
    void aCodeThatNobodyKnowsIsStillACode() {
        ReasonCode code = new ReasonCode(2999);

        assertThat(code).hasToString("2999 MQRC_2999").isEqualTo(new ReasonCode(2999));
        assertThat(code.reasonClass()).isEqualTo(ReasonClass.UNKNOWN);
        assertThat(code.advice()).contains("2999");
    }

    @Test
    void aCodeIsWrittenWithItsName() {
        assertThat(ReasonCode.CONNECTION_BROKEN).hasToString("2009 MQRC_CONNECTION_BROKEN");
    }

    @Test
    void theConstantsAreNamedLikeTheirCodes() throws IllegalAccessException {
        for (Field field : ReasonCode.class.getFields()) {
            ReasonCode code = (ReasonCode) field.get(null);
            assertThat(code.name()).isEqualTo("MQRC_" + field.getName());
        }
    }
}
