package io.mooring.embedded.mqi;

/** Option bits of MQPUT and MQPUT1 (MQPMO_*). */
public final class PutOptions {
    /** In the unit of work. */
    public static final int SYNCPOINT = 0x2;

    /** Outside the unit of work. */
    public static final int NO_SYNCPOINT = 0x4;

    /** Context of the putting program (also without any context option). */
    public static final int DEFAULT_CONTEXT = 0x20;

    /** Make a new message id. */
    public static final int NEW_MSG_ID = 0x40;

    /** Make a new correlation id. */
    public static final int NEW_CORREL_ID = 0x80;

    /** Identity context of the message got by the context handle. */
    public static final int PASS_IDENTITY_CONTEXT = 0x100;

    /** All context of the message got by the context handle. */
    public static final int PASS_ALL_CONTEXT = 0x200;

    /** Identity context from the descriptor. */
    public static final int SET_IDENTITY_CONTEXT = 0x400;

    /** All context from the descriptor. */
    public static final int SET_ALL_CONTEXT = 0x800;

    /** Check the alternate user. */
    public static final int ALTERNATE_USER_AUTHORITY = 0x1000;

    /** Fail with 2161 while the queue manager quiesces. */
    public static final int FAIL_IF_QUIESCING = 0x2000;

    /** Without context. */
    public static final int NO_CONTEXT = 0x4000;

    /** Groups in order. */
    public static final int LOGICAL_ORDER = 0x8000;

    /** Do not wait for the answer. */
    public static final int ASYNC_RESPONSE = 0x10000;

    /** Wait for the answer. */
    public static final int SYNC_RESPONSE = 0x20000;

    /** Return the local queue's name. */
    public static final int RESOLVE_LOCAL_Q = 0x40000;

    private PutOptions() {}
}
