package io.mooring.embedded.selector;

import io.mooring.embedded.selector.Numbers.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a selector that has a value: the sides of a comparison. */
sealed interface Operand extends Expression {
    /** The value for one message, null if it has none. */
    @Nullable
    Object value(PropertySource properties);

    /** A literal: {@code Long}, {@code Double}, {@code String}, {@code Boolean} or {@code byte[]}. */
    record Literal(Object constant) implements Operand {
        @Override
        public Object value(PropertySource properties) {
            return constant;
        }
    }

    /** A property, by its name. */
    record Property(String name) implements Operand {
        @Override
        public @Nullable Object value(PropertySource properties) {
            return properties.property(name);
        }
    }

    /** A sign in front of a number; plus counts, because it makes a string not a number. */
    record Signed(boolean negative, Operand operand) implements Operand {
        @Override
        public @Nullable Object value(PropertySource properties) {
            return Numbers.signed(negative, operand.value(properties));
        }
    }

    /**
     * Operators of one precedence, from left to right. A chain instead of a tree, so that a long sum needs no deep stack.
     */
    record Arithmetic(Operand first, List<Step> steps) implements Operand {
        @Override
        public @Nullable Object value(PropertySource properties) {
            Object result = first.value(properties);
            for (int i = 0; i < steps.size() && result != null; i++) {
                Step step = steps.get(i);
                result = Numbers.calculate(
                        result, step.operator(), step.operand().value(properties));
            }
            return result;
        }
    }

    /** One operator of a chain and what stands to the right of it. */
    record Step(Operator operator, Operand operand) {}

    /** A condition in parentheses that is compared, as in {@code (a > 1) = flag}. */
    record Outcome(Condition condition) implements Operand {
        @Override
        public @Nullable Object value(PropertySource properties) {
            return switch (condition.test(properties)) {
                case TRUE -> true;
                case FALSE -> false;
                case UNKNOWN -> null;
            };
        }
    }
}
