package io.mooring.embedded.definition;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a definition, with every spelling of it.
 *
 * @param mqscName as MQSC writes it, for example {@code MAXDEPTH}
 * @param selector as MQINQ, MQSET and PCF number it (MQIA_*, MQCA_*, MQIACH_*, MQCACH_*)
 * @param kind what its values are
 * @param minimum the least number, of a number
 * @param maximum the greatest number of a number; the greatest length of a text, which is also the length that MQINQ pads
 *     it to
 * @param words the values of a choice or a flag by their MQSC words, in MQSC's order; empty otherwise
 * @param defaultValue an Integer or a String
 */
public record Attribute(
        String mqscName,
        int selector,
        Kind kind,
        int minimum,
        int maximum,
        Map<String, Integer> words,
        Object defaultValue) {

    /** What values an attribute has. */
    public enum Kind {
        /** A whole number: {@code MAXDEPTH(5000)}. */
        NUMBER,
        /** One of several words, a number for programs: {@code GET(ENABLED)}. */
        CHOICE,
        /** Like a choice, but the word itself is the keyword: {@code SHARE} or {@code NOSHARE}. */
        FLAG,
        /** Text in any case: {@code DESCR('orders')}. */
        TEXT,
        /** The name of an object. */
        NAME
    }

    /** Spelled out: the one that a record makes when it is first asked costs a new JVM some 70 ms. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Attribute that
                        && selector == that.selector
                        && kind == that.kind
                        && minimum == that.minimum
                        && maximum == that.maximum
                        && mqscName.equals(that.mqscName)
                        && words.equals(that.words)
                        && defaultValue.equals(that.defaultValue));
    }

    /** The selector: cheap, because the values of a definition are looked up by attribute at each call. */
    @Override
    public int hashCode() {
        return selector;
    }

    static Attribute number(String mqscName, int selector, int minimum, int maximum, int defaultValue) {
        return new Attribute(mqscName, selector, Kind.NUMBER, minimum, maximum, Map.of(), defaultValue);
    }

    static Attribute choice(String mqscName, int selector, Map<String, Integer> words, String defaultWord) {
        return new Attribute(mqscName, selector, Kind.CHOICE, 0, 0, words, valueOf(defaultWord, words));
    }

    static Attribute flag(String mqscName, int selector, Map<String, Integer> words, String defaultWord) {
        return new Attribute(mqscName, selector, Kind.FLAG, 0, 0, words, valueOf(defaultWord, words));
    }

    private static int valueOf(String word, Map<String, Integer> words) {
        Integer value = words.get(word);
        if (value == null) {
            throw new IllegalArgumentException("default " + word + " is none of the words " + words.keySet());
        }
        return value;
    }

    static Attribute text(String mqscName, int selector, int length) {
        return new Attribute(mqscName, selector, Kind.TEXT, 0, length, Map.of(), "");
    }

    static Attribute name(String mqscName, int selector, int length) {
        return new Attribute(mqscName, selector, Kind.NAME, 0, length, Map.of(), "");
    }

    /** Whether its value is a string for programs (a character attribute), rather than an integer. */
    public boolean isText() {
        return kind == Kind.TEXT || kind == Kind.NAME;
    }

    /** The value as MQSC displays it: the word of a choice, the digits of a number, the text. */
    public String display(Object value) {
        return wordOf(value).orElse(String.valueOf(value));
    }

    /** The word of a choice or flag with this number, if it has one. */
    public Optional<String> wordOf(Object value) {
        return words.entrySet().stream()
                .filter(word -> word.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Checks a value for this attribute.
     *
     * @return the value
     * @throws IllegalArgumentException with a sentence that names attribute, value and what would do
     */
    public Object checked(Object value) {
        if (isText()) {
            if (!(value instanceof String text)) {
                throw new IllegalArgumentException(mqscName + " takes text, not " + value);
            }
            if (text.length() > maximum) {
                throw new IllegalArgumentException(
                        mqscName + " has " + text.length() + " characters; it takes at most " + maximum);
            }
            if (kind == Kind.NAME && !text.isEmpty() && !ObjectName.isValid(text, maximum)) {
                throw new IllegalArgumentException(
                        mqscName + " is not a valid name: '" + text + "'; " + ObjectName.RULE);
            }
            return text;
        }
        if (!(value instanceof Integer number)) {
            throw new IllegalArgumentException(mqscName + " takes a number, not '" + value + "'");
        }
        if (kind == Kind.NUMBER) {
            if (number < minimum || number > maximum) {
                throw new IllegalArgumentException(
                        mqscName + " is " + number + "; it takes " + minimum + " to " + maximum);
            }
        } else if (!words.containsValue(number)) {
            throw new IllegalArgumentException(mqscName + " is " + number + "; it takes one of " + words);
        }
        return number;
    }
}
