package io.mooring.embedded.selector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules and formatting header 2 (MQRFH2) at the start of a body.
 *
 * <pre>
 *  0  StrucId         "RFH "
 *  4  Version         2
 *  8  StrucLength     of all this, with the folders
 * 12  Encoding        of the data behind it
 * 16  CodedCharSetId  of the data behind it
 * 20  Format          of the data behind it, 8 characters
 * 28  Flags
 * 32  NameValueCCSID  of the folders
 * 36  { NameValueLength, NameValueData } until StrucLength
 * </pre>
 *
 * <p>Numbers are in the byte order of the encoding in front of the header, that is, of the message descriptor. Folders
 * stay where they are until an element is asked for, and then only that one is taken out.
 */
final class Rfh2 {
    /** The format that says that a body begins with this header (MQFMT_RF_HEADER_2). */
    static final String FORMAT = "MQHRF2";

    private static final int STRUC_ID = 0x52464820;
    private static final int VERSION_2 = 2;
    private static final int FIXED_LENGTH = 36;
    private static final int FORMAT_OFFSET = 20;
    private static final int FORMAT_LENGTH = 8;
    private static final int INTEGER_MASK = 0xf;
    private static final int INTEGER_REVERSED = 2;
    private static final int UTF_8_CCSID = 1208;

    private final byte[] body;
    private final ByteBuffer bytes; // the body, in the byte order of its numbers
    private final int length;

    private Rfh2(byte[] body, ByteBuffer bytes, int length) {
        this.body = body;
        this.bytes = bytes;
        this.length = length;
    }

    /** The header that a body begins with, null if that is not one, or one with a length that cannot be. */
    static @Nullable Rfh2 of(byte[] body, int encoding) {
        if (body.length < FIXED_LENGTH) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(body);
        if (bytes.getInt(0) != STRUC_ID) {
            return null;
        }
        if ((encoding & INTEGER_MASK) == INTEGER_REVERSED) {
            bytes.order(ByteOrder.LITTLE_ENDIAN);
        }
        int length = bytes.getInt(8);
        if (bytes.getInt(4) != VERSION_2 || length < FIXED_LENGTH || length > body.length) {
            return null;
        }
        Rfh2 header = new Rfh2(body, bytes, length);
        return header.foldersFillTheHeader() ? header : null;
    }

    /**
     * A header with its numbers in big-endian order, in front of data.
     *
     * @param format of the data
     * @param encoding of the data
     * @param ccsid of the data
     * @param folders as XML, in their order
     */
    static byte[] before(byte[] data, String format, int encoding, int ccsid, List<String> folders) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        for (String folder : folders) {
            byte[] text = folder.getBytes(UTF_8);
            byte[] padded = Arrays.copyOf(text, (text.length + Integer.BYTES - 1) / Integer.BYTES * Integer.BYTES);
            Arrays.fill(padded, text.length, padded.length, (byte) ' ');
            written.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(padded.length).array());
            written.writeBytes(padded);
        }
        byte[] formatBytes = new byte[FORMAT_LENGTH];
        Arrays.fill(formatBytes, (byte) ' ');
        System.arraycopy(format.getBytes(ISO_8859_1), 0, formatBytes, 0, Math.min(format.length(), FORMAT_LENGTH));
        return ByteBuffer.allocate(FIXED_LENGTH + written.size() + data.length)
                .putInt(STRUC_ID)
                .putInt(VERSION_2)
                .putInt(FIXED_LENGTH + written.size())
                .putInt(encoding)
                .putInt(ccsid)
                .put(formatBytes)
                .putInt(0)
                .putInt(UTF_8_CCSID)
                .put(written.toByteArray())
                .put(data)
                .array();
    }

    private boolean foldersFillTheHeader() {
        int at = FIXED_LENGTH;
        while (length - at >= Integer.BYTES) {
            int folderLength = bytes.getInt(at);
            at += Integer.BYTES;
            if (folderLength < 0 || folderLength > length - at) {
                return false;
            }
            at += folderLength;
        }
        return at == length;
    }

    /** Where the data behind the header begins. */
    int length() {
        return length;
    }

    /** Encoding of the data behind the header. */
    int encoding() {
        return bytes.getInt(12);
    }

    /** Character set of the data behind the header. */
    int ccsid() {
        return bytes.getInt(16);
    }

    /** Format of the data behind the header, without trailing blanks. */
    String format() {
        return new String(body, FORMAT_OFFSET, FORMAT_LENGTH, ISO_8859_1).stripTrailing();
    }

    /**
     * The value of the first element of this name in a well-formed folder, null if there is none.
     *
     * @param path names joined by periods, the first being the folder's
     */
    @Nullable
    Object element(String path) {
        String[] names = path.split("\\.", -1);
        byte[][] encoded = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            encoded[i] = names[i].getBytes(UTF_8);
        }
        Object value = null;
        int at = FIXED_LENGTH;
        while (at < length && value == null) {
            int folderLength = bytes.getInt(at);
            at += Integer.BYTES;
            value = element(at, folderLength, encoded);
            at += folderLength;
        }
        return value;
    }

    private @Nullable Object element(int at, int folderLength, byte[][] path) {
        return switch (bytes.getInt(32)) {
            case UTF_8_CCSID -> Rfh2Folder.element(body, at, at + folderLength, path);
            case 1200, 13488, 17584 -> {
                Charset charset = bytes.order() == ByteOrder.BIG_ENDIAN ? UTF_16BE : UTF_16LE;
                byte[] recoded = new String(body, at, folderLength, charset).getBytes(UTF_8);
                yield Rfh2Folder.element(recoded, 0, recoded.length, path);
            }
            default -> null;
        };
    }
}
