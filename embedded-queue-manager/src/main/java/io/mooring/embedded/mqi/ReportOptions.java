package io.mooring.embedded.mqi;

/** Report bits of a message (MQRO_*). */
public final class ReportOptions {
    /** Tell if it cannot be delivered. */
    public static final int EXCEPTION = 0x01000000;

    /** Tell if it expires. */
    public static final int EXPIRATION = 0x00200000;

    /** Confirm arrival. */
    public static final int COA = 0x00000100;

    /** Confirm delivery. */
    public static final int COD = 0x00000800;

    /** Answers carry its message id as message id. */
    public static final int PASS_MSG_ID = 0x00000080;

    /** Answers carry its correlation id as correlation id. */
    public static final int PASS_CORREL_ID = 0x00000040;

    /** Discard it if it cannot be delivered. */
    public static final int DISCARD_MSG = 0x08000000;

    private ReportOptions() {}
}
