package io.mooring.embedded.channel;

import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.StatusCode;

/**
 * How many bytes the calls of one socket hold that have begun and not ended yet. Each conversation may be in the middle of
 * one; a client that begins many long ones and ends none is stopped here. Only for the thread that reads the socket.
 */
final class UnfinishedCalls {
    /** More than clients that share a socket send at the same moment. */
    static final long MOST_BYTES = 256L * 1024 * 1024;

    private final long most;
    private long held;

    /**
     * None yet.
     *
     * @param most how many bytes they may hold
     */
    UnfinishedCalls(long most) {
        this.most = most;
    }

    /**
     * The unfinished call of a conversation has grown, or ended.
     *
     * @throws ProtocolException if all of them together hold too much
     */
    void changed(int before, int after) {
        held += after - before;
        if (held > most) {
            throw new ProtocolException(
                    StatusCode.MESSAGE_LENGTH,
                    "the unfinished calls of all conversations hold " + held + " bytes; " + most
                            + " are allowed for one socket");
        }
    }
}
