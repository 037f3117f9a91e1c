package io.mooring.embedded.wire;

import io.mooring.embedded.mqi.Byte24;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads big-endian fields from a part of a byte array. Whoever reads a structure first says {@link #require how long} it
 * must be, so that a complaint names the structure. Whoever forgets it gets a {@link ProtocolException} all the same, never
 * bytes from outside the part.
 */
public final class WireReader {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private int position;

    /** Reads the bytes from {@code offset} on. */
    public WireReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.start = offset;
        this.end = offset + length;
        this.position = offset;
    }

    /** Reads a whole array. */
    public WireReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** How many bytes have been read. */
    public int position() {
        return position - start;
    }

    /** Goes on reading from an offset. */
    public void position(int offset) {
        within(offset, 0);
        position = start + offset;
    }

    /** How many bytes are left. */
    public int remaining() {
        return end - position;
    }

    /** How many bytes there are in all. */
    public int length() {
        return end - start;
    }

    /**
     * Checks that so many bytes are left.
     *
     * @throws ProtocolException naming the structure, if not
     */
    public void require(int length, String structure) {
        if (length < 0 || length > end - position) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_LENGTH,
                    structure + " needs " + length + " bytes at offset " + position() + ", but " + remaining()
                            + " are left");
        }
    }

    /** Checks a structure identifier of four ASCII characters and steps over it. */
    public void identifier(int expected, String structure) {
        require(4, structure);
        int found = int32();
        if (found != expected) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_INVALID_DATA,
                    structure + " should begin with 0x" + Integer.toHexString(expected) + " at offset "
                            + (position() - 4) + ", but 0x" + Integer.toHexString(found) + " stands there");
        }
    }

    /** One byte as 0 to 255. */
    public int int8() {
        within(position - start, 1);
        return bytes[position++] & 0xFF;
    }

    /** Two bytes as 0 to 65535. */
    public int int16() {
        return int8() << 8 | int8();
    }

    /** Four bytes. */
    public int int32() {
        int value = peekInt32(position - start);
        position += 4;
        return value;
    }

    /** Four bytes at an offset, without moving. */
    public int peekInt32(int offset) {
        within(offset, 4);
        int at = start + offset;
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
    }

    /** Eight bytes. */
    public long int64() {
        return (long) int32() << 32 | (int32() & 0xFFFF_FFFFL);
    }

    /** A 24-byte identifier. */
    public Byte24 byte24() {
        return Byte24.of(int64(), int64(), int64());
    }

    /** Text of a fixed length without its trailing blanks and zeros. */
    public String text(int length) {
        within(position - start, length);
        int last = position + length;
        while (last > position && (bytes[last - 1] == ' ' || bytes[last - 1] == 0)) {
            last--;
        }
        String text = last == position ? "" : new String(bytes, position, last - position, StandardCharsets.ISO_8859_1);
        position += length;
        return text;
    }

    /** Text in UTF-8 of a given length, trailing zeros removed. */
    public String utf8(int length) {
        within(position - start, length);
        int last = position + length;
        while (last > position && bytes[last - 1] == 0) {
            last--;
        }
        String text = new String(bytes, position, last - position, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    /** A copy of the next bytes. */
    public byte[] bytes(int length) {
        within(position - start, length);
        byte[] copy = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return copy;
    }

    /** Steps over some bytes. */
    public void skip(int length) {
        within(position - start, length);
        position += length;
    }

    /** A reader of the part from an offset on. */
    public WireReader slice(int offset, int length) {
        within(offset, length);
        return new WireReader(bytes, start + offset, length);
    }

    /** Everything that is read passes here: nothing outside the part, and no allocation for a length that lies. */
    private void within(int offset, int length) {
        if ((offset | length) < 0 || length > end - start - offset) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_LENGTH,
                    length + " bytes are expected at offset " + offset + ", but there are only " + length()
                            + " bytes in all");
        }
    }

    void copyTo(int offset, byte[] target, int targetOffset, int length) {
        within(offset, length);
        System.arraycopy(bytes, start + offset, target, targetOffset, length);
    }
}
