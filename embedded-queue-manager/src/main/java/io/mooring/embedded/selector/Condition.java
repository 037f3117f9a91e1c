package io.mooring.embedded.selector;

import io.mooring.embedded.selector.Operand.Property;
import java.util.List;
import java.util.Set;

/** A part of a selector that is true, false or unknown. */
sealed interface Condition extends Expression {
    /** Its truth for one message. */
    Truth test(PropertySource properties);

    /** AND. A list instead of a tree, so that a long chain needs no deep stack. */
    record AllOf(List<Condition> conditions) implements Condition {
        @Override
        public Truth test(PropertySource properties) {
            Truth result = Truth.TRUE;
            for (int i = 0; i < conditions.size() && result != Truth.FALSE; i++) {
                result = result.and(conditions.get(i).test(properties));
            }
            return result;
        }
    }

    /** OR. */
    record AnyOf(List<Condition> conditions) implements Condition {
        @Override
        public Truth test(PropertySource properties) {
            Truth result = Truth.FALSE;
            for (int i = 0; i < conditions.size() && result != Truth.TRUE; i++) {
                result = result.or(conditions.get(i).test(properties));
            }
            return result;
        }
    }

    /** NOT. */
    record Not(Condition condition) implements Condition {
        @Override
        public Truth test(PropertySource properties) {
            return condition.test(properties).negated();
        }
    }

    /** A boolean property or literal that stands where a condition is wanted. */
    record IsTrue(Operand operand) implements Condition {
        @Override
        public Truth test(PropertySource properties) {
            Object value = operand.value(properties);
            return value == null ? Truth.UNKNOWN : Truth.of(Boolean.TRUE.equals(value));
        }
    }

    /** A comparison of two values. */
    record Comparison(Operand left, Relation relation, Operand right) implements Condition {
        @Override
        public Truth test(PropertySource properties) {
            return relation.test(left.value(properties), right.value(properties));
        }
    }

    /** BETWEEN, which is {@code >= AND <=}, and NOT BETWEEN, which is {@code < OR >}. */
    record Between(Operand operand, boolean negated, Operand low, Operand high) implements Condition {
        @Override
        public Truth test(PropertySource properties) {
            Object value = operand.value(properties);
            Object least = low.value(properties);
            Object greatest = high.value(properties);
            return negated
                    ? Relation.LESS.test(value, least).or(Relation.GREATER.test(value, greatest))
                    : Relation.GREATER_OR_EQUAL.test(value, least).and(Relation.LESS_OR_EQUAL.test(value, greatest));
        }
    }

    /** IN and NOT IN. */
    record In(Property property, boolean negated, Set<String> strings) implements Condition {
        @Override
        public Truth test(PropertySource properties) {
            Object value = property.value(properties);
            return value == null
                    ? Truth.UNKNOWN
                    : Truth.of(value instanceof String string && strings.contains(string))
                            .negatedIf(negated);
        }
    }

    /** LIKE and NOT LIKE. */
    record Like(Property property, boolean negated, LikePattern pattern) implements Condition {
        @Override
        public Truth test(PropertySource properties) {
            Object value = property.value(properties);
            return value == null
                    ? Truth.UNKNOWN
                    : Truth.of(value instanceof String string && pattern.matches(string))
                            .negatedIf(negated);
        }
    }

    /** IS NULL and IS NOT NULL, the one question about null that has an answer. */
    record IsNull(Property property, boolean negated) implements Condition {
        @Override
        public Truth test(PropertySource properties) {
            return Truth.of((property.value(properties) == null) != negated);
        }
    }
}
