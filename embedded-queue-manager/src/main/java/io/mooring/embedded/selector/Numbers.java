package io.mooring.embedded.selector;

import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on property values.
 *
 * <p>Null stays null, a result that cannot be represented is null, and what is not a number makes {@link
 * #NOT_A_NUMBER}, so that the comparison around it is false, as for any two types that are not alike.
 */
final class Numbers {
    /** The result of arithmetic on, for example, a string: like no type. */
    static final Object NOT_A_NUMBER = new Object();

    /** The four operators between two numbers. */
    enum Operator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE
    }

    private Numbers() {}

    /** Whether a value is of one of the six numeric types of JMS. */
    static boolean isNumber(Object value) {
        return isExact(value) || value instanceof Double || value instanceof Float;
    }

    /** Whether two numbers are both exact, so that no promotion is needed. */
    static boolean areExact(Object left, Object right) {
        return isExact(left) && isExact(right);
    }

    private static boolean isExact(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    /** The value with its sign kept or changed. */
    static @Nullable Object signed(boolean negative, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (!isNumber(value)) {
            return NOT_A_NUMBER;
        }
        if (!negative) {
            return value;
        }
        return isExact(value) ? subtract(0, ((Number) value).longValue()) : (Object) (-((Number) value).doubleValue());
    }

    /** The result of an operator. */
    static @Nullable Object calculate(@Nullable Object left, Operator operator, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (!isNumber(left) || !isNumber(right)) {
            return NOT_A_NUMBER;
        }
        if (areExact(left, right)) {
            return exact(((Number) left).longValue(), operator, ((Number) right).longValue());
        }
        return approximate(((Number) left).doubleValue(), operator, ((Number) right).doubleValue());
    }

    private static @Nullable Long exact(long left, Operator operator, long right) {
        return switch (operator) {
            case ADD -> add(left, right);
            case SUBTRACT -> subtract(left, right);
            case MULTIPLY -> multiply(left, right);
            case DIVIDE -> divide(left, right);
        };
    }

    // Math.addExact and its like would answer an overflow, for each message, with an exception.
    private static @Nullable Long add(long left, long right) {
        long sum = left + right;
        boolean overflow = ((left ^ sum) & (right ^ sum)) < 0;
        return overflow ? null : (Long) sum;
    }

    private static @Nullable Long subtract(long left, long right) {
        long difference = left - right;
        boolean overflow = ((left ^ right) & (left ^ difference)) < 0;
        return overflow ? null : (Long) difference;
    }

    private static @Nullable Long multiply(long left, long right) {
        long product = left * right;
        boolean overflow = Math.multiplyHigh(left, right) != product >> 63;
        return overflow ? null : (Long) product;
    }

    private static @Nullable Long divide(long left, long right) {
        boolean overflow = right == 0 || (left == Long.MIN_VALUE && right == -1);
        return overflow ? null : (Long) (left / right);
    }

    private static @Nullable Double approximate(double left, Operator operator, double right) {
        double result = switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
        };
        return Double.isFinite(result) ? (Double) result : null;
    }
}
