package io.mooring.embedded.wire.structure;

import io.mooring.embedded.wire.SegmentKind;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;

/**
 * The 16 bytes at the front of each call and answer.
 *
 * <pre>
 *  0  4  call length: of the whole answer, first segment header included (in a request: of the longest answer)
 *  4  4  completion code: 0, 1 warning, 2 failed
 *  8  4  reason code
 * 12  4  object handle
 * </pre>
 *
 * @param handle the object handle of the request, 0 or -1 if it is not about an object
 */
public record ApiHeader(int handle) {
    /** Length in bytes. */
    public static final int LENGTH = 16;

    /** Reads the header of a request. */
    public static ApiHeader read(WireReader in) {
        in.require(LENGTH, "API header");
        in.skip(12);
        return new ApiHeader(in.int32());
    }

    /** Begins an answer; the call length is set by {@link #finish}. */
    public static void write(WireWriter out, int completionCode, int reason, int handle) {
        out.int32(0).int32(completionCode).int32(reason).int32(handle);
    }

    /** Sets the call length when the answer is complete but for a payload behind it. */
    public static void finish(WireWriter out, int payloadLength) {
        out.patchInt32(0, SegmentKind.CONVERSATION.headerLength() + out.length() + payloadLength);
    }
}
