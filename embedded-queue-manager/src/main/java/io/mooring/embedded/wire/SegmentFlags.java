package io.mooring.embedded.wire;

/** Control flags of a segment header. */
public final class SegmentFlags {
    /** The sender wants an answer with the same request id. */
    public static final int CONFIRM_REQUEST = 0x01;

    /** Something failed. */
    public static final int ERROR = 0x02;

    /** The sender wants to end the channel. */
    public static final int REQUEST_CLOSE = 0x04;

    /** The channel ends with this segment. */
    public static final int CLOSE_CHANNEL = 0x08;

    /** First segment of a call. */
    public static final int FIRST = 0x10;

    /** Last segment of a call. */
    public static final int LAST = 0x20;

    /** A whole call in one segment. */
    public static final int WHOLE = FIRST | LAST;

    private SegmentFlags() {}
}
