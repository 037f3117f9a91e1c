package io.mooring.embedded.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of JMS: three-valued logic, and which types compare with which. */
class SelectorLogicTest {
    private static final List<String> OPERATORS = List.of("=", "<>", "<", "<=", ">", ">=");

    @ParameterizedTest
    @CsvSource({
        "T, T, T, T",
        "T, F, F, T",
        "T, U, U, T",
        "F, T, F, T",
        "F, F, F, F",
        "F, U, F, U",
        "U, T, U, T",
        "U, F, F, U",
        "U, U, U, U"
    })
    void andAndOrFollowTheTablesOfSql(String left, String right, String and, String or) {
        assertThat(truth(left + " AND " + right)).isEqualTo(and);
        assertThat(truth(left + " OR " + right)).isEqualTo(or);
        assertThat(truth("NOT (" + left + " AND " + right + ")")).isEqualTo(negated(and));
        assertThat(truth("NOT (" + left + " OR " + right + ")")).isEqualTo(negated(or));
    }

    @ParameterizedTest
    @CsvSource({"T, F", "F, T", "U, U"})
    void notFollowsTheTableOfSql(String operand, String not) {
        assertThat(truth("NOT " + operand)).isEqualTo(not);
        assertThat(truth("NOT NOT " + operand)).isEqualTo(operand);
    }

    /** Values in three groups; the numbers are all 1, the rest equal within its group. */
    private static Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("aByte", (byte) 1);
        values.put("aShort", (short) 1);
        values.put("anInteger", 1);
        values.put("aLong", 1L);
        values.put("aFloat", 1f);
        values.put("aDouble", 1d);
        values.put("aString", "1");
        values.put("aBoolean", true);
        values.put("aByteString", new byte[] {1});
        values.put("aCharacter", '1');
        return values;
    }

    @TestFactory
    Stream<DynamicTest> everyPairOfTypesComparesAsItsTypesAllow() {
        Map<String, Object> values = values();
        return values.keySet().stream()
                .flatMap(left -> values.keySet().stream()
                        .map(right -> DynamicTest.dynamicTest(
                                left + " with " + right, () -> comparesAsItsTypesAllow(values, left, right))));
    }

    private static void comparesAsItsTypesAllow(Map<String, Object> values, String left, String right) {
        boolean numbers = values.get(left) instanceof Number && values.get(right) instanceof Number;
        boolean alike = numbers || (left.equals(right) && !left.equals("aCharacter"));
        for (String operator : OPERATORS) {
            boolean holdsForEqualValues = operator.equals("=") || (numbers && operator.endsWith("="));
            String selector = left + " " + operator + " " + right;
            boolean expected = alike && holdsForEqualValues;

            assertThat(Selector.parse(selector).matches(values::get))
                    .as(selector)
                    .isEqualTo(expected);
            assertThat(Selector.parse("NOT " + selector).matches(values::get))
                    .as("NOT " + selector)
                    .isEqualTo(!expected);
        }
    }

    @TestFactory
    Stream<DynamicTest> comparisonWithNullIsUnknownForEveryType() {
        Map<String, Object> values = values();
        return values.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    for (String operator : OPERATORS) {
                        for (String comparison : List.of(name + operator + "missing", "missing" + operator + name)) {
                            assertThat(Selector.parse(comparison).matches(values::get))
                                    .isFalse();
                            assertThat(Selector.parse("NOT " + comparison).matches(values::get))
                                    .isFalse();
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> arithmeticOnWhatIsNoNumberIsUnlikeEverything() {
        Map<String, Object> values = values();
        return Stream.of(
                        "aString + 1 = 2",
                        "1 * aBoolean = 1",
                        "-aByteString = -1",
                        "+aCharacter <> 1",
                        "aString - aString <> 7")
                .map(selector -> DynamicTest.dynamicTest(selector, () -> {
                    assertThat(Selector.parse(selector).matches(values::get)).isFalse();
                    assertThat(Selector.parse("NOT " + selector).matches(values::get))
                            .isTrue();
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "16777217, 16777216.0F, false", // a float property is widened to double, so nothing is lost here
        "9007199254740993, 9007199254740992.0, true" // but a long is rounded to double, as in Java
    })
    void exactWithApproximateComparesAsDouble(String exact, String approximate, boolean equal) {
        assertThat(Selector.parse(exact + " = " + approximate).matches(name -> null))
                .isEqualTo(equal);
        assertThat(Selector.parse(approximate + " = " + exact).matches(name -> null))
                .isEqualTo(equal);
    }

    private static String negated(String truth) {
        return truth.equals("T") ? "F" : truth.equals("F") ? "T" : "U";
    }

    /** T, F or U: what matches is true, what matches when negated is false. */
    private static String truth(String selector) {
        Map<String, Object> properties = Map.of("T", true, "F", false);
        if (Selector.parse(selector).matches(properties::get)) {
            return "T";
        }
        return Selector.parse("NOT (" + selector + ")").matches(properties::get) ? "F" : "U";
    }
}
