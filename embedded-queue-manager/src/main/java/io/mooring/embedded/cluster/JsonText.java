package io.mooring.embedded.cluster;

import java.util.Locale;
import java.util.Map;

/** Writes maps, lists, strings, whole numbers and truth values as indented JSON; escapes what must be escaped. */
final class JsonText {
    private static final String INDENT = "  ";
    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    /**
     * The text of a value.
     *
     * @throws IllegalArgumentException if it, or something in it, is of another type
     */
    static String of(Object value) {
        JsonText text = new JsonText();
        text.value(value, "\n");
        return text.out.append('\n').toString();
    }

    private void value(Object value, String lineBreak) {
        if (value instanceof String string) {
            string(string);
        } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Map<?, ?> map) {
            object(map, lineBreak);
        } else if (value instanceof Iterable<?> list) {
            array(list, lineBreak);
        } else {
            throw new IllegalArgumentException("a " + value.getClass().getName() + " has no place in this JSON");
        }
    }

    private void object(Map<?, ?> map, String lineBreak) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator).append(lineBreak).append(INDENT);
            string(entry.getKey().toString());
            out.append(": ");
            value(entry.getValue(), lineBreak + INDENT);
            separator = ",";
        }
        out.append(map.isEmpty() ? "{" : lineBreak).append('}');
    }

    private void array(Iterable<?> list, String lineBreak) {
        String separator = "[";
        boolean empty = true;
        for (Object element : list) {
            out.append(separator).append(lineBreak).append(INDENT);
            value(element, lineBreak + INDENT);
            separator = ",";
            empty = false;
        }
        out.append(empty ? "[" : lineBreak).append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE || Character.isSurrogate(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
