package io.mooring.embedded.mqsc;

import java.util.List;

/**
 * A keyword of a command with or without values: {@code REPLACE}, {@code MAXDEPTH(10)}, {@code WHERE(CURDEPTH GT 0)}.
 *
 * @param keyword in upper case
 * @param values the words between the parentheses; empty if there are no parentheses
 * @param end the offset behind it in the command
 */
record Parameter(String keyword, List<Word> values, int end) {

    /** One word of a value. */
    record Word(String text, boolean quoted) {
        /** As MQSC reads it: in upper case, unless it was quoted. */
        String folded() {
            return quoted ? text : Words.upper(text);
        }
    }

    Parameter {
        values = List.copyOf(values);
    }

    boolean hasValue() {
        return !values.isEmpty();
    }

    /** The only value. */
    Word value() throws SyntaxException {
        if (values.size() != 1) {
            throw SyntaxException.in(
                    this,
                    keyword + " takes one value in parentheses, for example " + keyword
                            + "(X); text with blanks is quoted.");
        }
        return values.get(0);
    }

    /** Makes sure that the keyword stands alone. */
    void checkBare() throws SyntaxException {
        if (hasValue()) {
            throw SyntaxException.in(this, keyword + " takes no value in parentheses.");
        }
    }
}
