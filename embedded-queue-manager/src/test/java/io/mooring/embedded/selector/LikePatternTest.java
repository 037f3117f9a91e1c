package io.mooring.embedded.selector;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikePatternTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // the examples of JMS
                "12%3, -, 123, true",
                "12%3, -, 12993, true",
                "12%3, -, 1234, false",
                "l_se, -, lose, true",
                "l_se, -, loose, false",
                "\\_%, \\, _foo, true",
                "\\_%, \\, bar, false",
                // runs
                "%, -, '', true",
                "%%, -, abc, true",
                "'', -, a, false",
                "a%, -, a, true",
                "%a, -, ba, true",
                "%a, -, ab, false",
                "%ab%cd%, -, xabyabcdz, true",
                "%aab, -, aaaab, true",
                "a%b%c, -, abbbc, true",
                "%_, -, '', false",
                "%_%, -, a, true",
                "_%_, -, a, false",
                // escapes
                "100!%, !, 100%, true",
                "100!%, !, 1000, false",
                "!!a, !, !a, true",
                "!ab, !, ab, true",
                "%%_, %, %x, true",
                "%%, %, %, true",
                "__, _, _, true",
                // regular expressions mean nothing, nor do other wildcards
                "a.c, -, abc, false",
                "a*, -, aa, false",
                "[ab], -, a, false",
                "\\_, -, \\x, true",
                // one character beyond the basic plane is one character
                "_, -, 😀, true",
                "__, -, 😀, false",
                "%😀, -, a😀, true",
                "x%_y, -, x😀y, true",
                "😀😀b, 😀, 😀b, true"
            })
    void aPatternDescribesTheWholeValue(String pattern, String escape, String value, boolean matches) {
        int escapeCharacter = escape == null ? -1 : escape.codePointAt(0);

        assertThat(requireNonNull(LikePattern.of(pattern, escapeCharacter)).matches(value))
                .isEqualTo(matches);
    }

    @Test
    void anEscapeCharacterAtTheEndIsNoPattern() {
        assertThat(LikePattern.of("a!", '!')).isNull();
        assertThat(LikePattern.of("a!!", '!')).isNotNull();
    }

    @Test
    void manyRunsOnAValueThatAlmostMatchesTakeNoTime() {
        LikePattern pattern = requireNonNull(LikePattern.of("%a".repeat(2000) + "b", -1));
        String value = "a".repeat(50_000);

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> pattern.matches(value)))
                .isFalse();
    }

    @Test
    void randomPatternsAgreeWithTheDefinition() {
        long seed = new Random().nextLong();
        System.out.println("LikePatternTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String pattern = random("ab_%!", random.nextInt(8), random);
            String value = random("ab%_", random.nextInt(10), random);
            LikePattern compiled = LikePattern.of(pattern, '!');
            if (compiled != null) {
                assertThat(compiled.matches(value))
                        .as("seed %d: '%s' LIKE '%s'", seed, value, pattern)
                        .isEqualTo(defined(pattern, 0, value, 0));
            }
        }
    }

    private static String random(String alphabet, int length, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** The definition, tried in all ways. */
    private static boolean defined(String pattern, int p, String value, int v) {
        if (p == pattern.length()) {
            return v == value.length();
        }
        char element = pattern.charAt(p);
        if (element == '%') {
            return defined(pattern, p + 1, value, v) || (v < value.length() && defined(pattern, p, value, v + 1));
        }
        if (v == value.length()) {
            return false;
        }
        if (element == '!') {
            return pattern.charAt(p + 1) == value.charAt(v) && defined(pattern, p + 2, value, v + 1);
        }
        return (element == '_' || element == value.charAt(v)) && defined(pattern, p + 1, value, v + 1);
    }
}
