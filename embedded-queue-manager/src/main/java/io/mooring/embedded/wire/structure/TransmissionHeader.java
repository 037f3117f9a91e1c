package io.mooring.embedded.wire.structure;

import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;

/**
 * The header of a message on a transmission queue (MQXQH), 428 bytes, and behind it the descriptor extension (MQMDE), 72
 * bytes, if the descriptor has values that version 1 cannot hold.
 *
 * <pre>
 *   0  4 XQH   4  4 version   8 48 remote queue   56 48 remote queue manager   104 324 MQMD version 1
 * 428  4 MDE 432  4 version 436  4 length  440  4 encoding  444  4 ccsid  448  8 format  456  4 flags
 * 460 24 group id  484  4 sequence number  488  4 offset  492  4 flags  496  4 original length
 * </pre>
 *
 * @param queue where the message goes
 * @param queueManager and on which queue manager
 * @param message the message as it was put
 */
public record TransmissionHeader(String queue, String queueManager, Message message) {
    /** Format of a message that begins with this header. */
    public static final String FORMAT = "MQXMIT";

    private static final String EXTENSION_FORMAT = "MQHMDE";
    private static final int IDENTIFIER = 0x58514820;
    private static final int EXTENSION_IDENTIFIER = 0x4D444520;
    private static final int LENGTH = 428;
    private static final int QUEUE_MANAGER = 56;
    private static final int EXTENSION_LENGTH = 72;

    /** The message that stands on the transmission queue. */
    public Message wrapped() {
        MessageDescriptor md = message.descriptor();
        boolean extended = !md.groupId().isNone() || md.sequenceNumber() != 1 || md.offset() != 0 || md.flags() != 0;
        WireWriter out = new WireWriter(LENGTH + EXTENSION_LENGTH + message.body().length);
        out.int32(IDENTIFIER).int32(1).text(queue, 48).text(queueManager, 48);
        MessageDescriptorLayout.write(
                out, 1, extended ? md.toBuilder().format(EXTENSION_FORMAT).build() : md);
        if (extended) {
            out.int32(EXTENSION_IDENTIFIER)
                    .int32(2)
                    .int32(EXTENSION_LENGTH)
                    .int32(md.encoding())
                    .int32(md.ccsid());
            out.text(md.format(), 8)
                    .int32(0)
                    .byte24(md.groupId())
                    .int32(md.sequenceNumber())
                    .int32(md.offset());
            out.int32(md.flags()).int32(md.originalLength());
        }
        out.bytes(message.body());
        return new Message(md.toBuilder().format(FORMAT).build(), out.toBytes());
    }

    /** The queue manager that a message of a transmission queue goes to; the rest of it is not read. */
    public static String queueManagerOf(Message wrapped) {
        WireReader in = new WireReader(wrapped.body());
        in.require(LENGTH, "MQXQH");
        in.identifier(IDENTIFIER, "MQXQH");
        in.position(QUEUE_MANAGER);
        return in.text(48);
    }

    /** Reads it from a message of a transmission queue. */
    public static TransmissionHeader unwrap(Message wrapped) {
        WireReader in = new WireReader(wrapped.body());
        in.require(LENGTH, "MQXQH");
        in.identifier(IDENTIFIER, "MQXQH");
        in.skip(4);
        String queue = in.text(48);
        String queueManager = in.text(48);
        MessageDescriptor md = MessageDescriptorLayout.read(in);
        if (md.format().equals(EXTENSION_FORMAT)) {
            in.require(EXTENSION_LENGTH, "MQMDE");
            in.skip(20);
            md = md.toBuilder()
                    .format(in.text(8))
                    .groupId(skip(in, 4).byte24())
                    .sequenceNumber(in.int32())
                    .offset(in.int32())
                    .flags(in.int32())
                    .originalLength(in.int32())
                    .build();
        }
        return new TransmissionHeader(queue, queueManager, new Message(md, in.bytes(in.remaining())));
    }

    private static WireReader skip(WireReader in, int count) {
        in.skip(count);
        return in;
    }
}
