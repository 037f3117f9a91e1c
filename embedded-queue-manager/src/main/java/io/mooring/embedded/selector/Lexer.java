package io.mooring.embedded.selector;

import io.mooring.embedded.selector.Token.Kind;
import java.util.HexFormat;

/** Splits the text of a selector into words. */
final class Lexer {
    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    /** The next word; at the end of the text {@link Kind#END}, again and again. */
    Token next() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        int start = at;
        if (at == text.length()) {
            return token(Kind.END, start);
        }
        char first = text.charAt(at);
        if (isDigit(first) || (first == '.' && isDigit(peek(1)))) {
            return NumberLexer.read(text, start, this::leave);
        }
        if (Character.isJavaIdentifierStart(text.codePointAt(at))) {
            return word();
        }
        return switch (first) {
            case '\'' -> string();
            case '"' -> bytes();
            case '=' -> symbol(Kind.EQUAL, 1);
            case '<' ->
                peek(1) == '>'
                        ? symbol(Kind.NOT_EQUAL, 2)
                        : peek(1) == '=' ? symbol(Kind.LESS_OR_EQUAL, 2) : symbol(Kind.LESS, 1);
            case '>' -> peek(1) == '=' ? symbol(Kind.GREATER_OR_EQUAL, 2) : symbol(Kind.GREATER, 1);
            case '+' -> symbol(Kind.PLUS, 1);
            case '-' -> symbol(Kind.MINUS, 1);
            case '*' -> symbol(Kind.TIMES, 1);
            case '/' -> symbol(Kind.DIVIDE, 1);
            case '(' -> symbol(Kind.OPEN, 1);
            case ')' -> symbol(Kind.CLOSE, 1);
            case ',' -> symbol(Kind.COMMA, 1);
            default ->
                throw new SelectorSyntaxException(
                        start + 1,
                        SelectorSyntaxException.quote(Character.toString(text.codePointAt(start))),
                        "a property name, a literal, an operator or a parenthesis");
        };
    }

    private void leave(int end) {
        at = end;
    }

    private Token symbol(Kind kind, int length) {
        int start = at;
        at += length;
        return token(kind, start);
    }

    /** A keyword, or a name: Java identifiers, joined by periods as IBM MQ has them. */
    private Token word() {
        int start = at;
        skipIdentifier();
        while (peek(0) == '.' && at + 1 < text.length() && Character.isJavaIdentifierStart(text.codePointAt(at + 1))) {
            at++;
            skipIdentifier();
        }
        return token(Kind.ofWord(text.substring(start, at)), start);
    }

    private void skipIdentifier() {
        while (at < text.length() && Character.isJavaIdentifierPart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
    }

    private Token string() {
        int start = at;
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character != '\'') {
                value.append(character);
            } else if (peek(0) == '\'') {
                value.append('\'');
                at++;
            } else {
                return new Token(Kind.STRING, start + 1, text.substring(start, at), value.toString());
            }
        }
        throw new SelectorSyntaxException(
                start + 1,
                SelectorSyntaxException.quote(text.substring(start)),
                "a string literal that ends with a single quotation mark");
    }

    /** A byte string of IBM MQ: {@code "0x0AFC23"}. */
    private Token bytes() {
        int start = at;
        int end = text.indexOf('"', start + 1);
        String spelled = text.substring(start, end < 0 ? text.length() : end + 1);
        int digits = spelled.length() - 4;
        boolean wellFormed = end > 0 && digits > 0 && digits % 2 == 0 && spelled.regionMatches(true, 1, "0x", 0, 2);
        for (int i = 0; wellFormed && i < digits; i++) {
            wellFormed = HexFormat.isHexDigit(spelled.charAt(3 + i));
        }
        if (!wellFormed) {
            throw new SelectorSyntaxException(
                    start + 1,
                    SelectorSyntaxException.quote(spelled),
                    "a byte string of 0x and pairs of hexadecimal digits, as in \"0x0AFC23\" (a string literal has single"
                            + " quotation marks)");
        }
        at = end + 1;
        return new Token(Kind.BYTES, start + 1, spelled, HexFormat.of().parseHex(spelled, 3, 3 + digits));
    }

    private Token token(Kind kind, int start) {
        String spelled = text.substring(start, at);
        return new Token(kind, start + 1, spelled, spelled);
    }

    /** The character at a distance from here, NUL behind the end. */
    private char peek(int distance) {
        return at + distance < text.length() ? text.charAt(at + distance) : '\0';
    }

    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** Java's white space, and the vertical tab that IBM MQ counts among it. */
    private static boolean isBlank(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }
}
