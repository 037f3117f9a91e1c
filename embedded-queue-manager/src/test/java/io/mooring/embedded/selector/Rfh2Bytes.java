package io.mooring.embedded.selector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/** Writes bodies with an MQRFH2 header, as a client does, in each byte order and character set. */
final class Rfh2Bytes {
    static final int BIG_ENDIAN = 273;
    static final int LITTLE_ENDIAN = 546;

    private Rfh2Bytes() {}

    /** A JMS text message of these folders. */
    static Message message(String... folders) {
        return message(BIG_ENDIAN, body(BIG_ENDIAN, 1208, folders));
    }

    static Message message(int encoding, byte[] body) {
        return new Message(
                MessageDescriptor.defaults().toBuilder()
                        .format("MQHRF2")
                        .encoding(encoding)
                        .build(),
                body);
    }

    static byte[] body(int encoding, int nameValueCcsid, String... folders) {
        ByteOrder order = encoding == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Charset charset = nameValueCcsid == 1208 ? UTF_8 : order == ByteOrder.LITTLE_ENDIAN ? UTF_16LE : UTF_16BE;
        int length = 36;
        byte[][] encoded = new byte[folders.length][];
        for (int i = 0; i < folders.length; i++) {
            StringBuilder padded = new StringBuilder(folders[i]);
            while (padded.toString().getBytes(charset).length % 4 != 0) {
                padded.append(' ');
            }
            encoded[i] = padded.toString().getBytes(charset);
            length += 4 + encoded[i].length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length + 5).order(order);
        bytes.put("RFH ".getBytes(ISO_8859_1))
                .putInt(2)
                .putInt(length)
                .putInt(encoding)
                .putInt(1208);
        bytes.put("MQSTR   ".getBytes(ISO_8859_1)).putInt(0).putInt(nameValueCcsid);
        for (byte[] folder : encoded) {
            bytes.putInt(folder.length).put(folder);
        }
        return bytes.put("hello".getBytes(ISO_8859_1)).array();
    }
}
