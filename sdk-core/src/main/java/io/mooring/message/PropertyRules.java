package io.mooring.message;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What names and values of properties may be. */
final class PropertyRules {
    private static final String WORD = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
    private static final Pattern NAME = Pattern.compile(WORD + "(\\." + WORD + ")*");

    private PropertyRules() {}

    static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Property name '" + name
                    + "' is not of the form that JMS allows: letters, digits, _ and $, not beginning with a digit.");
        }
        return name;
    }

    static Object checkedValue(String name, Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        boolean fits = value instanceof String
                || value instanceof Boolean
                || value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Float
                || value instanceof Double;
        if (!fits) {
            throw new IllegalArgumentException("Property '" + name + "' is of " + value.getClass()
                    + "; give a String, a Boolean, a number of up to 8 bytes, or a byte array.");
        }
        return value;
    }

    static boolean same(Map<String, Object> one, Map<String, Object> other) {
        return one.size() == other.size()
                && one.entrySet().stream().allMatch(entry -> same(entry.getValue(), other.get(entry.getKey())));
    }

    private static boolean same(Object one, @Nullable Object other) {
        if (one instanceof byte[] bytes && other instanceof byte[] others) {
            return Arrays.equals(bytes, others);
        }
        return one.equals(other);
    }
}
