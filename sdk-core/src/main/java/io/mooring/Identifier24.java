package io.mooring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** What message ids and correlation ids share: 24 bytes, held as three longs, written {@code ID:} and 48 hex digits. */
final class Identifier24 {
    static final int LENGTH = 24;

    private static final String MARK = "ID:";
    private static final int TEXT_LENGTH = MARK.length() + 2 * LENGTH;
    private static final HexFormat HEX = HexFormat.of();

    private Identifier24() {}

    /** Eight bytes of an array as a number, without an object in between: an id is read with every put and get. */
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Eight bytes from this place on. */
    static long at(byte[] bytes, int index) {
        return (long) EIGHT_BYTES.get(bytes, index);
    }

    /** The same bytes, if there are exactly 24; anything else is refused under the name of {@code what}. */
    static byte[] checked(String what, byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException(
                    what + " of " + bytes.length + " bytes; it has exactly " + LENGTH + ", padded with zeros.");
        }
        return bytes;
    }

    /** The same text, if it is in JMS form; anything else is refused under the name of {@code what}. */
    static String checked(String what, String text) {
        boolean inForm = text.length() == TEXT_LENGTH && text.startsWith(MARK);
        for (int i = MARK.length(); inForm && i < TEXT_LENGTH; i++) {
            inForm = HexFormat.isHexDigit(text.charAt(i));
        }
        if (!inForm) {
            throw new IllegalArgumentException(
                    what + " '" + text + "' is not in JMS form; that is 'ID:' and " + 2 * LENGTH + " hex digits.");
        }
        return text;
    }

    /** Eight bytes, from this one on, of a text in JMS form; without an object in between, as with an array. */
    static long at(String text, int index) {
        int from = MARK.length() + 2 * index;
        return HexFormat.fromHexDigitsToLong(text, from, from + 2 * Long.BYTES);
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
