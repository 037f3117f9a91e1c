package io.mooring.embedded.wire.structure;

import io.mooring.embedded.mqi.MatchOptions;
import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;

/**
 * The get-message options (MQGMO): 72, 80, 100 or 112 bytes in versions 1 to 4.
 *
 * <pre>
 *  0  4 GMO   4  4 version   8  4 options   12  4 wait interval, ms, -1 for ever   16  8 signals   24 48 resolved queue
 * 72  4 match options  76  4 group status, segment status, segmentation   (version 2)
 * 80 16 message token  96  4 returned length   (version 3)      100 12 message handle  (version 4)
 * </pre>
 *
 * @param options MQGMO_* bits
 * @param waitInterval in milliseconds, -1 without limit
 * @param matchOptions MQMO_* bits
 * @param token second half of the message token that was given with a message before, or 0
 * @param offset where it stands in the request
 * @param length of the structure in bytes
 */
public record GetMessageOptions(int options, int waitInterval, int matchOptions, long token, int offset, int length) {
    private static final int IDENTIFIER = 0x474D4F20;
    private static final int[] LENGTHS = {72, 80, 100, 112};
    private static final int TOKEN_SECOND_HALF = 88;

    /** Reads it and steps over it. */
    public static GetMessageOptions read(WireReader in) {
        int offset = in.position();
        in.require(LENGTHS[0], "MQGMO");
        in.identifier(IDENTIFIER, "MQGMO");
        int version = in.int32();
        if (version < 1 || version > LENGTHS.length) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_INVALID_DATA, "MQGMO version is " + version + "; it is 1 to 4");
        }
        int options = in.int32();
        int wait = in.int32();
        int length = LENGTHS[version - 1];
        in.position(offset);
        in.require(length, "MQGMO version " + version);
        int match = version >= 2 ? in.peekInt32(offset + LENGTHS[0]) : MatchOptions.MSG_ID | MatchOptions.CORREL_ID;
        long token = 0;
        if (version >= 3) {
            in.position(offset + TOKEN_SECOND_HALF);
            token = in.int64();
        }
        in.position(offset + length);
        return new GetMessageOptions(options, wait, match, token, offset, length);
    }

    /** Whether an option bit is set. */
    public boolean has(int option) {
        return (options & option) != 0;
    }

    /**
     * Writes the answer: what was asked for, with the queue that the message came from and its token.
     *
     * @param groupStatus MQGS_*
     */
    public void writeAnswer(
            WireWriter out, WireReader request, String resolvedQueue, long messageToken, char groupStatus) {
        int at = out.length();
        out.copy(request, offset, length);
        out.patchText(at + 24, resolvedQueue, 48);
        if (length > LENGTHS[0]) {
            out.patchText(at + 76, String.valueOf(groupStatus), 3); // not a segment, segmentation inhibited: blanks
        }
        if (length > LENGTHS[1]) {
            out.patchInt64(at + TOKEN_SECOND_HALF - 8, 0);
            out.patchInt64(at + TOKEN_SECOND_HALF, messageToken);
            out.patchInt32(at + 96, -1); // MQRL_UNDEFINED: the length stands behind the structure
        }
    }
}
