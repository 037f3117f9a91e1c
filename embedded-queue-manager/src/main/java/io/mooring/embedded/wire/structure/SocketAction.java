package io.mooring.embedded.wire.structure;

import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;

/**
 * The body of a SOCKET_ACTION segment: something that concerns the whole socket, or the begin and end of a conversation.
 *
 * @param conversation which conversation, or 0
 * @param request request id
 * @param type what, see the constants
 * @param parameter1 depends on the type
 * @param parameter2 depends on the type
 */
public record SocketAction(int conversation, int request, int type, int parameter1, int parameter2) {
    public static final int START_CONVERSATION = 1;
    public static final int END_CONVERSATION = 2;
    public static final int STOP_QUIESCE = 3;
    public static final int PAUSE_DATA_SENDS = 4;
    public static final int DATA_SENDS_PAUSED = 5;
    public static final int RESUME_DATA_SENDS = 6;
    public static final int QUEUE_MANAGER_QUIESCE = 7;
    public static final int ACCEPT_CONVERSATION = 8;
    public static final int RECONNECT_CLIENTS = 9;

    private static final int LENGTH = 20;

    /** An action for the whole socket. */
    public static SocketAction of(int type, int parameter1) {
        return new SocketAction(0, 0, type, parameter1, 0);
    }

    /** Reads it. */
    public static SocketAction read(WireReader in) {
        in.require(LENGTH, "SOCKET_ACTION");
        return new SocketAction(in.int32(), in.int32(), in.int32(), in.int32(), in.int32());
    }

    /** Writes it. */
    public void write(WireWriter out) {
        out.int32(conversation).int32(request).int32(type).int32(parameter1).int32(parameter2);
    }
}
