package io.mooring.embedded.selector;

import org.jspecify.annotations.Nullable;

/**
 * A message selector: a condition on the properties of a message. Immutable; any thread may use it.
 *
 * <p>The syntax is that of JMS 2.0 ({@code javax.jms.Message}), with two additions of IBM MQ: names with periods
 * ({@code Root.MQMD.Priority}, {@code mcd.Type}) and byte strings ({@code "0x414d51"}). Evaluation follows SQL-92, with these
 * answers where the specification is short:
 *
 * <ul>
 *   <li>A property that a message does not have is null, and a comparison with null is unknown.
 *   <li>A comparison of different types is false, and so is {@code <}, {@code <=}, {@code >} or {@code >=} between
 *       strings, booleans or byte strings. Arithmetic on something else than a number has a type of its own. A property
 *       that stands as a condition and is not a boolean is false.
 *   <li>{@code NOT BETWEEN}, {@code NOT IN} and {@code NOT LIKE} mean what the specification gives as their equivalent:
 *       {@code a < b OR a > c}, and {@code NOT (...)} for the other two.
 *   <li>Exact numbers are calculated and compared as {@code long}, and as {@code double} when an approximate number is
 *       with them. Overflow, division by zero and results that are infinite or no number are unknown.
 *   <li>An empty or blank text selects every message.
 * </ul>
 */
public final class Selector {
    /** The longest text, in characters (MQ_SELECTOR_LENGTH). */
    public static final int MAX_LENGTH = 10_240;

    private final String text;
    private final @Nullable Condition condition;

    private Selector(String text, @Nullable Condition condition) {
        this.text = text;
        this.condition = condition;
    }

    /**
     * Reads a selector.
     *
     * @throws SelectorSyntaxException if the text is not a selector, is longer than {@link #MAX_LENGTH}, or nests
     *     parentheses and signs more than 100 levels deep
     */
    public static Selector parse(String text) throws SelectorSyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw new SelectorSyntaxException(
                    MAX_LENGTH + 1, text.length() + " characters", "at most " + MAX_LENGTH + " characters");
        }
        return new Selector(text, Parser.parse(text));
    }

    /** Whether a message with these properties is selected; not if the condition is false or unknown. */
    public boolean matches(PropertySource properties) {
        return condition == null || condition.test(properties) == Truth.TRUE;
    }

    /** The text as it was given. */
    public String text() {
        return text;
    }

    /** The text as it was given. */
    @Override
    public String toString() {
        return text;
    }
}
