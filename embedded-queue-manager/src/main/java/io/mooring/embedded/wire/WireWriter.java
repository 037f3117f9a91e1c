package io.mooring.embedded.wire;

import io.mooring.embedded.mqi.Byte24;
import java.util.Arrays;

/** Writes big-endian fields into an array that grows. Used again for many answers; see {@link #reset()}. */
public final class WireWriter {
    private byte[] bytes;
    private int length;

    /** Begins with room for so many bytes. */
    public WireWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** Forgets what was written. */
    public void reset() {
        length = 0;
    }

    /** How many bytes were written. */
    public int length() {
        return length;
    }

    /** The array that holds them, from its beginning; it may be longer. */
    public byte[] array() {
        return bytes;
    }

    /** Forgets what stands behind a length. */
    public void truncate(int newLength) {
        length = Math.min(length, newLength);
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    public WireWriter int8(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public WireWriter int16(int value) {
        room(2);
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
        return this;
    }

    public WireWriter int32(int value) {
        room(4);
        length += 4;
        patchInt32(length - 4, value);
        return this;
    }

    private void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }

    public WireWriter byte24(Byte24 value) {
        int64(value.first());
        int64(value.second());
        int64(value.third());
        return this;
    }

    /** Text in ISO 8859-1, cut or padded with blanks to a length. */
    public WireWriter text(String text, int width) {
        room(width);
        patchText(length, text, width);
        length += width;
        return this;
    }

    public WireWriter bytes(byte[] source) {
        return bytes(source, 0, source.length);
    }

    public WireWriter bytes(byte[] source, int offset, int count) {
        room(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Copies a part of what a reader reads, wherever it stands. */
    public WireWriter copy(WireReader source, int offset, int count) {
        source.slice(offset, count); // checked before anything is allocated
        room(count);
        source.copyTo(offset, bytes, length, count);
        length += count;
        return this;
    }

    public WireWriter zeros(int count) {
        room(count);
        Arrays.fill(bytes, length, length + count, (byte) 0);
        length += count;
        return this;
    }

    /** Overwrites four bytes that were written before. */
    public void patchInt32(int offset, int value) {
        bytes[offset] = (byte) (value >>> 24);
        bytes[offset + 1] = (byte) (value >>> 16);
        bytes[offset + 2] = (byte) (value >>> 8);
        bytes[offset + 3] = (byte) value;
    }

    /** Overwrites eight bytes that were written before. */
    public void patchInt64(int offset, long value) {
        patchInt32(offset, (int) (value >>> 32));
        patchInt32(offset + 4, (int) value);
    }

    /** Overwrites one byte that was written before. */
    public void patchInt8(int offset, int value) {
        bytes[offset] = (byte) value;
    }

    /** Overwrites text that was written before. */
    public void patchText(int offset, String text, int width) {
        int count = Math.min(text.length(), width);
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            bytes[offset + i] = (byte) (c < 256 ? c : '?');
        }
        Arrays.fill(bytes, offset + count, offset + width, (byte) ' ');
    }

    private void room(int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
    }
}
