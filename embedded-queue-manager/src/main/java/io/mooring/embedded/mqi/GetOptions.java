package io.mooring.embedded.mqi;

/** Option bits of MQGET and of asynchronous consume (MQGMO_*). */
public final class GetOptions {
    /** Wait for a message. */
    public static final int WAIT = 0x1;

    /** In the unit of work. */
    public static final int SYNCPOINT = 0x2;

    /** Outside the unit of work. */
    public static final int NO_SYNCPOINT = 0x4;

    /** Signal; z/OS only. */
    public static final int SET_SIGNAL = 0x8;

    /** Browse from the start. */
    public static final int BROWSE_FIRST = 0x10;

    /** Browse from the cursor on. */
    public static final int BROWSE_NEXT = 0x20;

    /** Take a message that is longer than the buffer, truncated. */
    public static final int ACCEPT_TRUNCATED_MSG = 0x40;

    /** z/OS only. */
    public static final int MARK_SKIP_BACKOUT = 0x80;

    /** Take the message under the browse cursor. */
    public static final int MSG_UNDER_CURSOR = 0x100;

    /** Lock the browsed message. */
    public static final int LOCK = 0x200;

    /** Unlock it. */
    public static final int UNLOCK = 0x400;

    /** Browse the message under the cursor again. */
    public static final int BROWSE_MSG_UNDER_CURSOR = 0x800;

    /** In the unit of work if the message is persistent. */
    public static final int SYNCPOINT_IF_PERSISTENT = 0x1000;

    /** Fail with 2161 while the queue manager quiesces. */
    public static final int FAIL_IF_QUIESCING = 0x2000;

    /** Convert the body. */
    public static final int CONVERT = 0x4000;

    /** Messages of a group in order. */
    public static final int LOGICAL_ORDER = 0x8000;

    /** Only complete logical messages. */
    public static final int COMPLETE_MSG = 0x10000;

    /** Only complete groups. */
    public static final int ALL_MSGS_AVAILABLE = 0x20000;

    /** Only complete segmented messages. */
    public static final int ALL_SEGMENTS_AVAILABLE = 0x40000;

    /** Mark for this handle. */
    public static final int MARK_BROWSE_HANDLE = 0x100000;

    /** Mark for cooperating handles. */
    public static final int MARK_BROWSE_CO_OP = 0x200000;

    /** Unmark. */
    public static final int UNMARK_BROWSE_CO_OP = 0x400000;

    /** Unmark. */
    public static final int UNMARK_BROWSE_HANDLE = 0x800000;

    /** Only unmarked messages. */
    public static final int UNMARKED_BROWSE_MSG = 0x1000000;

    /** Properties as MQRFH2. */
    public static final int PROPERTIES_FORCE_MQRFH2 = 0x2000000;

    /** Without properties. */
    public static final int NO_PROPERTIES = 0x4000000;

    /** Properties in a message handle. */
    public static final int PROPERTIES_IN_HANDLE = 0x8000000;

    /** Properties as MQRFH2 if they were put so. */
    public static final int PROPERTIES_COMPATIBILITY = 0x10000000;

    private GetOptions() {}
}
