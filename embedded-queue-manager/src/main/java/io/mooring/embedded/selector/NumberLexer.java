package io.mooring.embedded.selector;

import io.mooring.embedded.selector.Token.Kind;
import java.util.HexFormat;
import java.util.function.IntConsumer;

/**
 * Reads a number literal.
 *
 * <p>Exact: decimal, hexadecimal ({@code 0x1F}) or octal ({@code 017}), each with an optional {@code L}, always of 64
 * bits. Approximate: with a period, an exponent, or an {@code F} or {@code D} at the end; {@code F} rounds to a {@code
 * float}, as in Java.
 */
final class NumberLexer {
    private static final String MINIMUM_WITHOUT_SIGN = "9223372036854775808";

    private final String text;
    private final int start;
    private int at;

    private NumberLexer(String text, int start) {
        this.text = text;
        this.start = start;
        this.at = start;
    }

    /**
     * Reads the number that begins at an index of the text.
     *
     * @param end is told the index behind it
     */
    static Token read(String text, int start, IntConsumer end) {
        NumberLexer lexer = new NumberLexer(text, start);
        Token token = lexer.number();
        end.accept(lexer.at);
        return token;
    }

    private Token number() {
        if (peek() == '0' && start + 1 < text.length() && (text.charAt(start + 1) | 0x20) == 'x') {
            return hexadecimal();
        }
        skipDigits();
        boolean approximate = false;
        if (peek() == '.') {
            approximate = true;
            at++;
            skipDigits();
        }
        if (isNext('e')) {
            approximate = true;
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            if (!Lexer.isDigit(peek())) {
                throw error("a digit in the exponent of the number");
            }
            skipDigits();
        }
        if (approximate || isNext('f') || isNext('d')) {
            return approximate();
        }
        return exact();
    }

    private Token approximate() {
        String digits = text.substring(start, at);
        boolean single = isNext('f');
        if (single || isNext('d')) {
            at++;
        }
        checkEnd();
        double value = single ? Float.parseFloat(digits) : Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw error("a number in the range of a Java " + (single ? "float" : "double"));
        }
        return token(Kind.NUMBER, value);
    }

    private Token exact() {
        String digits = text.substring(start, at);
        if (isNext('l')) {
            at++;
        }
        checkEnd();
        if (digits.equals(MINIMUM_WITHOUT_SIGN)) {
            return token(Kind.MINIMUM_WITHOUT_SIGN, digits);
        }
        boolean octal = digits.length() > 1 && digits.charAt(0) == '0';
        try {
            return token(Kind.NUMBER, octal ? Long.parseUnsignedLong(digits, 8) : Long.parseLong(digits));
        } catch (NumberFormatException e) {
            throw error(
                    octal
                            ? "an octal number of at most 64 bits, because it begins with 0"
                            : "a number in the range of a Java long");
        }
    }

    private Token hexadecimal() {
        at += 2;
        int digits = at;
        while (HexFormat.isHexDigit(peek())) {
            at++;
        }
        int digitsEnd = at;
        if (isNext('l')) {
            at++;
        }
        checkEnd();
        try {
            return token(Kind.NUMBER, Long.parseUnsignedLong(text, digits, digitsEnd, 16));
        } catch (NumberFormatException e) {
            throw error("a hexadecimal number of 1 to 64 bits");
        }
    }

    /** Without this rule {@code 5AND} would be two words, and {@code 0b1} or {@code 1_000} not what one expects. */
    private void checkEnd() {
        if (peek() == '.' || (at < text.length() && Character.isJavaIdentifierPart(text.codePointAt(at)))) {
            while (peek() == '.' || (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at)))) {
                at++;
            }
            throw error("a blank or an operator directly behind the number");
        }
    }

    private void skipDigits() {
        while (Lexer.isDigit(peek())) {
            at++;
        }
    }

    private boolean isNext(char smallLetter) {
        return (peek() | 0x20) == smallLetter;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : ' ';
    }

    private Token token(Kind kind, Object value) {
        return new Token(kind, start + 1, text.substring(start, at), value);
    }

    private SelectorSyntaxException error(String expected) {
        return new SelectorSyntaxException(
                start + 1, SelectorSyntaxException.quote(text.substring(start, at)), expected);
    }
}
