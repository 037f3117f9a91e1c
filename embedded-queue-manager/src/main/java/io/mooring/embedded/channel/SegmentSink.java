package io.mooring.embedded.channel;

import io.mooring.embedded.wire.SegmentFlags;
import io.mooring.embedded.wire.SegmentKind;
import io.mooring.embedded.wire.SegmentOutput;
import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.SegmentWriter;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.AsyncMessage;
import io.mooring.embedded.wire.structure.Notification;
import io.mooring.embedded.wire.structure.SocketAction;
import io.mooring.embedded.wire.structure.Status;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sending side of one socket. Its monitor is the socket's write lock, the innermost of all locks; nothing but writing
 * happens under it.
 */
final class SegmentSink {
    private static final byte[] NO_PAYLOAD = new byte[0];

    private final SegmentWriter writer;
    private final WireWriter scratch = new WireWriter(512);
    private final AtomicLong bytesSent = new AtomicLong();
    private boolean paused; // guarded by this
    private boolean closed; // guarded by this
    private volatile boolean mute;

    SegmentSink(SegmentOutput output, SegmentLog log, int maximumSegment) {
        writer = new SegmentWriter(
                (bytes, offset, length) -> {
                    log.sent(bytes, offset, length);
                    output.write(bytes, offset, length);
                    bytesSent.addAndGet(length);
                },
                maximumSegment);
    }

    long bytesSent() {
        return bytesSent.get();
    }

    synchronized void maximumLength(int length) {
        writer.maximumLength(length);
    }

    /** From now on nothing is sent, as if the host were gone. */
    void mute() {
        mute = true;
    }

    /** The client changes its TLS keys: deliveries wait until it is done. */
    synchronized void pause() {
        paused = true;
    }

    /** The client has changed its keys. */
    synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /** Nobody waits to send any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits while the client changes its TLS keys; only for threads other than the one that reads the socket. */
    synchronized void awaitResumed() {
        try {
            while (paused && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void negotiation(SegmentType type, int flags, WireWriter body) throws IOException {
        if (!mute) {
            writer.writeSocket(SegmentKind.NEGOTIATION, type, flags, body);
        }
    }

    synchronized void heartbeat() throws IOException {
        scratch.reset();
        socket(SegmentType.HEARTBEAT, SegmentFlags.WHOLE);
    }

    synchronized void action(SocketAction action) throws IOException {
        scratch.reset();
        action.write(scratch);
        socket(SegmentType.SOCKET_ACTION, SegmentFlags.WHOLE);
    }

    /** Tells the client that the channel ends, and why; in the negotiation with its own eye-catcher. */
    synchronized void end(boolean negotiating, int statusCode) throws IOException {
        scratch.reset();
        Status.write(scratch, statusCode);
        int flags = SegmentFlags.WHOLE | SegmentFlags.ERROR | SegmentFlags.CLOSE_CHANNEL;
        if (!mute) {
            SegmentKind kind = negotiating ? SegmentKind.NEGOTIATION : SegmentKind.SOCKET;
            writer.writeSocket(kind, SegmentType.STATUS, flags, scratch);
        }
    }

    void end(boolean negotiating, StatusCode status) throws IOException {
        end(negotiating, status.code());
    }

    /** A STATUS without a body: the client may go on. */
    synchronized void goAhead(int conversation, int request) throws IOException {
        scratch.reset();
        conversation(SegmentType.STATUS, conversation, request, scratch, NO_PAYLOAD, 0);
    }

    synchronized void notification(int conversation, int request, Notification notification) throws IOException {
        scratch.reset();
        notification.write(scratch);
        conversation(SegmentType.NOTIFICATION, conversation, request, scratch, NO_PAYLOAD, 0);
    }

    synchronized void message(int conversation, AsyncMessage message) throws IOException {
        if (!mute) {
            message.write(writer, conversation, scratch);
        }
    }

    synchronized void conversation(
            SegmentType type, int conversation, int request, WireWriter body, byte[] payload, int payloadLength)
            throws IOException {
        if (!mute) {
            writer.write(type, conversation, request, body, payload, payloadLength);
        }
    }

    private void socket(SegmentType type, int flags) throws IOException {
        if (!mute) {
            writer.writeSocket(SegmentKind.SOCKET, type, flags, scratch);
        }
    }
}
