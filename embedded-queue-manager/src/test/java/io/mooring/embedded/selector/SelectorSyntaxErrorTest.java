package io.mooring.embedded.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a selector is refused with the place, what stood there and what was expected. */
class SelectorSyntaxErrorTest {
    private static final String TOO_DEEP = "at most 100 parentheses and signs within each other";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "color =              |  8 | the end of the selector | a property name, a literal, a sign or '('",
                "color == 'red'       |  8 | '='       | a property name, a literal",
                "color != 'red'       |  7 | '!'       | a property name, a literal, an operator or a parenthesis",
                "color = \"red\"      |  9 | '\"red\"' | a byte string of 0x",
                "color = 'red         |  9 | ''red'    | a string literal that ends with a single quotation mark",
                "color 'red'          |  7 | ''red''   | an operator or the end of the selector",
                "a = 1 b              |  7 | 'b'       | AND, OR or the end of the selector",
                "20 < b < 30          |  8 | '<'       | AND, OR or the end of the selector",
                "(a = 1               |  7 | the end of the selector | an operator or ')'",
                "a = 1)               |  6 | ')'       | AND, OR or the end of the selector",
                "()                   |  2 | ')'       | a property name",
                "a = 1 AND            | 10 | the end of the selector | a property name",
                "AND a = 1            |  1 | 'AND'     | a property name",
                "a = NOT b            |  5 | 'NOT'     | a property name, a literal, a sign or '('",
                "a = NULL             |  5 | 'NULL'    | a property name",
                "a & b                |  3 | '&'       | a property name, a literal, an operator",
                "a.                   |  2 | '.'       | a property name, a literal, an operator",
                "5                    |  1 | '5'       | a condition: a comparison, or a boolean",
                "'x'                  |  1 | ''x''     | a condition",
                "a + 1                |  1 | 'a + 1'   | a condition",
                "-a                   |  1 | '-a'      | a condition",
                "a OR 5 + b           |  6 | '5 + b'   | a condition",
                "5 OR a               |  1 | '5'       | a condition",
                "a AND 'b'            |  7 | ''b''     | a condition",
                "(5) AND a            |  1 | '(5)'     | a condition",
                "NOT 5                |  5 | '5'       | a condition",
                "1 + 'a' = 2          |  5 | ''a''     | a number or the name of a property",
                "1 * TRUE = 2         |  5 | 'TRUE'    | a number or the name of a property",
                "'a' * 1 = 2          |  1 | ''a''     | a number or the name of a property",
                "TRUE - 1 = 2         |  1 | 'TRUE'    | a number or the name of a property",
                "-(a = 1) = 2         |  2 | '(a = 1)' | a number or the name of a property",
                "-\"0x01\" = 2        |  2 | '\"0x01\"' | a number or the name of a property",
                "'a' BETWEEN 1 AND 2  |  1 | ''a''     | a number or the name of a property",
                "a BETWEEN 'a' AND 2  | 11 | ''a''     | a number or the name of a property",
                "a BETWEEN 1 AND 'b'  | 17 | ''b''     | a number or the name of a property",
                "a BETWEEN 1 OR 2     | 13 | 'OR'      | AND and the upper bound of BETWEEN",
                "a NOT 5              |  7 | '5'       | BETWEEN, IN or LIKE",
                "a NOT = 5            |  7 | '='       | BETWEEN, IN or LIKE",
                "a IS 5               |  6 | '5'       | NULL or NOT NULL",
                "a IS NOT 5           | 10 | '5'       | NULL",
                "5 IS NULL            |  1 | '5'       | the name of a property in front of IS",
                "a + 1 IS NULL        |  1 | 'a + 1'   | the name of a property in front of IS",
                "'a' IN ('a')         |  1 | ''a''     | the name of a property in front of IN",
                "'a' LIKE 'a'         |  1 | ''a''     | the name of a property in front of LIKE",
                "a IN 'a'             |  6 | ''a''     | '(' and the string literals of IN",
                "a IN ()              |  7 | ')'       | a string literal",
                "a IN (5)             |  7 | '5'       | a string literal",
                "a IN ('a' 'b')       | 11 | ''b''     | ',' or ')'",
                "a IN ('a',)          | 11 | ')'       | a string literal",
                "a LIKE b             |  8 | 'b'       | a string literal with the pattern of LIKE",
                "a LIKE 'b' ESCAPE    | 18 | the end of the selector | a string literal with one character",
                "a LIKE 'b' ESCAPE '' | 19 | ''''      | a string literal with one character",
                "a LIKE 'b' ESCAPE 'xy' | 19 | ''xy''  | a string literal with one character",
                "a LIKE 'b\\' ESCAPE '\\' | 8 | ''b\\'' | a pattern with a character behind each escape character",
                "a = 5AND b           |  5 | '5AND'    | a blank or an operator directly behind the number",
                "a = 1_000            |  5 | '1_000'   | a blank or an operator",
                "a = 0b11             |  5 | '0b11'    | a blank or an operator",
                "a = 1.2.3            |  5 | '1.2.3'   | a blank or an operator",
                "a = 0x1.8p1          |  5 | '0x1.8p1' | a blank or an operator",
                "a = 1e               |  5 | '1e'      | a digit in the exponent",
                "a = 1e+              |  5 | '1e+'     | a digit in the exponent",
                "a = 09               |  5 | '09'      | an octal number",
                "a = 0xG              |  5 | '0xG'     | a blank or an operator",
                "a = 0x               |  5 | '0x'      | a hexadecimal number of 1 to 64 bits",
                "a = 0x10000000000000000 | 5 | '0x10000000000000000' | a hexadecimal number of 1 to 64 bits",
                "a = 9223372036854775808 | 5 | '9223372036854775808' | a number in the range of a Java long",
                "a = +9223372036854775808 | 6 | '9223372036854775808' | a number in the range of a Java long",
                "a = 9223372036854775809 | 5 | '9223372036854775809' | a number in the range of a Java long",
                "a = -9223372036854775809 | 6 | '9223372036854775809' | a number in the range of a Java long",
                "a = 1e999            |  5 | '1e999'   | a number in the range of a Java double",
                "a = 1e39F            |  5 | '1e39F'   | a number in the range of a Java float",
                "a = \"0x\"           |  5 | '\"0x\"'  | a byte string",
                "a = \"0x1\"          |  5 | '\"0x1\"' | a byte string",
                "a = \"0x1G\"         |  5 | '\"0x1G\"' | a byte string",
                "a = \"0011\"         |  5 | '\"0011\"' | a byte string",
                "a = \"0x01           |  5 | '\"0x01'  | a byte string",
                "a = \"               |  5 | '\"'      | a byte string",
            })
    void anErrorNamesPlaceAndWhatStoodThereAndWhatWasExpected(
            String selector, int position, String found, String expected) {
        SelectorSyntaxException error =
                catchThrowableOfType(SelectorSyntaxException.class, () -> Selector.parse(selector));

        assertThat(error).as(selector).isNotNull();
        assertThat(error)
                .hasMessageStartingWith(
                        "Selector syntax error at position " + position + ": found " + found + "; expected " + expected)
                .hasMessageEndingWith(".");
        assertThat(error.position()).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AND", "or", "Not", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE", "NULL", "true", "FALSE"})
    void aKeywordIsNotAName(String keyword) {
        assertThatExceptionOfType(SelectorSyntaxException.class)
                .isThrownBy(() -> Selector.parse("a + " + keyword + " = 1"))
                .withMessageContaining("at position 5: found '" + keyword + "'");
    }

    @Test
    void aLongPieceIsShortenedInTheMessage() {
        assertThatExceptionOfType(SelectorSyntaxException.class)
                .isThrownBy(() -> Selector.parse("a = '" + "x".repeat(1000)))
                .withMessageContaining("found ''" + "x".repeat(39) + "...';");
    }

    @Test
    void aSelectorOfTheGreatestLengthIsReadAndALongerOneIsNot() {
        String longest = "a = '" + "x".repeat(Selector.MAX_LENGTH - 6) + "'";

        assertThat(Selector.parse(longest).text()).hasSize(10_240);
        assertThatExceptionOfType(SelectorSyntaxException.class)
                .isThrownBy(() -> Selector.parse(longest + " "))
                .withMessage(
                        "Selector syntax error at position 10241: found 10241 characters; expected at most 10240 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "+", "- ( + ", "(NOT ", "a = (", "1 + (", "a AND ("})
    void nestingWithoutEndIsRefusedBeforeItUsesUpTheStack(String opening) {
        assertThatExceptionOfType(SelectorSyntaxException.class)
                .isThrownBy(() -> Selector.parse(opening.repeat(Selector.MAX_LENGTH / opening.length())))
                .withMessageContaining(TOO_DEEP);
    }

    @Test
    void parenthesesAreBoundedByTheirDepthAndNotByTheirNumber() {
        assertThat(Selector.parse("(a) OR ".repeat(1000) + "TRUE").matches(name -> null))
                .isTrue();
        assertThat(Selector.parse("- -a = 2 OR ".repeat(800) + "TRUE").matches(name -> null))
                .isTrue();
        assertThatExceptionOfType(SelectorSyntaxException.class)
                .isThrownBy(() -> Selector.parse("(".repeat(101) + "a" + ")".repeat(101)))
                .withMessageContaining("at position 101: found '('")
                .withMessageContaining(TOO_DEEP);
    }
}
