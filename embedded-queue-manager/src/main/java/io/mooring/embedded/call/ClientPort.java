package io.mooring.embedded.call;

import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.AsyncMessage;
import io.mooring.embedded.wire.structure.Notification;

/**
 * The way back to the client of one conversation. A write that fails ends the socket and is not reported here: the
 * connection is then closed as for any lost socket.
 */
public interface ClientPort {
    /** Sends the answer to a call, with a payload behind it. */
    void answer(SegmentType type, int request, WireWriter body, byte[] payload, int payloadLength);

    /** Sends a notification. */
    void notify(int request, Notification notification);

    /** Sends a message to a consumer. */
    void deliver(AsyncMessage message);

    /** Runs a task later, on the thread that delivers to this socket; tasks of a socket run one after the other. */
    void later(Runnable task);

    /** Loses the socket at once, as a crash would. */
    void lose();
}
