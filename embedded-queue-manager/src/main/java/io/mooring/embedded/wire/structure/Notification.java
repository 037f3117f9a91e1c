package io.mooring.embedded.wire.structure;

import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;

/**
 * The body of a NOTIFICATION segment: news about a consumer or about the consumption on a conversation.
 *
 * @param handle of the consumer's queue, or -1 for the conversation
 * @param code what, see the constants
 * @param value depends on the code
 */
public record Notification(int handle, int code, int value) {
    public static final int GET_INHIBITED = 1;
    public static final int GET_ALLOWED = 2;
    public static final int CONNECTION_STATE = 3;
    public static final int CONNECTION_STATE_REPLY = 4;
    public static final int QUEUE_STATE = 5;
    public static final int QUEUE_STATE_REPLY = 6;
    public static final int QUEUE_MANAGER_QUIESCING = 7;

    /**
     * From a client: its listeners wait, so that messages of a unit of work may come, see {@link RequestMessages}. The value is how
     * many messages have arrived on the conversation.
     */
    public static final int UNIT_OF_WORK_ALLOWED = 8;

    public static final int STREAMING_FAILURE = 14;
    public static final int EMPTY = 15;

    /**
     * The next message would be part of a unit of work, so nothing more is sent ahead: the client asks when it has used up
     * what it has.
     */
    public static final int STREAMING_PAUSED = 16;

    public static final int RECONNECTION_COMPLETE = 17;

    /** Value of CONNECTION_STATE: the client takes messages. */
    public static final int STARTED = 2;

    private static final int LENGTH = 16;

    /** Reads it. */
    public static Notification read(WireReader in) {
        in.require(LENGTH, "NOTIFICATION");
        in.skip(4);
        return new Notification(in.int32(), in.int32(), in.int32());
    }

    /** Writes it. */
    public void write(WireWriter out) {
        out.int32(1).int32(handle).int32(code).int32(value);
    }
}
