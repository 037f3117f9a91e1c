package io.mooring.embedded.definition;

/** The rules for names of MQ objects: letters, digits and {@code . / _ %}; generic names end with an asterisk. */
public final class ObjectName {
    /** Longest name of a queue or queue manager. */
    public static final int MAXIMUM_LENGTH = 48;

    /** Longest name of a channel. */
    public static final int MAXIMUM_CHANNEL_LENGTH = 20;

    /** The rule as a part of a sentence. */
    public static final String RULE = "a name has letters, digits, '.', '/', '_' and '%'";

    private ObjectName() {}

    /** Whether the text is a name of 1 to {@code maximumLength} allowed characters. */
    public static boolean isValid(String name, int maximumLength) {
        return !name.isEmpty() && name.length() <= maximumLength && name.chars().allMatch(ObjectName::isAllowed);
    }

    /** Whether a name matches a pattern: itself, or a beginning of it followed by an asterisk. */
    public static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    private static boolean isAllowed(int c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '/'
                || c == '_'
                || c == '%';
    }
}
