package io.mooring;

import java.io.Serializable;

/**
 * The name of a queue manager: 1 to 48 characters out of {@code A-Z a-z 0-9 . / _ %}.
 *
 * <p>Names tell queue managers apart within one estate, not across estates. A leading asterisk (a queue manager group of
 * a channel table) is not part of a name and is refused.
 *
 * @param value the name, without the blanks that MQ pads it with
 */
public record QueueManagerName(String value) implements Comparable<QueueManagerName>, Serializable {
    /** The longest name, in characters. */
    public static final int MAX_LENGTH = 48;

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is empty, too long, or has a character that MQ does not allow
     */
    public QueueManagerName {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A queue manager name is empty; give 1 to 48 characters.");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("Queue manager name '" + value + "' has " + value.length()
                    + " characters; MQ allows at most " + MAX_LENGTH + ".");
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isNameCharacter(value.charAt(i))) {
                throw new IllegalArgumentException("Queue manager name '" + value + "' has the character '"
                        + value.charAt(i) + "' at position " + i + "; MQ allows A-Z a-z 0-9 . / _ %.");
            }
        }
    }

    /**
     * The name as an application writes it or as a queue manager returns it, where it is padded to 48 characters.
     *
     * @param name the name; blanks and binary zeros at its end are dropped
     * @throws IllegalArgumentException if the rest is not a queue manager name
     */
    public static QueueManagerName of(String name) {
        int end = name.length();
        while (end > 0 && (name.charAt(end - 1) == ' ' || name.charAt(end - 1) == '\0')) {
            end--;
        }
        return new QueueManagerName(name.substring(0, end));
    }

    /** As much of the name as a message id holds: its first 12 characters, or all of a shorter one. */
    public String messageIdPrefix() {
        return value.substring(0, Math.min(value.length(), MessageId.PREFIX_LENGTH));
    }

    static boolean isNameCharacter(char c) {
        boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        boolean digit = c >= '0' && c <= '9';
        return letter || digit || c == '.' || c == '/' || c == '_' || c == '%';
    }

    @Override
    public int compareTo(QueueManagerName other) {
        return value.compareTo(other.value);
    }

    /** The bare name, as it stands in a log line. */
    @Override
    public String toString() {
        return value;
    }
}
