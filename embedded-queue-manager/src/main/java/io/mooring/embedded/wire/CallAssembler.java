package io.mooring.embedded.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts together the bodies of a call that was cut into several segments: one with FIRST, any number without, one with
 * LAST. One for each conversation; not for use by several threads.
 */
public final class CallAssembler {
    private final int maximumLength;
    private @Nullable SegmentType type;
    private byte[] body = new byte[0];
    private int length;

    /**
     * An assembler that refuses longer calls.
     *
     * @param maximumLength of a call's body in bytes
     */
    public CallAssembler(int maximumLength) {
        this.maximumLength = maximumLength;
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

    private void append(Segment segment) {
        int more = segment.body().length();
        if (more > maximumLength - length) {
            throw new ProtocolException(
                    StatusCode.MESSAGE_LENGTH,
                    segment.type() + " has more than " + maximumLength + " bytes, the longest message that is allowed");
        }
        if (more > body.length - length) {
            body = Arrays.copyOf(body, (int) Math.min(maximumLength, Math.max(length + more, body.length * 2L)));
        }
        segment.body().copyTo(0, body, length, more);
        length += more;
    }
}
