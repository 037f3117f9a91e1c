package io.mooring;

import java.io.Serializable;

/**
 * The 24 bytes that relate one message to another: a reply to its request, most often.
 *
 * <p>Held as three longs, so that a million of them are no million arrays.
 *
 * @param high bytes 0 to 7, the first one most significant
 * @param middle bytes 8 to 15
 * @param low bytes 16 to 23
 */
public record CorrelationId(long high, long middle, long low) implements Serializable {
    /** All zeros: the message has no correlation id (MQCI_NONE). */
    public static final CorrelationId NONE = new CorrelationId(0, 0, 0);

    /**
     * The id with these bytes; they are copied.
     *
     * @param bytes exactly 24 bytes
     * @throws IllegalArgumentException if there are fewer or more
     */
    public static CorrelationId of(byte[] bytes) {
        byte[] checked = Identifier24.checked("A correlation id", bytes);
        return new CorrelationId(
                Identifier24.at(checked, 0), Identifier24.at(checked, 8), Identifier24.at(checked, 16));
    }

    /**
     * The id that JMS writes as {@code ID:} and 48 hex digits.
     *
     * @throws IllegalArgumentException if the text has another form, as a correlation id made by an application may
     */
    public static CorrelationId parse(String text) {
        String checked = Identifier24.checked("Correlation id", text);
        return new CorrelationId(
                Identifier24.at(checked, 0), Identifier24.at(checked, 8), Identifier24.at(checked, 16));
    }

    /** Whether all bytes are zero, so that the message has no correlation id. */
    public boolean isNone() {
        return high == 0 && middle == 0 && low == 0;
    }

    /** A new array with the 24 bytes. */
    public byte[] toBytes() {
        return Identifier24.bytes(high, middle, low);
    }

    /** The form of JMS: {@code ID:} and 48 lower-case hex digits. */
    @Override
    public String toString() {
        return Identifier24.text(high, middle, low);
    }
}
