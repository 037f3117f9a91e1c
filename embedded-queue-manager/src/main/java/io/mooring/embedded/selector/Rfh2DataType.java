package io.mooring.embedded.selector;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The data types that the attribute {@code dt} gives to an element of an MQRFH2 folder. */
final class Rfh2DataType {
    /** Lengths of integers, in bytes. */
    static final int INT4_BYTES = 4;

    static final int INT8_BYTES = 8;

    /** Longer than any number that a program writes; bounds the work for one that is not. */
    private static final int LONGEST_NUMBER = 64;

    private Rfh2DataType() {}

    /** The value of a text, null if it is none of that type; a type without a name, or an unknown one, is a string. */
    static @Nullable Object value(String dataType, String text) {
        return switch (dataType) {
            case "boolean" -> bool(text.strip());
            case "bin.hex" -> bytes(text.strip());
            case "i1" -> exact(text, 1);
            case "i2" -> exact(text, 2);
            case "i4" -> exact(text, INT4_BYTES);
            case "i8", "int" -> exact(text, INT8_BYTES);
            case "r4" -> single(approximate(text));
            case "r8" -> approximate(text);
            default -> text;
        };
    }

    /** An integer of 1, 2, 4 or 8 bytes, null if the text is none or it is too large. */
    static @Nullable Number exact(String text, int bytes) {
        if (text.length() > LONGEST_NUMBER) {
            return null;
        }
        long value;
        try {
            value = Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return null; // the application's mistake, which leaves the message without this property
        }
        int unused = Long.SIZE - Byte.SIZE * bytes;
        if (value << unused >> unused != value) {
            return null;
        }
        return switch (bytes) {
            case 1 -> (Number) (byte) value;
            case 2 -> (Number) (short) value;
            case INT4_BYTES -> (Number) (int) value;
            default -> (Number) value;
        };
    }

    private static @Nullable Double approximate(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null; // as for integers
        }
    }

    private static @Nullable Float single(@Nullable Double value) {
        return value == null ? null : (Float) value.floatValue();
    }

    private static @Nullable Boolean bool(String text) {
        return switch (text) {
            case "1" -> true;
            case "0" -> false;
            default -> null;
        };
    }

    private static byte @Nullable [] bytes(String digits) {
        if (digits.length() % 2 != 0 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            return null;
        }
        return HexFormat.of().parseHex(digits);
    }
}
