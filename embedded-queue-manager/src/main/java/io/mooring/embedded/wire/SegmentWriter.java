package io.mooring.embedded.wire;

import java.io.IOException;

/**
 * Writes segments, cutting what is longer than a segment may be. The only place that knows how a header is written. Not
 * for use by several threads; the channel holds its write lock around each method.
 *
 * <p>Each segment has a multiple of four bytes, zeros at its end where it needs them: a client that finds several in what
 * it has read at once takes fields of an open's answer from the wrong place (observed: reason 2195) if a segment before
 * has an odd length. The lengths inside are the truth.
 */
public final class SegmentWriter {
    private static final byte[] NO_PAYLOAD = new byte[0];
    private static final int BIG_ENDIAN_NUMBERS = 273;
    private static final int CCSID = 819;
    private static final int ALIGNMENT = 4;

    private final SegmentOutput output;
    private final WireWriter buffer = new WireWriter(512);
    private int maximumLength;

    /**
     * Writes to an output.
     *
     * @param maximumLength of a segment in bytes, header included, until another one is agreed on
     */
    public SegmentWriter(SegmentOutput output, int maximumLength) {
        this.output = output;
        this.maximumLength = maximumLength;
    }

    /** Sets the agreed length of the longest segment. */
    public void maximumLength(int length) {
        maximumLength = length;
    }

    /** Writes a segment of the whole socket. */
    public void writeSocket(SegmentKind kind, SegmentType type, int flags, WireWriter body) throws IOException {
        buffer.reset();
        header(kind, type, 0, 0, flags, body.length());
        buffer.bytes(body.array(), 0, body.length());
        finish();
    }

    /** Writes a call's answer or another whole unit of a conversation, in as many segments as it needs. */
    public void write(SegmentType type, int conversation, int request, WireWriter body) throws IOException {
        write(type, conversation, request, body, NO_PAYLOAD, 0);
    }

    /**
     * Writes a body and a payload behind it, which is not copied more often than it must.
     *
     * @param payloadLength how many bytes of the payload, from its beginning
     */
    public void write(
            SegmentType type, int conversation, int request, WireWriter body, byte[] payload, int payloadLength)
            throws IOException {
        int room = room();
        int total = body.length() + payloadLength;
        int sent = 0;
        do {
            int count = Math.min(room, total - sent);
            int flags = (sent == 0 ? SegmentFlags.FIRST : 0) | (sent + count == total ? SegmentFlags.LAST : 0);
            buffer.reset();
            header(SegmentKind.CONVERSATION, type, conversation, request, flags, count);
            int fromBody = Math.max(0, Math.min(count, body.length() - sent));
            if (fromBody > 0) {
                buffer.bytes(body.array(), sent, fromBody);
            }
            buffer.bytes(payload, Math.max(0, sent - body.length()), count - fromBody);
            finish();
            sent += count;
        } while (sent < total);
    }

    /** Writes one segment as it is, with the given flags. */
    public void writeOne(
            SegmentType type,
            int conversation,
            int request,
            int flags,
            WireWriter body,
            byte[] payload,
            int from,
            int count)
            throws IOException {
        buffer.reset();
        header(SegmentKind.CONVERSATION, type, conversation, request, flags, body.length() + count);
        buffer.bytes(body.array(), 0, body.length());
        buffer.bytes(payload, from, count);
        finish();
    }

    /** How many bytes fit behind the header of a conversation's segment; a multiple of four. */
    public int room() {
        return (maximumLength - SegmentKind.CONVERSATION.headerLength()) & -ALIGNMENT;
    }

    private void finish() throws IOException {
        buffer.zeros(padding(buffer.length()));
        output.write(buffer.array(), 0, buffer.length());
    }

    private static int padding(int length) {
        return -length & (ALIGNMENT - 1);
    }

    private void header(SegmentKind kind, SegmentType type, int conversation, int request, int flags, int bodyLength) {
        int length = kind.headerLength() + bodyLength;
        buffer.int32(kind.eyeCatcher()).int32(length + padding(length));
        if (kind == SegmentKind.CONVERSATION) {
            buffer.int32(conversation).int32(request);
        }
        buffer.int8(1).int8(type.code()).int8(flags).int8(0);
        buffer.zeros(8).int32(BIG_ENDIAN_NUMBERS).int16(CCSID).int16(0);
    }
}
