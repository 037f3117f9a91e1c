package io.mooring.embedded.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Spells bytes field by field, big-endian; knows nothing of the code under test. */
public final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** No bytes yet. */
    public static Bytes begin() {
        return new Bytes();
    }

    public Bytes i8(int value) {
        out.write(value);
        return this;
    }

    public Bytes i16(int value) {
        return i8(value >>> 8).i8(value);
    }

    public Bytes i32(int value) {
        return i16(value >>> 16).i16(value);
    }

    /** ASCII text, padded with blanks. */
    public Bytes text(String text, int width) {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        out.write(ascii, 0, ascii.length);
        return fill(' ', width - ascii.length);
    }

    public Bytes ascii(String text) {
        return text(text, text.length());
    }

    public Bytes zeros(int count) {
        return fill(0, count);
    }

    public Bytes fill(int value, int count) {
        for (int i = 0; i < count; i++) {
            out.write(value);
        }
        return this;
    }

    /** Hexadecimal digits, blanks between them allowed. */
    public Bytes hex(String digits) {
        return bytes(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    public Bytes bytes(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        return this;
    }

    public byte[] array() {
        return out.toByteArray();
    }
}
