package io.mooring.embedded.wire;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Turns bytes, in whatever portions they arrive, into segments.
 *
 * <pre>
 *   0  4  eye-catcher: TSH , TSHC or TSHM
 *   4  4  segment length, header and body, always big-endian
 *   8  4  conversation id     (only TSHM)
 *  12  4  request id          (only TSHM)
 *   8  1  byte order: 1 big-endian, 2 little-endian   (TSHM: from 16 on)
 *   9  1  segment type
 *  10  1  control flags
 *  11  1  control flags 2
 *  12  8  unit of work id
 *  20  4  encoding
 *  24  2  ccsid
 *  26  2  reserved
 * </pre>
 *
 * <p>A portion with whole segments is not copied; of a segment that is not complete yet the bytes that have arrived are
 * kept, never more, whatever its length field says. After a {@link ProtocolException} the decoder has failed and refuses
 * everything. Not for use by several threads.
 */
public final class SegmentDecoder {
    private static final int LENGTH_END = 8;
    private static final byte[] NOTHING = new byte[0];

    private final int maximumLength;
    private byte[] partial = NOTHING;
    private int partialLength;
    private boolean failed;

    /**
     * A decoder that refuses longer segments.
     *
     * @param maximumLength in bytes, header included
     */
    public SegmentDecoder(int maximumLength) {
        this.maximumLength = maximumLength;
    }

    /**
     * Takes the next bytes and gives each segment that they complete to the sink.
     *
     * @throws ProtocolException if they cannot be the begin of a segment
     */
    public void feed(byte[] bytes, int offset, int length, Consumer<? super Segment> sink) {
        if (failed) {
            throw new ProtocolException(StatusCode.PROTOCOL_GENERAL, "a segment before this one was malformed");
        }
        failed = true; // until it went well
        int at = offset;
        int end = offset + length;
        while (at < end) {
            at = partialLength > 0 ? completePartial(bytes, at, end, sink) : readWhole(bytes, at, end, sink);
        }
        failed = false;
    }

    private int readWhole(byte[] bytes, int at, int end, Consumer<? super Segment> sink) {
        int available = end - at;
        if (available >= LENGTH_END) {
            int length = checkedLength(bytes, at);
            if (length <= available) {
                sink.accept(segment(bytes, at, length));
                return at + length;
            }
        }
        return keep(bytes, at, available);
    }

    private int completePartial(byte[] bytes, int at, int end, Consumer<? super Segment> sink) {
        int next = at;
        if (partialLength < LENGTH_END) {
            next = keep(bytes, next, Math.min(LENGTH_END - partialLength, end - next));
            if (partialLength < LENGTH_END) {
                return next;
            }
        }
        int length = checkedLength(partial, 0);
        next = keep(bytes, next, Math.min(length - partialLength, end - next));
        if (partialLength == length) {
            byte[] whole = partial;
            partialLength = 0;
            sink.accept(segment(whole, 0, length));
            partial = NOTHING; // a connection that idles holds no buffer
        }
        return next;
    }

    private int keep(byte[] bytes, int at, int count) {
        if (count > partial.length - partialLength) {
            int wanted = Math.max(partialLength + count, Math.min(partial.length * 2, maximumLength));
            partial = Arrays.copyOf(partial, wanted);
        }
        System.arraycopy(bytes, at, partial, partialLength, count);
        partialLength += count;
        return at + count;
    }

    private int checkedLength(byte[] bytes, int at) {
        WireReader reader = new WireReader(bytes, at, LENGTH_END);
        SegmentKind kind = kind(reader.int32());
        int length = reader.int32();
        if (length < kind.headerLength() || length > maximumLength) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_LENGTH,
                    "segment length is " + length + "; a " + kind + " segment has " + kind.headerLength() + " to "
                            + maximumLength + " bytes");
        }
        return length;
    }

    private static SegmentKind kind(int eyeCatcher) {
        SegmentKind kind = SegmentKind.of(eyeCatcher);
        if (kind == null) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_ID,
                    "eye-catcher is 0x" + Integer.toHexString(eyeCatcher)
                            + "; a segment begins with TSH, TSHC or TSHM");
        }
        return kind;
    }

    private static Segment segment(byte[] bytes, int at, int length) {
        WireReader reader = new WireReader(bytes, at, length);
        SegmentKind kind = kind(reader.int32());
        reader.skip(4);
        int conversation = 0;
        int request = 0;
        if (kind == SegmentKind.CONVERSATION) {
            conversation = reader.int32();
            request = reader.int32();
        }
        int byteOrder = reader.int8();
        int code = reader.int8();
        SegmentType type = SegmentType.of(code);
        if (type == null) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_SEGMENT_TYPE, "segment type " + SegmentType.describe(code) + " is unknown");
        }
        // A Java client writes 2 in the security exchange although all its numbers are big-endian.
        if (byteOrder != 1 && type != SegmentType.SECURITY_DATA) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_INVALID_DATA,
                    "byte order is " + byteOrder + "; only 1 (big-endian, as the Java client has it) is supported");
        }
        int flags = reader.int8();
        int headerLength = kind.headerLength();
        return new Segment(kind, type, conversation, request, flags, reader.slice(headerLength, length - headerLength));
    }
}
