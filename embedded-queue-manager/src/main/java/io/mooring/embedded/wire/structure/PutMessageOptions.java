package io.mooring.embedded.wire.structure;

import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;

/**
 * The put-message options (MQPMO): 128, 152 or 176 bytes in versions 1 to 3.
 *
 * <pre>
 *  0  4 PMO   4  4 version   8  4 options   12  4 timeout   16  4 context handle   20 12 counts
 * 32 48 resolved queue      80 48 resolved queue manager
 * 128 24 distribution list  (version 2)   152 24 message handles, action, level  (version 3)
 * </pre>
 *
 * @param options MQPMO_* bits
 * @param contextHandle handle of the queue whose message's context is passed on
 * @param offset where it stands in the request
 * @param length of the structure in bytes
 */
public record PutMessageOptions(int options, int contextHandle, int offset, int length) {
    private static final int IDENTIFIER = 0x504D4F20;
    private static final int[] LENGTHS = {128, 152, 176};

    /** Reads it and steps over it. */
    public static PutMessageOptions read(WireReader in) {
        int offset = in.position();
        in.require(LENGTHS[0], "MQPMO");
        in.identifier(IDENTIFIER, "MQPMO");
        int version = in.int32();
        if (version < 1 || version > LENGTHS.length) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_INVALID_DATA, "MQPMO version is " + version + "; it is 1 to 3");
        }
        int options = in.int32();
        in.skip(4);
        int context = in.int32();
        int length = LENGTHS[version - 1];
        in.position(offset);
        in.require(length, "MQPMO version " + version);
        in.skip(length);
        return new PutMessageOptions(options, context, offset, length);
    }

    /** Whether an option bit is set. */
    public boolean has(int option) {
        return (options & option) != 0;
    }

    /** Writes the answer: what was asked for, with the place the message went to. */
    public void writeAnswer(WireWriter out, WireReader request, String resolvedQueue, String resolvedQueueManager) {
        int at = out.length();
        out.copy(request, offset, length);
        out.patchText(at + 32, resolvedQueue, 48);
        out.patchText(at + 80, resolvedQueueManager, 48);
    }
}
