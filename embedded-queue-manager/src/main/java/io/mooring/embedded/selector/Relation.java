package io.mooring.embedded.selector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The comparison operators, and what they say about two values. */
enum Relation {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    /** Compares two property values: unknown if one is null, false if their types are not alike. */
    Truth test(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Truth.UNKNOWN;
        }
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return Truth.of(
                    Numbers.areExact(left, right)
                            ? holds(Long.compare(((Number) left).longValue(), ((Number) right).longValue()))
                            : holds(((Number) left).doubleValue(), ((Number) right).doubleValue()));
        }
        if (left instanceof byte[] leftBytes && right instanceof byte[] rightBytes) {
            return Truth.of(holdsForEquality(Arrays.equals(leftBytes, rightBytes)));
        }
        if ((left instanceof String && right instanceof String)
                || (left instanceof Boolean && right instanceof Boolean)) {
            return Truth.of(holdsForEquality(left.equals(right)));
        }
        return Truth.FALSE;
    }

    private boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    // Not by Double.compare: in Java's promotion 0.0 equals -0.0, and NaN is neither less nor greater nor equal.
    private boolean holds(double left, double right) {
        return switch (this) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
        };
    }

    private boolean holdsForEquality(boolean equal) {
        return switch (this) {
            case EQUAL -> equal;
            case NOT_EQUAL -> !equal;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> false;
        };
    }
}
