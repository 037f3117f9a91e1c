package io.mooring.embedded.mqi;

/** Which ids a get must match (MQMO_*). */
public final class MatchOptions {
    /** None. */
    public static final int NONE = 0;

    /** The message id, if it is not all zeros. */
    public static final int MSG_ID = 0x1;

    /** The correlation id, if it is not all zeros. */
    public static final int CORREL_ID = 0x2;

    /** The group id, if it is not all zeros. */
    public static final int GROUP_ID = 0x4;

    /** The number in the group. */
    public static final int SEQUENCE_NUMBER = 0x8;

    /** The offset of the segment. */
    public static final int OFFSET = 0x10;

    /** The message token. */
    public static final int TOKEN = 0x20;

    /** All there are. */
    public static final int ALL = MSG_ID | CORREL_ID | GROUP_ID | SEQUENCE_NUMBER | OFFSET | TOKEN;

    private MatchOptions() {}
}
