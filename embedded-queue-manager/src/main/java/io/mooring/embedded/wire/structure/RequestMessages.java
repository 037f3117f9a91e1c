package io.mooring.embedded.wire.structure;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.MatchOptions;
import io.mooring.embedded.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * The body of a REQUEST_MSGS segment: a consumer gives credit.
 *
 * <pre>
 *  0  4 version    4  4 handle    8  4 bytes taken since the last one    12  4 bytes wanted: the credit
 * 16  4 longest message, -1 any   20  4 MQGMO options   24  4 wait, ms   28  4 queue status
 * 32  4 flags   36  4 index within the conversation of the last message that has arrived
 * 40  2 selection index  42  2 MQMD version  44  4 ccsid  48  4 encoding  52  4 sequence  56  4 offset
 * 60  4 match options  64 then message, correlation, group id, token: those that the match options name
 * </pre>
 *
 * <p>The part from 40 on is there only with the flag {@link #HAS_SELECTION}.
 *
 * @param handle the queue's handle
 * @param credit bytes wanted
 * @param maximumLength of a message for a synchronous get, -1 for any
 * @param getOptions MQGMO_* bits
 * @param waitInterval in milliseconds
 * @param flags see the constants
 * @param arrived index within the conversation of the last message that has arrived at the client
 * @param selection which messages, if this request says so
 */
public record RequestMessages(
        int handle,
        int credit,
        int maximumLength,
        int getOptions,
        int waitInterval,
        int flags,
        int arrived,
        @Nullable Selection selection) {
    /**
     * A message of a unit of work may come: the listener has nothing to do. Without this, and without {@link #SYNCHRONOUS_GET},
     * only others may. IBM's client asks so to fill up its buffer, and when it has connected again while its listener is still
     * busy; it asks again when the listener is done.
     */
    public static final int UNIT_OF_WORK_ALLOWED = 0x01;

    /** Answer if there is nothing. */
    public static final int LAST_CHANCE = 0x02;

    /** With {@link #LAST_CHANCE}: what comes later is not wanted unasked. */
    public static final int NOTHING_LATER = 0x04;

    /** The application waits in a synchronous get. */
    public static final int SYNCHRONOUS_GET = 0x08;

    /** The selection part follows. */
    public static final int HAS_SELECTION = 0x10;

    private static final int LENGTH = 40;
    private static final int SELECTION_LENGTH = 24;

    /**
     * Which messages a consumer wants.
     *
     * @param index number that its messages carry
     * @param descriptorVersion MQMD version that it wants
     * @param matchOptions MQMO_* bits
     * @param messageId message id to match, or none
     * @param correlationId correlation id to match, or none
     * @param groupId group id to match, or none
     */
    public record Selection(
            int index,
            int descriptorVersion,
            int matchOptions,
            Byte24 messageId,
            Byte24 correlationId,
            Byte24 groupId) {}

    /** Reads it. */
    public static RequestMessages read(WireReader in) {
        in.require(LENGTH, "REQUEST_MSGS");
        in.skip(4);
        int handle = in.int32();
        in.skip(4);
        int credit = in.int32();
        int maximumLength = in.int32();
        int options = in.int32();
        int wait = in.int32();
        in.skip(4);
        int flags = in.int32();
        int arrived = in.int32();
        Selection selection = (flags & HAS_SELECTION) != 0 ? selection(in) : null;
        return new RequestMessages(handle, credit, maximumLength, options, wait, flags, arrived, selection);
    }

    private static Selection selection(WireReader in) {
        in.require(SELECTION_LENGTH, "REQUEST_MSGS selection");
        int index = in.int16();
        int version = in.int16();
        in.skip(16);
        int match = in.int32();
        return new Selection(
                index,
                version,
                match,
                id(in, match, MatchOptions.MSG_ID),
                id(in, match, MatchOptions.CORREL_ID),
                id(in, match, MatchOptions.GROUP_ID));
    }

    private static Byte24 id(WireReader in, int match, int option) {
        if ((match & option) == 0) {
            return Byte24.NONE;
        }
        in.require(Byte24.LENGTH, "REQUEST_MSGS match id");
        return in.byte24();
    }

    /** Whether a flag is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
