package io.mooring.embedded.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each production of the grammar, on one message with a property of each type. */
class SelectorGrammarTest {
    private static final Map<String, Object> MESSAGE = message();

    private static Map<String, Object> message() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("color", "red");
        properties.put("empty", "");
        properties.put("quoted", "it's");
        properties.put("number", "5");
        properties.put("flag", true);
        properties.put("off", false);
        properties.put("b", (byte) 1);
        properties.put("s", (short) 2);
        properties.put("i", 3);
        properties.put("l", 4L);
        properties.put("f", 0.5f);
        properties.put("d", 2.5d);
        properties.put("nan", Double.NaN);
        properties.put("biggest", Long.MAX_VALUE);
        properties.put("smallest", Long.MIN_VALUE);
        properties.put("id", new byte[] {0x0a, (byte) 0xfc, 0x23});
        properties.put("$_1ä", "java");
        properties.put("Root.MQMD.Priority", 7);
        properties.put("notnull", 1);
        return properties;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // names
                "color = 'red'",
                "$_1ä = 'java'",
                "Root.MQMD.Priority = 7",
                "notnull = 1",
                "Color IS NULL",
                // string literals
                "quoted = 'it''s'",
                "empty = ''",
                "quoted <> ''''",
                "color <> 'a\"b'",
                // exact literals
                "i = 3",
                "i = +3",
                "i = 3L",
                "i = 3l",
                "i = 03",
                "i = 0x3",
                "i = 0X3L",
                "31 = 0x1F",
                "255 = 0XfF",
                "15 = 017",
                "15 = 017L",
                "0 = 00",
                "-957 < 0",
                "biggest = 9223372036854775807",
                "smallest = -9223372036854775808",
                "smallest = - 9223372036854775808L",
                "-1 = 0xFFFFFFFFFFFFFFFF",
                "4294967295 = 0xFFFFFFFF",
                "-1 = 01777777777777777777777",
                // approximate literals
                "7. = 7",
                "-95.7 < -95.6",
                "6.2e3 = 6200",
                "6.2E+3 = 6200.0",
                "62e-1 = 6.2",
                ".5 = f",
                "0.5F = f",
                "2.5d = d",
                "7F = 7",
                "7D = 7",
                "7.D = 7",
                "7.e0 = 7",
                "09.5 = 9.5",
                "0e0 = 0",
                "0.1F <> 0.1",
                "1e-999 = 0",
                // booleans
                "flag",
                "TRUE",
                "true",
                "NOT FALSE",
                "NOT off",
                "flag = TRUE",
                "off = FaLsE",
                "flag <> off",
                "(flag)",
                // byte strings of IBM MQ
                "id = \"0x0AFC23\"",
                "id = \"0X0afc23\"",
                "id <> \"0x0AFC2300\"",
                "id <> \"0x000AFC23\"",
                "id <> \"0x23FC0A\"",
                // comparisons
                "i <> 4",
                "i < 4",
                "i <= 3",
                "i > 2",
                "i >= 3",
                "i<4",
                "3=i",
                "b = s - b",
                "color <> 'blue'",
                "d > i - 1",
                "i >= d",
                "nan <> nan",
                "NOT nan = nan",
                "0.0 = -0.0",
                "(i = 3) = flag",
                "(i = 3) <> (i = 4)",
                // arithmetic: precedence, associativity, types
                "1 + 2 * 3 = 7",
                "(1 + 2) * 3 = 9",
                "10 - 4 - 3 = 3",
                "100 / 10 / 5 = 2",
                "100 / (10 / 5) = 50",
                "7 / 2 = 3",
                "-7 / 2 = -3",
                "7 / 2. = 3.5",
                "2 * 3 / 4 = 1",
                "- i = -3",
                "-i + 4 = 1",
                "- - i = 3",
                "-(-i) = +i",
                "+i = 3",
                "i - -1 = 4",
                "2 - -2 = 4",
                "b + s + i + l = 10",
                "f + d = 3",
                "d * 2 = 5",
                "d / f = 5.0",
                "d - 3 = -.5",
                "-d = -2.5",
                "i*l=12",
                "-2 * -3 = 6",
                // BETWEEN
                "i BETWEEN 3 AND 3",
                "i between 1 and 4",
                "i NOT BETWEEN 4 AND 9",
                "i NOT BETWEEN 1 AND 2",
                "d BETWEEN i - 1 AND i + 1",
                "i + 1 BETWEEN 2 * 2 AND 5 AND flag",
                "5 BETWEEN i AND 9",
                "NOT i BETWEEN 5 AND 9",
                "i BETWEEN -1 AND 3.5",
                // IN
                "color IN ('red')",
                "color in ('blue', 'red')",
                "color NOT IN ('blue','green')",
                "NOT color IN ('blue')",
                "i NOT IN ('3')",
                "color IN ('red', 'red')",
                // LIKE
                "color LIKE 'red'",
                "color LIKE 'r%'",
                "color like '_e_'",
                "color LIKE '%'",
                "empty LIKE '%'",
                "empty LIKE ''",
                "color NOT LIKE 'b%'",
                "color LIKE '%e%'",
                "color LIKE 'r%d'",
                "color NOT LIKE 'Red'",
                "i NOT LIKE '3'",
                "quoted LIKE '%''s'",
                "color LIKE 'r|ed' ESCAPE '|'",
                "color NOT LIKE 'r|%' ESCAPE '|'",
                // IS NULL
                "missing IS NULL",
                "missing is null",
                "color IS NOT NULL",
                "NOT color IS NULL",
                "(color) IS NOT NULL",
                // logic: precedence
                "TRUE OR TRUE AND FALSE",
                "NOT FALSE AND TRUE",
                "NOT (TRUE AND FALSE)",
                "NOT NOT TRUE",
                "FALSE OR NOT FALSE",
                "NOT i = 4",
                "NOT i = 4 AND flag",
                "FALSE AND FALSE OR TRUE",
                "flag and i = 3 Or off",
                // white space
                "\t\n\f\r\u000B i\n=\t3 ",
                "(((((i)))))=((3))",
                // nothing
                "",
                "  \t "
            })
    void aMessageIsSelectedWhenTheConditionIsTrue(String selector) {
        assertThat(Selector.parse(selector).matches(MESSAGE::get)).as(selector).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FALSE",
                "off",
                "NOT flag",
                "i = 4",
                "i < 3",
                "i > 3",
                "i <= 2",
                "i >= 4",
                "i <> 3",
                "color = 'RED'",
                "color <> 'red'",
                "id = \"0x0AFC2300\"",
                "id = 'x'",
                "id > \"0x00\"",
                "id <> \"0x0afc23\"",
                // strings never become numbers, nor numbers strings
                "number = 5",
                "number <> 5",
                "number > 4",
                "i = '3'",
                "i <> 'x'",
                "i IN ('3')",
                "i LIKE '3'",
                "number + 1 = 6",
                "number BETWEEN 1 AND 9",
                "number NOT BETWEEN 7 AND 9",
                "+color = 'red'",
                "-color <> 1",
                "flag = 'TRUE'",
                "flag = 1",
                "i",
                "color",
                "NOT missing",
                "missing",
                "flag > off",
                "color > 'a'",
                "color >= 'red'",
                // NaN is in no range, and outside of none
                "nan BETWEEN 0 AND 9",
                "nan NOT BETWEEN 0 AND 9",
                "nan = nan",
                "nan < 1",
                "nan + 1 <> 1",
                // what cannot be represented is unknown, and so is its negation
                "biggest + 1 > 0",
                "NOT biggest + 1 > 0",
                "smallest - 1 < 0",
                "NOT smallest - 1 < 0",
                "biggest * 2 <> 0",
                "smallest * -1 <> 0",
                "NOT smallest * -1 = 0",
                "smallest / -1 <> 0",
                "-smallest <> 0",
                "NOT -smallest = 0",
                "i / 0 = 1",
                "NOT i / 0 = 1",
                "i / 0 <> 1",
                "i / 0. <> 1",
                "NOT d / 0 > 1",
                "1e308 * 10 > 0",
                "0. / 0 <> 1",
                // unknown
                "missing = 1",
                "missing <> 1",
                "NOT missing = 1",
                "missing = missing",
                "missing IN ('a')",
                "missing NOT IN ('a')",
                "missing LIKE '%'",
                "missing NOT LIKE '%'",
                "missing BETWEEN 1 AND 2",
                "missing NOT BETWEEN 1 AND 2",
                "i BETWEEN missing AND 9",
                "missing + 1 = 1",
                "-missing = 1",
                "i - missing <> 7",
                "missing = 'a'",
                "missing > 'a'",
                "(missing = 1) = TRUE",
                "(missing = 1) <> TRUE",
                "missing = TRUE",
                // the rest of the operators
                "color IS NULL",
                "missing IS NOT NULL",
                "color IN ('blue')",
                "color NOT IN ('red')",
                "color LIKE 're'",
                "color NOT LIKE 'r_d'",
                "i BETWEEN 4 AND 9",
                "i NOT BETWEEN 1 AND 4",
                "i BETWEEN 4 AND 2",
                "(TRUE OR TRUE) AND FALSE",
                "NOT (FALSE OR TRUE)",
                "NOT FALSE AND FALSE",
                "1 - (2 - 3) = -4"
            })
    void aMessageIsNotSelectedWhenTheConditionIsFalseOrUnknown(String selector) {
        assertThat(Selector.parse(selector).matches(MESSAGE::get)).as(selector).isFalse();
    }

    @Test
    void theTextIsKept() {
        Selector selector = Selector.parse(" color =  'red' ");

        assertThat(selector.text()).isEqualTo(" color =  'red' ");
        assertThat(selector).hasToString(" color =  'red' ");
    }

    @Test
    void aBetweenWhoseOneBoundIsNullIsDecidedByTheOther() {
        assertThat(Selector.parse("NOT i BETWEEN missing AND 2").matches(MESSAGE::get))
                .isTrue();
        assertThat(Selector.parse("i NOT BETWEEN missing AND 2").matches(MESSAGE::get))
                .isTrue();
    }

    @Test
    void theSecondSideOfAConjunctionIsNotLookedUpWhenTheFirstIsFalse() {
        Map<String, Integer> lookUps = new HashMap<>();
        PropertySource counting = name -> {
            lookUps.merge(name, 1, Integer::sum);
            return MESSAGE.get(name);
        };

        assertThat(Selector.parse("off AND i = 3 OR flag OR color = 'red'").matches(counting))
                .isTrue();
        assertThat(lookUps).isEqualTo(Map.of("off", 1, "flag", 1));
    }

    @Test
    void theLongestSelectorIsEvaluatedOnASmallStack() throws InterruptedException {
        Selector sum = Selector.parse("1" + "+1".repeat((Selector.MAX_LENGTH - 8) / 2) + ">0");
        Selector product = Selector.parse("1" + "*1".repeat((Selector.MAX_LENGTH - 8) / 2) + ">0");
        Selector conjunction = Selector.parse("flag" + " AND flag".repeat(1100));
        Selector disjunction = Selector.parse("off" + " OR off".repeat(1400) + " OR flag");
        Selector negation = Selector.parse("NOT ".repeat(2500) + "flag");
        Selector nested = Selector.parse("(".repeat(100) + "flag" + ")".repeat(100));
        boolean[] selected = new boolean[6];
        Selector[] selectors = {sum, product, conjunction, disjunction, negation, nested};
        Thread small = new Thread(
                null,
                () -> {
                    for (int i = 0; i < selectors.length; i++) {
                        selected[i] = selectors[i].matches(MESSAGE::get);
                    }
                },
                "small-stack",
                256 * 1024);
        small.start();
        small.join();

        assertThat(selected).containsOnly(true);
    }
}
