package io.mooring.embedded.selector;

import io.mooring.embedded.selector.Condition.AllOf;
import io.mooring.embedded.selector.Condition.AnyOf;
import io.mooring.embedded.selector.Condition.Between;
import io.mooring.embedded.selector.Condition.Comparison;
import io.mooring.embedded.selector.Condition.In;
import io.mooring.embedded.selector.Condition.IsNull;
import io.mooring.embedded.selector.Condition.IsTrue;
import io.mooring.embedded.selector.Condition.Like;
import io.mooring.embedded.selector.Condition.Not;
import io.mooring.embedded.selector.Numbers.Operator;
import io.mooring.embedded.selector.Operand.Arithmetic;
import io.mooring.embedded.selector.Operand.Literal;
import io.mooring.embedded.selector.Operand.Outcome;
import io.mooring.embedded.selector.Operand.Property;
import io.mooring.embedded.selector.Operand.Signed;
import io.mooring.embedded.selector.Operand.Step;
import io.mooring.embedded.selector.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a condition of the text of a selector, by recursive descent.
 *
 * <pre>
 * disjunction = conjunction { OR conjunction }
 * conjunction = negation { AND negation }
 * negation    = { NOT } predicate
 * predicate   = sum [ ( "=" | "&lt;&gt;" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" ) sum
 *                   | [ NOT ] BETWEEN sum AND sum
 *                   | [ NOT ] IN "(" string { "," string } ")"
 *                   | [ NOT ] LIKE string [ ESCAPE string ]
 *                   | IS [ NOT ] NULL ]
 * sum         = product { ( "+" | "-" ) product }
 * product     = sign { ( "*" | "/" ) sign }
 * sign        = ( "+" | "-" ) sign | primary
 * primary     = literal | name | "(" disjunction ")"
 * </pre>
 *
 * <p>Parentheses may hold a condition or a value, so that one grammar serves both; whether a part is a condition, a
 * number or something else is checked when it is put to use.
 */
final class Parser {
    /** Parentheses and signs within each other; each level costs stack, here and in the evaluation. */
    private static final int MAX_NESTING = 100;

    private final String text;
    private final Lexer lexer;
    private Token token;
    private int nesting;

    private Parser(String text) {
        this.text = text;
        this.lexer = new Lexer(text);
        this.token = lexer.next();
    }

    /** The condition that a text describes, null if it is blank. */
    static @Nullable Condition parse(String text) {
        Parser parser = new Parser(text);
        return parser.token.kind() == Kind.END ? null : parser.selector();
    }

    private Condition selector() {
        int start = token.position();
        Expression expression = disjunction();
        if (token.kind() != Kind.END) {
            throw error(
                    expression instanceof Condition
                            ? "AND, OR or the end of the selector"
                            : "an operator or the end of the selector");
        }
        return condition(expression, start);
    }

    private Expression disjunction() {
        int start = token.position();
        Expression first = conjunction();
        if (token.kind() != Kind.OR) {
            return first;
        }
        List<Condition> conditions = new ArrayList<>();
        conditions.add(condition(first, start));
        while (accept(Kind.OR)) {
            int next = token.position();
            conditions.add(condition(conjunction(), next));
        }
        return new AnyOf(List.copyOf(conditions));
    }

    private Expression conjunction() {
        int start = token.position();
        Expression first = negation();
        if (token.kind() != Kind.AND) {
            return first;
        }
        List<Condition> conditions = new ArrayList<>();
        conditions.add(condition(first, start));
        while (accept(Kind.AND)) {
            int next = token.position();
            conditions.add(condition(negation(), next));
        }
        return new AllOf(List.copyOf(conditions));
    }

    private Expression negation() {
        if (token.kind() != Kind.NOT) {
            return predicate();
        }
        boolean negated = false;
        while (accept(Kind.NOT)) {
            negated = !negated;
        }
        int start = token.position();
        Condition condition = condition(predicate(), start);
        return negated ? new Not(condition) : condition;
    }

    private Expression predicate() {
        int start = token.position();
        Expression left = sum();
        Relation relation = relation(token.kind());
        if (relation != null) {
            advance();
            return new Comparison(operand(left), relation, operand(sum()));
        }
        if (token.kind() == Kind.IS) {
            Property property = property(left, start);
            advance();
            boolean negated = accept(Kind.NOT);
            expect(Kind.NULL, negated ? "NULL" : "NULL or NOT NULL");
            return new IsNull(property, negated);
        }
        boolean negated = accept(Kind.NOT);
        return switch (token.kind()) {
            case BETWEEN -> between(number(left, start), negated);
            case IN -> in(property(left, start), negated);
            case LIKE -> like(property(left, start), negated);
            default -> {
                if (negated) {
                    throw error("BETWEEN, IN or LIKE");
                }
                yield left;
            }
        };
    }

    private Condition between(Operand operand, boolean negated) {
        advance();
        int lowStart = token.position();
        Operand low = number(sum(), lowStart);
        expect(Kind.AND, "AND and the upper bound of BETWEEN");
        int highStart = token.position();
        Operand high = number(sum(), highStart);
        return new Between(operand, negated, low, high);
    }

    private Condition in(Property property, boolean negated) {
        advance();
        expect(Kind.OPEN, "'(' and the string literals of IN");
        Set<String> strings = new HashSet<>();
        do {
            strings.add((String) expect(Kind.STRING, Kind.STRING.description()).value());
        } while (accept(Kind.COMMA));
        expect(Kind.CLOSE, "',' or ')'");
        return new In(property, negated, Set.copyOf(strings));
    }

    private Condition like(Property property, boolean negated) {
        advance();
        Token pattern = expect(Kind.STRING, "a string literal with the pattern of LIKE");
        int escape = -1;
        if (accept(Kind.ESCAPE)) {
            Token character = token;
            String value = (String)
                    expect(Kind.STRING, "a string literal with one character").value();
            if (value.codePointCount(0, value.length()) != 1) {
                throw new SelectorSyntaxException(
                        character.position(), character.description(), "a string literal with one character");
            }
            escape = value.codePointAt(0);
        }
        LikePattern compiled = LikePattern.of((String) pattern.value(), escape);
        if (compiled == null) {
            throw new SelectorSyntaxException(
                    pattern.position(),
                    pattern.description(),
                    "a pattern with a character behind each escape character");
        }
        return new Like(property, negated, compiled);
    }

    private Expression sum() {
        int start = token.position();
        Expression first = product();
        Operator operator = additive(token.kind());
        if (operator == null) {
            return first;
        }
        List<Step> steps = new ArrayList<>();
        Operand operand = number(first, start);
        while (operator != null) {
            advance();
            int next = token.position();
            steps.add(new Step(operator, number(product(), next)));
            operator = additive(token.kind());
        }
        return new Arithmetic(operand, List.copyOf(steps));
    }

    private Expression product() {
        int start = token.position();
        Expression first = sign();
        Operator operator = multiplicative(token.kind());
        if (operator == null) {
            return first;
        }
        List<Step> steps = new ArrayList<>();
        Operand operand = number(first, start);
        while (operator != null) {
            advance();
            int next = token.position();
            steps.add(new Step(operator, number(sign(), next)));
            operator = multiplicative(token.kind());
        }
        return new Arithmetic(operand, List.copyOf(steps));
    }

    private Expression sign() {
        boolean negative = token.kind() == Kind.MINUS;
        if (!negative && token.kind() != Kind.PLUS) {
            return primary();
        }
        enter();
        advance();
        if (negative && accept(Kind.MINIMUM_WITHOUT_SIGN)) {
            nesting--;
            return new Literal(Long.MIN_VALUE);
        }
        int start = token.position();
        Operand operand = number(sign(), start);
        nesting--;
        return new Signed(negative, operand);
    }

    private Expression primary() {
        Token first = token;
        switch (first.kind()) {
            case NAME -> {
                advance();
                return new Property(first.text());
            }
            case STRING, NUMBER, BYTES -> {
                advance();
                return new Literal(first.value());
            }
            case TRUE, FALSE -> {
                advance();
                return new Literal(first.kind() == Kind.TRUE);
            }
            case OPEN -> {
                enter();
                advance();
                Expression inner = disjunction();
                expect(Kind.CLOSE, "an operator or ')'");
                nesting--;
                return inner;
            }
            case MINIMUM_WITHOUT_SIGN -> throw error("a number in the range of a Java long");
            default -> throw error("a property name, a literal, a sign or '('");
        }
    }

    /** An expression in a place where only a condition makes sense. */
    private Condition condition(Expression expression, int start) {
        if (expression instanceof Condition condition) {
            return condition;
        }
        if (expression instanceof Property property) {
            return new IsTrue(property);
        }
        if (expression instanceof Literal literal && literal.constant() instanceof Boolean) {
            return new IsTrue(literal);
        }
        throw misplaced(start, "a condition: a comparison, or a boolean");
    }

    /** An expression in a place where only a number makes sense. */
    private Operand number(Expression expression, int start) {
        if (expression instanceof Operand operand
                && !(operand instanceof Literal literal && !(literal.constant() instanceof Number))) {
            return operand;
        }
        throw misplaced(start, "a number or the name of a property");
    }

    private Property property(Expression expression, int start) {
        if (expression instanceof Property property) {
            return property;
        }
        throw misplaced(
                start, "the name of a property in front of " + token.kind().description());
    }

    private static Operand operand(Expression expression) {
        return expression instanceof Operand operand ? operand : new Outcome((Condition) expression);
    }

    private static @Nullable Relation relation(Kind kind) {
        return switch (kind) {
            case EQUAL -> Relation.EQUAL;
            case NOT_EQUAL -> Relation.NOT_EQUAL;
            case LESS -> Relation.LESS;
            case LESS_OR_EQUAL -> Relation.LESS_OR_EQUAL;
            case GREATER -> Relation.GREATER;
            case GREATER_OR_EQUAL -> Relation.GREATER_OR_EQUAL;
            default -> null;
        };
    }

    private static @Nullable Operator additive(Kind kind) {
        return kind == Kind.PLUS ? Operator.ADD : kind == Kind.MINUS ? Operator.SUBTRACT : null;
    }

    private static @Nullable Operator multiplicative(Kind kind) {
        return kind == Kind.TIMES ? Operator.MULTIPLY : kind == Kind.DIVIDE ? Operator.DIVIDE : null;
    }

    private void enter() {
        if (++nesting > MAX_NESTING) {
            throw error("at most " + MAX_NESTING + " parentheses and signs within each other");
        }
    }

    private void advance() {
        token = lexer.next();
    }

    private boolean accept(Kind kind) {
        if (token.kind() != kind) {
            return false;
        }
        advance();
        return true;
    }

    private Token expect(Kind kind, String expected) {
        Token found = token;
        if (!accept(kind)) {
            throw error(expected);
        }
        return found;
    }

    private SelectorSyntaxException error(String expected) {
        return new SelectorSyntaxException(token.position(), token.description(), expected);
    }

    /** The piece of text from a position to the present word is well-formed but of the wrong type. */
    private SelectorSyntaxException misplaced(int start, String expected) {
        String piece = text.substring(start - 1, token.position() - 1).strip();
        return new SelectorSyntaxException(start, SelectorSyntaxException.quote(piece), expected);
    }
}
