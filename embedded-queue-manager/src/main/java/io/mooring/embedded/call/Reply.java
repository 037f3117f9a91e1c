package io.mooring.embedded.call;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Verb;
import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.ApiHeader;

/**
 * The one answer to a call. Whoever answers holds the connection's monitor.
 *
 * <p>A failed call is answered with its own body, unchanged but without a message, behind a header with the reason.
 */
final class Reply {
    private static final byte[] NO_PAYLOAD = new byte[0];
    private static final int FAILED = 2;

    private final Connection connection;
    private final SegmentType type;
    private final Verb verb;
    private final int request;
    private final int handle;
    private final boolean loseInstead;
    private WireReader body;
    private String queue;
    private Byte24 messageId = Byte24.NONE;
    private boolean forStatus;
    private int failedLength = Integer.MAX_VALUE;
    private int completionCode;
    private int reason;

    /**
     * An answer that is still to be given.
     *
     * @param type of the call
     * @param body of the call, valid only while the call is handled, unless {@link #keepBody} is called
     * @param loseInstead whether the socket is lost in the moment in which the answer would be sent
     */
    Reply(
            Connection connection,
            SegmentType type,
            Verb verb,
            int request,
            int handle,
            WireReader body,
            String queue,
            boolean loseInstead) {
        this.connection = connection;
        this.type = type;
        this.verb = verb;
        this.request = request;
        this.handle = handle;
        this.body = body;
        this.queue = queue;
        this.loseInstead = loseInstead;
    }

    /** Copies the call's body, because the answer will be given later. */
    void keepBody() {
        body.position(0);
        body = new WireReader(body.bytes(body.length()));
    }

    /** A failure is answered with this many bytes of the call only: without the message of a put. */
    void failWithFirst(int bytes) {
        failedLength = bytes;
    }

    /** Nobody reads the answer: how the call ends is told by the next MQSTAT. */
    void keepForStatus() {
        forStatus = true;
    }

    /** The call's body. */
    WireReader body() {
        return body;
    }

    /** The handle that the call is about. */
    int handle() {
        return handle;
    }

    /** For the record: the queue that the call turned out to be about. */
    void about(String queueName) {
        queue = queueName;
    }

    /** For the record: the message that was put or got. */
    void about(Byte24 putOrGot) {
        messageId = putOrGot;
    }

    /** Begins a good answer. */
    WireWriter begin() {
        return begin(0, 0, handle);
    }

    /** Begins an answer. */
    WireWriter begin(int newCompletionCode, int newReason, int newHandle) {
        completionCode = newCompletionCode;
        reason = newReason;
        WireWriter out = connection.scratch();
        ApiHeader.write(out, newCompletionCode, newReason, newHandle);
        return out;
    }

    /** Sends an answer that was begun. */
    void send(WireWriter out) {
        send(out, NO_PAYLOAD, 0);
    }

    /** Sends an answer that was begun, with a payload behind it. */
    void send(WireWriter out, byte[] payload, int payloadLength) {
        ApiHeader.finish(out, payloadLength);
        connection
                .environment()
                .recorder()
                .answered(
                        verb,
                        connection.id(),
                        connection.client().applicationName(),
                        queue,
                        completionCode,
                        reason,
                        messageId);
        if (loseInstead) {
            connection.port().lose();
        } else if (forStatus) {
            connection.asyncPuts().ended(completionCode, reason, queue);
        } else {
            connection.port().answer(type.reply(), request, out, payload, payloadLength);
        }
    }

    /** Answers that the call failed. */
    void fail(int reasonCode) {
        WireWriter out = begin(FAILED, reasonCode, handle);
        out.copy(body, ApiHeader.LENGTH, Math.min(failedLength, body.length()) - ApiHeader.LENGTH);
        send(out);
    }
}
