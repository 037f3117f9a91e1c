package io.mooring.embedded.mqi;

/** Option bits of MQOPEN (MQOO_*). */
public final class OpenOptions {
    /** Input as the queue's DEFSOPT says. */
    public static final int INPUT_AS_Q_DEF = 0x1;

    /** Input together with others. */
    public static final int INPUT_SHARED = 0x2;

    /** Input alone; 2042 if somebody else has it. */
    public static final int INPUT_EXCLUSIVE = 0x4;

    /** Browse. */
    public static final int BROWSE = 0x8;

    /** Put. */
    public static final int OUTPUT = 0x10;

    /** MQINQ. */
    public static final int INQUIRE = 0x20;

    /** MQSET. */
    public static final int SET = 0x40;

    /** Keep the context of messages got. */
    public static final int SAVE_ALL_CONTEXT = 0x80;

    /** Allow PutOptions.PASS_IDENTITY_CONTEXT. */
    public static final int PASS_IDENTITY_CONTEXT = 0x100;

    /** Allow PutOptions.PASS_ALL_CONTEXT. */
    public static final int PASS_ALL_CONTEXT = 0x200;

    /** Allow PutOptions.SET_IDENTITY_CONTEXT. */
    public static final int SET_IDENTITY_CONTEXT = 0x400;

    /** Allow PutOptions.SET_ALL_CONTEXT. */
    public static final int SET_ALL_CONTEXT = 0x800;

    /** Check the alternate user of the object descriptor. */
    public static final int ALTERNATE_USER_AUTHORITY = 0x1000;

    /** Fail with 2161 while the queue manager quiesces. */
    public static final int FAIL_IF_QUIESCING = 0x2000;

    /** A cluster queue's destination is chosen at open. */
    public static final int BIND_ON_OPEN = 0x4000;

    /** A cluster queue's destination is chosen at each put. */
    public static final int BIND_NOT_FIXED = 0x8000;

    /** A cluster queue's destination is chosen for each message group. */
    public static final int BIND_ON_GROUP = 0x400000;

    /** Cooperate in marking browsed messages. */
    public static final int CO_OP = 0x20000;

    /** Return the local queue's name. */
    public static final int RESOLVE_LOCAL_Q = 0x40000;

    /** No read ahead. */
    public static final int NO_READ_AHEAD = 0x80000;

    /** Read ahead, if the queue allows it. */
    public static final int READ_AHEAD = 0x100000;

    /** No multicast. */
    public static final int NO_MULTICAST = 0x200000;

    private OpenOptions() {}
}
