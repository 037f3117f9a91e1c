package io.mooring.embedded.selector;

/** The three truth values of SQL. */
enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** NOT: unknown stays unknown. */
    Truth negated() {
        return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
    }

    /** This, or its negation. */
    Truth negatedIf(boolean negate) {
        return negate ? negated() : this;
    }

    /** AND: the lesser of the two. */
    Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** OR: the greater of the two. */
    Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
