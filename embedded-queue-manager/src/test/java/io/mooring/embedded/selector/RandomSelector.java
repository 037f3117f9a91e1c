package io.mooring.embedded.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes random selectors together with what they must evaluate to on one message.
 *
 * <p>It knows the rules a second time and shares no code with the parser or the evaluation: numbers are {@code double}
 * and so small that {@code long} would give the same, truth is a {@code Boolean} or null.
 */
final class RandomSelector {
    /** The message: two numbers, two strings, two booleans; {@code n0}, {@code s0} and {@code b0} are absent. */
    static final Map<String, Object> MESSAGE =
            Map.of("n1", 3, "n2", -2L, "s1", "red", "s2", "a_b", "b1", true, "b2", false);

    private static final List<String> NUMBERS = List.of("n0", "n1", "n2");
    private static final List<String> STRINGS = List.of("s0", "s1", "s2");
    private static final List<String> RELATIONS = List.of("=", "<>", "<", "<=", ">", ">=");

    /**
     * An expression.
     *
     * @param text as a selector spells it
     * @param precedence of its outermost operator; the higher, the tighter it binds
     * @param value a {@code Double}, {@code String} or {@code Boolean}, null for unknown
     */
    record Node(String text, int precedence, @Nullable Object value) {}

    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int PREDICATE = 4;
    private static final int SUM = 5;
    private static final int PRODUCT = 6;
    private static final int SIGN = 7;
    private static final int PRIMARY = 8;

    private final Random random;

    RandomSelector(Random random) {
        this.random = random;
    }

    /** A condition whose tree is at most so deep. */
    Node condition(int depth) {
        switch (depth <= 0 ? random.nextInt(3) : random.nextInt(12)) {
            case 0 -> {
                String name = pick(List.of("b0", "b1", "b2"));
                return new Node(name, PRIMARY, MESSAGE.get(name));
            }
            case 1 -> {
                return random.nextBoolean() ? new Node("TRUE", PRIMARY, true) : new Node("False", PRIMARY, false);
            }
            case 2 -> {
                boolean negated = random.nextBoolean();
                String name = pick(random.nextBoolean() ? NUMBERS : STRINGS);
                return new Node(
                        name + (negated ? " IS NOT NULL" : " is null"),
                        PREDICATE,
                        (MESSAGE.get(name) == null) != negated);
            }
            case 3, 4 -> {
                return junction(depth, "AND", AND);
            }
            case 5, 6 -> {
                return junction(depth, "OR", OR);
            }
            case 7 -> {
                Node operand = condition(depth - 1);
                return new Node("NOT " + in(operand, NOT), NOT, not(operand.value()));
            }
            case 8 -> {
                return strings();
            }
            case 9 -> {
                return between(depth);
            }
            default -> {
                return comparison(depth);
            }
        }
    }

    private Node junction(int depth, String word, int precedence) {
        Node left = condition(depth - 1);
        Node right = condition(depth - 1);
        Object decisive = precedence == OR;
        Object value = decisive.equals(left.value()) || decisive.equals(right.value())
                ? decisive
                : left.value() == null || right.value() == null ? null : (Object) (precedence == AND);
        return new Node(in(left, precedence) + " " + word + " " + in(right, precedence + 1), precedence, value);
    }

    private Node comparison(int depth) {
        String relation = pick(RELATIONS);
        Node left = operand(depth);
        Node right = operand(depth);
        return new Node(
                in(left, SUM) + pick(List.of(" ", "")) + relation + " " + in(right, SUM),
                PREDICATE,
                compare(left.value(), relation, right.value()));
    }

    private Node operand(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> {
                String name = pick(STRINGS);
                yield new Node(name, PRIMARY, MESSAGE.get(name));
            }
            case 1 -> {
                Node condition = condition(depth - 1);
                yield new Node("(" + condition.text() + ")", PRIMARY, condition.value());
            }
            default -> number(depth);
        };
    }

    private Node between(int depth) {
        boolean negated = random.nextBoolean();
        Node value = number(depth);
        Node low = number(depth - 1);
        Node high = number(depth - 1);
        Object above = compare(value.value(), negated ? "<" : ">=", low.value());
        Object below = compare(value.value(), negated ? ">" : "<=", high.value());
        Object decisive = negated;
        Object result = decisive.equals(above) || decisive.equals(below)
                ? decisive
                : above == null || below == null ? null : (Object) !negated;
        String text =
                in(value, SUM) + (negated ? " NOT BETWEEN " : " BETWEEN ") + in(low, SUM) + " AND " + in(high, SUM);
        return new Node(text, PREDICATE, result);
    }

    private Node strings() {
        String name = pick(STRINGS);
        Object value = MESSAGE.get(name);
        boolean negated = random.nextBoolean();
        boolean found;
        String text;
        if (random.nextBoolean()) {
            String other = pick(List.of("red", "a_b", "it''s"));
            text = name + (negated ? " NOT IN " : " IN ") + "('x', '" + other + "')";
            found = other.equals(value);
        } else {
            boolean escaped = random.nextBoolean();
            text = name + (negated ? " NOT LIKE " : " LIKE ") + (escaped ? "'_|_%' ESCAPE '|'" : "'_e%'");
            found = (escaped ? "a_b" : "red").equals(value);
        }
        return new Node(text, PREDICATE, value == null ? null : (Object) (found != negated));
    }

    private Node number(int depth) {
        switch (depth <= 0 ? random.nextInt(2) : random.nextInt(6)) {
            case 0 -> {
                String name = pick(NUMBERS);
                Object value = MESSAGE.get(name);
                return new Node(name, PRIMARY, value == null ? null : (Object) ((Number) value).doubleValue());
            }
            case 1 -> {
                int value = random.nextInt(10);
                String text = pick(List.of(
                        value + "", value + ".", value + "L", "0x" + value, value + ".0e0", "." + value + "e1"));
                return new Node(text, PRIMARY, (double) value);
            }
            case 2 -> {
                boolean negative = random.nextBoolean();
                Node operand = number(depth - 1);
                Object value = operand.value();
                return new Node(
                        (negative ? "-" : "+") + in(operand, SIGN),
                        SIGN,
                        value == null ? null : (Object) (negative ? -(double) value : (double) value));
            }
            case 3 -> {
                return calculation(depth, '*', PRODUCT);
            }
            default -> {
                return calculation(depth, random.nextBoolean() ? '+' : '-', SUM);
            }
        }
    }

    private Node calculation(int depth, char operator, int precedence) {
        Node left = number(depth - 1);
        Node right = number(depth - 1);
        Object value = null;
        if (left.value() != null && right.value() != null) {
            double l = (double) left.value();
            double r = (double) right.value();
            value = operator == '*' ? l * r : operator == '+' ? l + r : l - r;
        }
        String blank = pick(List.of(" ", "", "\n"));
        return new Node(in(left, precedence) + blank + operator + blank + in(right, precedence + 1), precedence, value);
    }

    /** The text of an expression where an operator needs at least some precedence, with parentheses if it has less. */
    private String in(Node node, int needed) {
        boolean parentheses = node.precedence() < needed || random.nextInt(10) == 0;
        return parentheses ? "(" + node.text() + ")" : node.text();
    }

    private static @Nullable Object not(@Nullable Object value) {
        return value == null ? null : (Object) !(Boolean) value;
    }

    private static @Nullable Object compare(@Nullable Object left, String relation, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left.getClass() != right.getClass()) {
            return false;
        }
        boolean equal = left instanceof Double l ? l.doubleValue() == (double) right : left.equals(right);
        boolean less = left instanceof Double l && l < (double) right;
        boolean greater = left instanceof Double l && l > (double) right;
        return switch (relation) {
            case "=" -> equal;
            case "<>" -> !equal;
            case "<" -> less;
            case ">" -> greater;
            case "<=" -> less || (equal && left instanceof Double);
            default -> greater || (equal && left instanceof Double);
        };
    }

    private <T> T pick(List<T> values) {
        List<T> list = new ArrayList<>(values);
        return list.get(random.nextInt(list.size()));
    }
}
