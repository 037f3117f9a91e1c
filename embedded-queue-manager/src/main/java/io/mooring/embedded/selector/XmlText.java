package io.mooring.embedded.selector;

import org.jspecify.annotations.Nullable;

/**
 * Text of XML with its references replaced by what they stand for: the five names of XML, and the numbers of
 * characters, decimal or hexadecimal.
 */
final class XmlText {
    private static final int LONGEST_REFERENCE = 10;

    private XmlText() {}

    /** The text that is meant, null if it has something behind an ampersand that is no reference. */
    static @Nullable String unescape(String text) {
        int ampersand = text.indexOf('&');
        if (ampersand < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        int copied = 0;
        while (ampersand >= 0) {
            int semicolon = text.indexOf(';', ampersand);
            int codePoint = semicolon < 0 || semicolon - ampersand > LONGEST_REFERENCE
                    ? -1
                    : codePoint(text.substring(ampersand + 1, semicolon));
            if (codePoint < 0) {
                return null;
            }
            result.append(text, copied, ampersand).appendCodePoint(codePoint);
            copied = semicolon + 1;
            ampersand = text.indexOf('&', copied);
        }
        return result.append(text, copied, text.length()).toString();
    }

    /** The character that a reference names, -1 if there is none. */
    private static int codePoint(String reference) {
        return switch (reference) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "quot" -> '"';
            case "apos" -> '\'';
            default ->
                reference.startsWith("#x")
                        ? number(reference.substring(2), 16)
                        : reference.startsWith("#") ? number(reference.substring(1), 10) : -1;
        };
    }

    private static int number(String digits, int radix) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit; // no overflow: a reference has at most 8 digits
        }
        boolean character = value > 0 && Character.isValidCodePoint(value) && (value < 0xd800 || value > 0xdfff);
        return character ? value : -1;
    }
}
