package io.mooring.embedded.wire.structure;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;

/**
 * The body of MQCONN behind the API header.
 *
 * <pre>
 *  16 48 queue manager   64 28 application name   92  4 application type   96 32 accounting token
 * 128  4 options of the call   132  4 MQCNO options   136  4 FCNO   140  4 version   144  4 capabilities
 * 148 128 connection tag; in the answer its first 24 bytes are the connection id
 * ...
 * </pre>
 *
 * @param queueManager name, blank, {@code *} or {@code *GROUP}
 * @param applicationName the application's name, 28 characters at most
 * @param applicationType MQAT_*, 28 for Java
 * @param callOptions options of the call itself
 * @param connectOptions MQCNO_* bits
 */
public record ConnectRequest(
        String queueManager, String applicationName, int applicationType, int callOptions, int connectOptions) {
    private static final int HAS_CONNECTION_TAG = 0x8;
    private static final int RECONNECT = 0x0100_0000;
    private static final int RECONNECT_DISABLED = 0x0200_0000;
    private static final int RECONNECT_Q_MGR = 0x0400_0000;
    private static final int LEAST_LENGTH = 128;
    private static final int CONNECTION_TAG = 148;

    /** Reads it; the reader stands behind the API header. */
    public static ConnectRequest read(WireReader in) {
        in.position(ApiHeader.LENGTH);
        in.require(LEAST_LENGTH - ApiHeader.LENGTH, "MQCONN");
        String queueManager = in.text(48);
        String application = in.text(28);
        int type = in.int32();
        in.skip(32);
        boolean extended = in.remaining() >= 8;
        int callOptions = extended ? in.int32() : 0;
        int connectOptions = extended ? in.int32() : 0;
        return new ConnectRequest(queueManager, application, type, callOptions, connectOptions);
    }

    /**
     * Whether it belongs to a connection that exists: a session of one, or one that was lost and comes back. Assumed from
     * what was seen: the flag is not in the first MQCONN of a connection.
     */
    public boolean reconnecting() {
        return (callOptions & HAS_CONNECTION_TAG) != 0;
    }

    /** Whether it takes any queue manager, or any of a group. */
    public boolean anyQueueManager() {
        return queueManager.isEmpty() || queueManager.startsWith("*");
    }

    /** Whether the client will reconnect by itself. */
    public boolean reconnectable() {
        return (connectOptions & (RECONNECT | RECONNECT_Q_MGR)) != 0 && (connectOptions & RECONNECT_DISABLED) == 0;
    }

    /** Writes what stands behind the API header of a good answer. */
    public static void writeAnswer(WireWriter out, WireReader request, String queueManager, Byte24 connectionId) {
        int at = out.length();
        out.copy(request, ApiHeader.LENGTH, request.length() - ApiHeader.LENGTH);
        out.patchText(at, queueManager, 48);
        int tag = CONNECTION_TAG - ApiHeader.LENGTH;
        if (out.length() >= at + tag + Byte24.LENGTH) {
            byte[] id = connectionId.toBytes();
            System.arraycopy(id, 0, out.array(), at + tag, id.length);
        }
    }
}
