package io.mooring.embedded.call;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Verb;
import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.ApiHeader;
import io.mooring.embedded.wire.structure.PutMessageOptions;
import org.jspecify.annotations.Nullable;

/**
 * The one answer to a call. Whoever answers holds the connection's monitor.
 *
 * <p>An asynchronous put gets none; its result is kept for MQSTAT. A failed call is answered with its own body, unchanged,
 * behind a header with the reason; of a long one with the beginning, which has all structures: a message of 100 MiB that is
 * refused does not travel back.
 */
final class Reply {
    private static final byte[] NO_PAYLOAD = new byte[0];
    private static final int FAILED = 2;
    private static final int LONGEST_ECHO = 4096;

    private final Connection connection;
    private final SegmentType type;
    private final Verb verb;
    private final int request;
    private final int handle;
    private final boolean loseInstead;

    /** The options of a put that wants no answer, else null. */
    private final @Nullable PutMessageOptions unanswered;

    private WireReader body;
    private String queue;
    private Byte24 messageId = Byte24.NONE;
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
        this.unanswered = AsynchronousPuts.optionsOf(type, body);
    }

    /** Copies the call's body, because the answer will be given later. */
    void keepBody() {
        body.position(0);
        body = new WireReader(body.bytes(body.length()));
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
        } else if (unanswered != null) {
            connection.asynchronousPuts().ended(unanswered, connection.unitOfWork(), completionCode, reason, queue);
        } else {
            connection.port().answer(type.reply(), request, out, payload, payloadLength);
        }
    }

    /** Answers that the call failed. */
    void fail(int reasonCode) {
        fail(FAILED, reasonCode);
    }

    /** Answers that the call failed; the completion code of a call of the XA interface is the XA return code. */
    void fail(int failure, int reasonCode) {
        WireWriter out = begin(failure, reasonCode, handle);
        out.copy(body, ApiHeader.LENGTH, Math.min(LONGEST_ECHO, body.length()) - ApiHeader.LENGTH);
        send(out);
    }
}
