package io.mooring.channeltable;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * A value of a JSON document that knows where it stands.
 *
 * @param place where it begins
 * @param content a {@code Map<String, JsonValue>}, {@code List<JsonValue>}, {@code String}, {@link BigInteger} or
 *     {@link Literal}
 */
record JsonValue(Place place, Object content) {
    private static final int SHOWN = 60;

    /** Line and column, counted from 1, and the path; empty for the document itself. */
    record Place(int line, int column, String path) {
        @Override
        public String toString() {
            return "line " + line + ", column " + column + (path.isEmpty() ? "" : ", " + path);
        }
    }

    /** {@code true}, {@code false}, {@code null}, or a number with a fraction or exponent: nothing that a table has. */
    record Literal(String text) {}

    /** The value as a complaint shows it: bounded. */
    String shown() {
        if (content instanceof Map) {
            return "an object";
        }
        if (content instanceof List) {
            return "an array";
        }
        if (content instanceof String text) {
            return "\"" + bounded(text) + "\"";
        }
        return bounded(content instanceof Literal literal ? literal.text() : content.toString());
    }

    private static String bounded(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
