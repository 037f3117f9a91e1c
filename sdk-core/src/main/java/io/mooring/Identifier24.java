package io.mooring;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** What message ids and correlation ids share: 24 bytes, held as three longs, written {@code ID:} and 48 hex digits. */
final class Identifier24 {
    static final int LENGTH = 24;

    private static final String MARK = "ID:";
    private static final int TEXT_LENGTH = MARK.length() + 2 * LENGTH;
    private static final HexFormat HEX = HexFormat.of();

    private Identifier24() {}

    /** A view of exactly 24 bytes; anything else is refused under the name of {@code what}. */
    static ByteBuffer checked(String what, byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException(
                    what + " of " + bytes.length + " bytes; it has exactly " + LENGTH + ", padded with zeros.");
        }
        return ByteBuffer.wrap(bytes);
    }

    /** The 24 bytes that a text in JMS form stands for. */
    static byte[] parse(String what, String text) {
        boolean marked = text.length() == TEXT_LENGTH && text.startsWith(MARK);
        if (marked && text.chars().skip(MARK.length()).allMatch(HexFormat::isHexDigit)) {
            return HEX.parseHex(text, MARK.length(), TEXT_LENGTH);
        }
        throw new IllegalArgumentException(
                what + " '" + text + "' is not in JMS form; that is 'ID:' and " + 2 * LENGTH + " hex digits.");
    }

    static byte[] bytes(long high, long middle, long low) {
        return ByteBuffer.allocate(LENGTH)
                .putLong(high)
                .putLong(middle)
                .putLong(low)
                .array();
    }

    static String text(long high, long middle, long low) {
        return MARK + HEX.toHexDigits(high) + HEX.toHexDigits(middle) + HEX.toHexDigits(low);
    }
}
