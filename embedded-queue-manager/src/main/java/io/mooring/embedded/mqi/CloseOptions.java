package io.mooring.embedded.mqi;

/** Option bits of MQCLOSE (MQCO_*). */
public final class CloseOptions {
    /** Only close. */
    public static final int NONE = 0;

    /** Delete a permanent dynamic queue that is empty. */
    public static final int DELETE = 0x1;

    /** Delete a permanent dynamic queue with its messages. */
    public static final int DELETE_PURGE = 0x2;

    private CloseOptions() {}
}
