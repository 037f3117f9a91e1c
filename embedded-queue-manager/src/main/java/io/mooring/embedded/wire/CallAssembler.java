package io.mooring.embedded.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts together the bodies of a call that was cut into several segments: one with FIRST, any number without, one with
 * LAST. One for each conversation; not for use by several threads.
 */
public final class CallAssembler {
    /** What a call needs besides message data: descriptors, options, headers, a selection string. */
    private static final int OVERHEAD = 65_536;

    private final int longestMessage;
    private @Nullable SegmentType type;
    private byte[] body = new byte[0];
    private int length;

    /**
     * An assembler that refuses puts of longer messages; other calls have no message and are a lot shorter.
     *
     * @param longestMessage in bytes
     */
    public CallAssembler(int longestMessage) {
        this.longestMessage = longestMessage;
    }

    /**
     * Adds a segment.
     *
     * @return the whole body if it is complete now, else null
     * @throws ProtocolException if the segment cannot follow the one before, or the call becomes too long
     */
    public @Nullable WireReader add(Segment segment) {
        boolean first = segment.has(SegmentFlags.FIRST);
        boolean last = segment.has(SegmentFlags.LAST);
        if (first != (type == null)) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_SEGMENT,
                    first
                            ? segment.type() + " begins, but " + type + " has not ended"
                            : segment.type() + " goes on, but none began");
        }
        if (first && last) {
            return segment.body();
        }
        if (type != null && type != segment.type()) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_SEGMENT, "a " + segment.type() + " segment stands within " + type);
        }
        append(segment);
        if (!last) {
            type = segment.type();
            return null;
        }
        WireReader whole = new WireReader(body, 0, length);
        type = null;
        body = new byte[0];
        length = 0;
        return whole;
    }

    /** How many bytes of an unfinished call it holds. */
    public int held() {
        return length;
    }

    private int maximumLength(SegmentType ofCall) {
        boolean hasMessage = ofCall == SegmentType.MQPUT || ofCall == SegmentType.MQPUT1;
        return hasMessage ? (int) Math.min(Integer.MAX_VALUE - 8L, (long) longestMessage + OVERHEAD) : OVERHEAD;
    }

    private void append(Segment segment) {
        int more = segment.body().length();
        int maximumLength = maximumLength(segment.type());
        if (more > maximumLength - length) {
            throw new ProtocolException(
                    StatusCode.MESSAGE_LENGTH,
                    segment.type() + " has more than " + maximumLength
                            + " bytes; it may have those of the longest message that is allowed, and its headers");
        }
        if (more > body.length - length) {
            body = Arrays.copyOf(body, (int) Math.min(maximumLength, Math.max(length + more, body.length * 2L)));
        }
        segment.body().copyTo(0, body, length, more);
        length += more;
    }
}
