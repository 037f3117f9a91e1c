package io.mooring.internal.mq;

import io.mooring.message.Encoding;
import io.mooring.message.MqMessage;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/**
 * The properties of a message as the header that carries them, MQRFH2, in front of a body that is not UTF-8.
 *
 * <p>IBM's client makes this header itself where a message has properties, but says in it that the body is UTF-8 with
 * big-endian numbers, whatever the message says (observed with 9.4.5.0): text in another character set would arrive as
 * rubbish. So for such a body the header is ours.
 *
 * <pre>
 *   0  4 RFH_    4  4 version 2    8  4 length of all this    12  4 encoding    16  4 CCSID    20  8 format of the body
 *  28  4 flags  32  4 CCSID of the folder: 1208              36  4 its length, a multiple of four    40    the folder
 * </pre>
 *
 * <p>The folder is {@code <usr>} with an element for each property, its type as {@code dt} (IBM's documentation of MQRFH2).
 */
final class PropertiesHeader {
    /** The format of a message that begins with this header. */
    static final String FORMAT = "MQHRF2";

    private static final int FIXED_LENGTH = 40;
    private static final int UTF_8 = 1208;

    private PropertiesHeader() {}

    /** Whether IBM's client would say something wrong about the body. */
    static boolean isNeededFor(MqMessage message) {
        Encoding encoding = message.encoding();
        boolean usual = encoding.ccsid() == UTF_8 && encoding.numbers() == Encoding.UTF_8_TEXT.numbers();
        return !message.properties().isEmpty() && !usual;
    }

    static void write(MqMessage message, DataOutput out) throws IOException {
        byte[] folder = folder(message.properties());
        Encoding body = message.encoding();
        out.write("RFH ".getBytes(StandardCharsets.US_ASCII));
        out.writeInt(2);
        out.writeInt(FIXED_LENGTH + folder.length);
        out.writeInt(body.numbers());
        out.writeInt(body.ccsid());
        out.write(String.format("%-8s", body.format()).getBytes(StandardCharsets.US_ASCII));
        out.writeInt(0);
        out.writeInt(UTF_8);
        out.writeInt(folder.length);
        out.write(folder);
    }

    private static byte[] folder(Map<String, Object> properties) {
        StringBuilder text = new StringBuilder("<usr>");
        properties.forEach((name, value) -> element(text, name, value));
        byte[] unpadded = text.append("</usr>").toString().getBytes(StandardCharsets.UTF_8);
        text.append(" ".repeat(-unpadded.length & 3));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void element(StringBuilder text, String name, Object value) {
        if (name.indexOf('.') >= 0) {
            throw new IllegalArgumentException(
                    "Property '" + name
                            + "' has a folder of its own; a message whose body is not UTF-8 can have only names without a dot.");
        }
        text.append('<').append(name).append(type(value)).append('>');
        escape(text, value(value));
        text.append("</").append(name).append('>');
    }

    private static String type(Object value) {
        if (value instanceof Boolean) {
            return " dt=\"boolean\"";
        } else if (value instanceof Byte) {
            return " dt=\"i1\"";
        } else if (value instanceof Short) {
            return " dt=\"i2\"";
        } else if (value instanceof Integer) {
            return " dt=\"i4\"";
        } else if (value instanceof Long) {
            return " dt=\"i8\"";
        } else if (value instanceof Float) {
            return " dt=\"r4\"";
        } else if (value instanceof Double) {
            return " dt=\"r8\"";
        }
        return value instanceof byte[] ? " dt=\"bin.hex\"" : "";
    }

    private static String value(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
    }

    private static void escape(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                default -> text.append(c);
            }
        }
    }
}
