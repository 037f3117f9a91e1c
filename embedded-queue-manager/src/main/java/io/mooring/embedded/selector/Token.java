package io.mooring.embedded.selector;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A word of a selector.
 *
 * @param kind what it is
 * @param position where it begins, in characters, the first being 1
 * @param text as it is spelled, empty at the end
 * @param value of a literal; for other kinds the text
 */
record Token(Kind kind, int position, String text, Object value) {

    /** The kinds of words, with the words in which an error message asks for them. */
    enum Kind {
        NAME("a property name"),
        STRING("a string literal"),
        NUMBER("a number"),
        /** 9223372036854775808, a number only with a minus sign in front. */
        MINIMUM_WITHOUT_SIGN("a number"),
        BYTES("a byte string"),
        AND("AND"),
        OR("OR"),
        NOT("NOT"),
        BETWEEN("BETWEEN"),
        LIKE("LIKE"),
        IN("IN"),
        IS("IS"),
        ESCAPE("ESCAPE"),
        NULL("NULL"),
        TRUE("TRUE"),
        FALSE("FALSE"),
        EQUAL("'='"),
        NOT_EQUAL("'<>'"),
        LESS("'<'"),
        LESS_OR_EQUAL("'<='"),
        GREATER("'>'"),
        GREATER_OR_EQUAL("'>='"),
        PLUS("'+'"),
        MINUS("'-'"),
        TIMES("'*'"),
        DIVIDE("'/'"),
        OPEN("'('"),
        CLOSE("')'"),
        COMMA("','"),
        END("the end of the selector");

        private static final Map<String, Kind> KEYWORDS = Stream.of(
                        AND, OR, NOT, BETWEEN, LIKE, IN, IS, ESCAPE, NULL, TRUE, FALSE)
                .collect(Collectors.toUnmodifiableMap(Kind::name, Function.identity()));

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        /** What an error message calls it. */
        String description() {
            return description;
        }

        /** The keyword that a word is, in capital or small letters, else {@link #NAME}. */
        static Kind ofWord(String word) {
            return KEYWORDS.getOrDefault(word.toUpperCase(Locale.ROOT), NAME);
        }
    }

    /** What an error message says that it found. */
    String description() {
        return kind == Kind.END ? kind.description() : SelectorSyntaxException.quote(text);
    }
}
