package io.mooring.embedded.mqi;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A 24-byte identifier (MQBYTE24): a message, correlation, group or connection id.
 *
 * <p>Three longs instead of an array make it a value: equal by content, usable as a key, 40 bytes of heap.
 *
 * @param first bytes 0 to 7, big-endian
 * @param second bytes 8 to 15
 * @param third bytes 16 to 23
 */
public record Byte24(long first, long second, long third) {
    /** How many bytes it has. */
    public static final int LENGTH = 24;

    /** All zeros: "none" (MQMI_NONE, MQCI_NONE, MQGI_NONE). */
    public static final Byte24 NONE = new Byte24(0, 0, 0);

    /** The identifier that stands at an offset of an array, which must have 24 bytes from there. */
    public static Byte24 of(byte[] bytes, int offset) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, LENGTH);
        return of(buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** The identifier with these 24 bytes; {@link #NONE} itself for zeros, so that idle fields share one object. */
    public static Byte24 of(long first, long second, long third) {
        return (first | second | third) == 0 ? NONE : new Byte24(first, second, third);
    }

    /** Whether it is all zeros. */
    public boolean isNone() {
        return (first | second | third) == 0;
    }

    /** A new array with the 24 bytes. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .array();
    }

    /** 48 lower-case hex digits, as in a JMS message id behind {@code ID:}. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(toBytes());
    }
}
