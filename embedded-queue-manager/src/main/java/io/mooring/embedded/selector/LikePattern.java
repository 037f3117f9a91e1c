package io.mooring.embedded.selector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pattern of LIKE: {@code _} is any one character, {@code %} any run of them, everything else itself.
 *
 * <p>A character is a Unicode code point. Only the last {@code %} is ever tried again, so that the work is at most the
 * length of the value times that of the pattern.
 */
final class LikePattern {
    private static final int ANY_CHARACTER = -1;
    private static final int ANY_RUN = -2;

    private final int[] elements;

    private LikePattern(int[] elements) {
        this.elements = elements;
    }

    /**
     * Reads a pattern, else returns null if its last character is an escape character that escapes nothing.
     *
     * @param escape the code point that makes the next character stand for itself, -1 for none
     */
    static @Nullable LikePattern of(String pattern, int escape) {
        int[] codePoints = pattern.codePoints().toArray();
        int length = 0;
        // In place: an element never stands behind the characters it was made of.
        for (int i = 0; i < codePoints.length; i++) {
            int codePoint = codePoints[i];
            if (codePoint == escape) {
                i++;
                if (i == codePoints.length) {
                    return null;
                }
                codePoints[length++] = codePoints[i];
            } else if (codePoint == '_') {
                codePoints[length++] = ANY_CHARACTER;
            } else if (codePoint == '%') {
                codePoints[length++] = ANY_RUN;
            } else {
                codePoints[length++] = codePoint;
            }
        }
        return new LikePattern(Arrays.copyOf(codePoints, length));
    }

    /** Whether the pattern describes the whole value. */
    boolean matches(String value) {
        int at = 0;
        int element = 0;
        int afterRun = -1;
        int runEnd = 0;
        while (at < value.length()) {
            int codePoint = value.codePointAt(at);
            if (element < elements.length && elements[element] == ANY_RUN) {
                element++;
                afterRun = element;
                runEnd = at;
            } else if (element < elements.length
                    && (elements[element] == ANY_CHARACTER || elements[element] == codePoint)) {
                element++;
                at += Character.charCount(codePoint);
            } else if (afterRun >= 0) {
                // The last run takes one character more, and what follows it is tried again from there.
                runEnd += Character.charCount(value.codePointAt(runEnd));
                at = runEnd;
                element = afterRun;
            } else {
                return false;
            }
        }
        while (element < elements.length && elements[element] == ANY_RUN) {
            element++;
        }
        return element == elements.length;
    }
}
