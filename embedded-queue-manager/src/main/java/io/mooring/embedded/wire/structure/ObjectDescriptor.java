package io.mooring.embedded.wire.structure;

import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;

/**
 * The object descriptor (MQOD): 168, 200, 336 or 400 bytes in versions 1 to 4.
 *
 * <pre>
 *   0  4 OD    4  4 version    8  4 object type   12 48 object name   60 48 object queue manager name
 * 108 48 dynamic queue name  156 12 alternate user id
 * 168 32 distribution list                                    (version 2)
 * 200 40 alternate security id  240 48 resolved queue  288 48 resolved queue manager     (version 3)
 * 336 20 object string  356 20 selection string {pointer, offset, size, length, ccsid}
 * 376 20 resolved object string  396  4 resolved type                                     (version 4)
 * </pre>
 *
 * <p>The selection string stands behind the structure, at its offset counted from the structure's begin.
 *
 * @param version 1 to 4
 * @param objectType MQOT_*: 1 queue, 5 queue manager, 8 topic
 * @param objectName name of the object
 * @param objectQueueManager on which queue manager, blank for this one
 * @param dynamicName name wanted for a dynamic queue, may end with an asterisk
 * @param selection the message selector, empty for none
 * @param offset where it stands in the request
 */
public record ObjectDescriptor(
        int version,
        int objectType,
        String objectName,
        String objectQueueManager,
        String dynamicName,
        String selection,
        int offset) {
    /** Object types (MQOT_*). */
    public static final int QUEUE = 1;

    public static final int QUEUE_MANAGER = 5;
    public static final int TOPIC = 8;

    private static final int IDENTIFIER = 0x4F442020;
    private static final int[] LENGTHS = {168, 200, 336, 400};
    private static final int SELECTION_STRING = 356;

    /** Reads it and steps over it, without what stands behind it. */
    public static ObjectDescriptor read(WireReader in) {
        int offset = in.position();
        in.require(LENGTHS[0], "MQOD");
        in.identifier(IDENTIFIER, "MQOD");
        int version = in.int32();
        if (version < 1 || version > LENGTHS.length) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_INVALID_DATA, "MQOD version is " + version + "; it is 1 to 4");
        }
        int length = LENGTHS[version - 1];
        in.position(offset);
        in.require(length, "MQOD version " + version);
        in.skip(8);
        int objectType = in.int32();
        String name = in.text(48);
        String queueManager = in.text(48);
        String dynamicName = in.text(48);
        String selection = version >= 4 ? selection(in, offset) : "";
        in.position(offset + length);
        return new ObjectDescriptor(version, objectType, name, queueManager, dynamicName, selection, offset);
    }

    /** Object name of a descriptor that stands at an offset, or empty if none can stand there. */
    public static String peekName(WireReader in, int offset) {
        if (in.length() - offset < LENGTHS[0] || in.peekInt32(offset) != IDENTIFIER) {
            return "";
        }
        in.position(offset + 12);
        return in.text(48);
    }

    private static String selection(WireReader in, int offset) {
        int at = in.peekInt32(offset + SELECTION_STRING + 4);
        int length = in.peekInt32(offset + SELECTION_STRING + 12);
        if (length <= 0) {
            return "";
        }
        if (at < LENGTHS[3] || at > in.length() - offset) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_LENGTH,
                    "MQOD.SelectionString.VSOffset is " + at + "; it points outside the segment");
        }
        in.position(offset + at);
        in.require(length, "MQOD.SelectionString");
        return in.utf8(length);
    }

    /** Length of the structure in bytes. */
    public int length() {
        return LENGTHS[version - 1];
    }

    /**
     * Writes the answer: what was asked for, with the names filled in.
     *
     * @param request where it was read from
     * @param name name of the object that was opened, for a dynamic queue the made one
     * @param resolvedQueue the queue behind it
     * @param resolvedQueueManager and its queue manager
     */
    public void writeAnswer(
            WireWriter out, WireReader request, String name, String resolvedQueue, String resolvedQueueManager) {
        int at = out.length();
        out.copy(request, offset, length());
        out.patchText(at + 12, name, 48);
        if (version >= 3) {
            out.patchText(at + 240, resolvedQueue, 48);
            out.patchText(at + 288, resolvedQueueManager, 48);
        }
    }
}
