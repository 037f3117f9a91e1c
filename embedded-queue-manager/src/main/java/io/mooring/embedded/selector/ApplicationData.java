package io.mooring.embedded.selector;

import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MessageDescriptorBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the program that put a message gave it, without the MQRFH2 header in which JMS has what it says about a message. */
public final class ApplicationData {
    private static final int BIG_ENDIAN_ENCODING = 273;
    private static final int UTF_8_CCSID = 1208;

    private final Message message;
    private final @Nullable Rfh2 header;

    private ApplicationData(Message message, @Nullable Rfh2 header) {
        this.message = message;
        this.header = header;
    }

    /** That of a message. A header that is truncated or malformed counts as data. */
    public static ApplicationData of(Message message) {
        MessageDescriptor descriptor = message.descriptor();
        boolean hasHeader = descriptor.format().equals(Rfh2.FORMAT);
        return new ApplicationData(message, hasHeader ? Rfh2.of(message.body(), descriptor.encoding()) : null);
    }

    /** A copy of the data. */
    public byte[] bytes() {
        byte[] body = message.body();
        return header == null ? body.clone() : Arrays.copyOfRange(body, header.length(), body.length);
    }

    /**
     * A message with other data of the same format, encoding and character set. If this has a JMS header so has the other:
     * the same type of JMS message and the same correlation id, without properties.
     *
     * @param descriptor all else that it is to have
     */
    public Message replyWith(byte[] data, MessageDescriptorBuilder descriptor) {
        MessageDescriptor request = message.descriptor();
        if (header == null) {
            return new Message(
                    descriptor
                            .format(request.format())
                            .encoding(request.encoding())
                            .ccsid(request.ccsid())
                            .build(),
                    data);
        }
        int ccsid = header.ccsid() > 0 ? header.ccsid() : request.ccsid(); // MQCCSI_INHERIT is negative
        return new Message(
                descriptor
                        .format(Rfh2.FORMAT)
                        .encoding(BIG_ENDIAN_ENCODING)
                        .ccsid(UTF_8_CCSID)
                        .build(),
                Rfh2.before(data, header.format(), header.encoding(), ccsid, folders(header)));
    }

    private static List<String> folders(Rfh2 header) {
        List<String> folders = new ArrayList<>();
        if (header.element("mcd.Msd") instanceof String type) {
            folders.add("<mcd><Msd>" + escaped(type) + "</Msd></mcd>");
        }
        if (header.element("jms.Cid") instanceof String correlationId) {
            folders.add("<jms><Cid>" + escaped(correlationId) + "</Cid></jms>");
        }
        return folders;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
