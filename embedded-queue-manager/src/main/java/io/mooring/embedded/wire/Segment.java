package io.mooring.embedded.wire;

/**
 * One transmission segment as received. The body is a view of the receive buffer and valid only until the sink that got
 * the segment returns.
 *
 * @param kind the eye-catcher
 * @param type what it is
 * @param conversation conversation id, 0 for segments of the whole socket
 * @param request request id, 0 for segments of the whole socket
 * @param flags control flags, see {@link SegmentFlags}
 * @param body what stands behind the header
 */
public record Segment(SegmentKind kind, SegmentType type, int conversation, int request, int flags, WireReader body) {
    /** Whether a flag is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
