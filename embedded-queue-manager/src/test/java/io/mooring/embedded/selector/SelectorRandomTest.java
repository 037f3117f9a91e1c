package io.mooring.embedded.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.selector.RandomSelector.Node;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random selectors, good and bad; each failure names the seed. */
class SelectorRandomTest {
    private static final String[] PIECES = {
        "a",
        "b.c",
        "'x'",
        "''",
        "'",
        "\"0x01\"",
        "\"",
        "1",
        "0x",
        "07",
        "1.",
        ".5",
        "1e",
        "9223372036854775808",
        "(",
        ")",
        ",",
        "=",
        "<>",
        "<",
        "<=",
        ">",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "AND",
        "OR",
        "NOT",
        "BETWEEN",
        "IN",
        "LIKE",
        "ESCAPE",
        "IS",
        "NULL",
        "TRUE",
        " ",
        "\t",
        "!",
        "ä",
        "😀",
        "\ud800",
        "\0",
        ".",
        "%"
    };

    @Test
    void whatIsPrintedAndParsedEvaluatesAsTheTreeItWasPrintedFrom() {
        long seed = seed("trees");
        Random random = new Random(seed);
        RandomSelector selectors = new RandomSelector(random);
        int[] outcomes = new int[3];
        for (int i = 0; i < 20_000; i++) {
            Node node = selectors.condition(1 + random.nextInt(5));
            String negation = "NOT (" + node.text() + ")";

            assertThat(matches(node.text()))
                    .as("seed %d: %s", seed, node.text())
                    .isEqualTo(Boolean.TRUE.equals(node.value()));
            assertThat(matches(negation))
                    .as("seed %d: %s", seed, negation)
                    .isEqualTo(Boolean.FALSE.equals(node.value()));
            outcomes[node.value() == null ? 0 : (Boolean) node.value() ? 1 : 2]++;
        }
        assertThat(outcomes)
                .as("each truth value is common, or the test says little")
                .satisfies(counts ->
                        assertThat(Arrays.stream(counts).min().orElse(0)).isGreaterThan(1000));
    }

    @Test
    void randomWordsAreASelectorOrASyntaxError() {
        long seed = seed("words");
        Random random = new Random(seed);
        int selectors = 0;
        int errors = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(8); length >= 0; length--) {
                text.append(PIECES[random.nextInt(PIECES.length)]).append(random.nextBoolean() ? " " : "");
            }
            if (isSelector(text.toString(), seed)) {
                selectors++;
            } else {
                errors++;
            }
        }
        assertThat(selectors).isPositive();
        assertThat(errors).isPositive();
    }

    @Test
    void aSelectorWithSomeCharactersChangedIsASelectorOrASyntaxError() {
        long seed = seed("mutations");
        Random random = new Random(seed);
        RandomSelector trees = new RandomSelector(random);
        int selectors = 0;
        int errors = 0;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder(trees.condition(4).text());
            for (int changes = 1 + random.nextInt(3); changes > 0 && text.length() > 0; changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                    default -> text.setCharAt(at, (char) random.nextInt(0x180));
                }
            }
            if (isSelector(text.toString(), seed)) {
                selectors++;
            } else {
                errors++;
            }
        }
        assertThat(selectors).isPositive();
        assertThat(errors).isPositive();
    }

    private static boolean isSelector(String text, long seed) {
        try {
            matches(text);
            return true;
        } catch (SelectorSyntaxException e) {
            assertThat(e.position()).as("seed %d: %s", seed, text).isBetween(1, text.length() + 1);
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + seed + ": " + text, e);
        }
    }

    private static boolean matches(String text) {
        return Selector.parse(text).matches(RandomSelector.MESSAGE::get);
    }

    private static long seed(String what) {
        long seed = new Random().nextLong();
        System.out.println("SelectorRandomTest " + what + " seed " + seed);
        return seed;
    }
}
