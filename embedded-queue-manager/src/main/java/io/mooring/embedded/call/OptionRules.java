package io.mooring.embedded.call;

import io.mooring.embedded.mqi.CloseOptions;
import io.mooring.embedded.mqi.GetOptions;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.PutOptions;
import io.mooring.embedded.mqi.Reason;

/**
 * Which options a call may have, alone and together, after IBM's "Rules for validating MQI options". What these rules
 * forbid, and options that the embedded queue manager does not have, end a call with OPTIONS_ERROR: a wrong answer would
 * be worse than none.
 */
final class OptionRules {
    static final int INPUT = OpenOptions.INPUT_AS_Q_DEF | OpenOptions.INPUT_SHARED | OpenOptions.INPUT_EXCLUSIVE;
    static final int BROWSES = GetOptions.BROWSE_FIRST | GetOptions.BROWSE_NEXT | GetOptions.BROWSE_MSG_UNDER_CURSOR;

    private static final int BINDS = OpenOptions.BIND_ON_OPEN | OpenOptions.BIND_NOT_FIXED | OpenOptions.BIND_ON_GROUP;
    private static final int OPEN_READ_AHEAD = OpenOptions.READ_AHEAD | OpenOptions.NO_READ_AHEAD;
    private static final int OPEN_CONTEXTS = OpenOptions.PASS_IDENTITY_CONTEXT
            | OpenOptions.PASS_ALL_CONTEXT
            | OpenOptions.SET_IDENTITY_CONTEXT
            | OpenOptions.SET_ALL_CONTEXT;
    private static final int OPEN_PURPOSES =
            INPUT | OpenOptions.BROWSE | OpenOptions.INQUIRE | OpenOptions.OUTPUT | OpenOptions.SET | BINDS;
    private static final int OPEN_KNOWN = OPEN_PURPOSES
            | OPEN_READ_AHEAD
            | OPEN_CONTEXTS
            | OpenOptions.SAVE_ALL_CONTEXT
            | OpenOptions.ALTERNATE_USER_AUTHORITY
            | OpenOptions.FAIL_IF_QUIESCING
            | OpenOptions.CO_OP
            | OpenOptions.RESOLVE_LOCAL_Q
            | OpenOptions.NO_MULTICAST;

    private static final int PUT_CONTEXTS = PutOptions.DEFAULT_CONTEXT
            | PutOptions.NO_CONTEXT
            | PutOptions.PASS_ALL_CONTEXT
            | PutOptions.PASS_IDENTITY_CONTEXT
            | PutOptions.SET_ALL_CONTEXT
            | PutOptions.SET_IDENTITY_CONTEXT;
    private static final int PUT_SYNCPOINTS = PutOptions.SYNCPOINT | PutOptions.NO_SYNCPOINT;
    private static final int PUT_RESPONSES = PutOptions.ASYNC_RESPONSE | PutOptions.SYNC_RESPONSE;

    /** The client leaves the application's descriptor as it was (MQPMO_MD_FOR_OUTPUT_ONLY): its own affair. */
    private static final int DESCRIPTOR_FOR_OUTPUT_ONLY = 0x80_0000;

    private static final int PUT_KNOWN = PUT_CONTEXTS
            | PUT_SYNCPOINTS
            | PUT_RESPONSES
            | PutOptions.NEW_MSG_ID
            | PutOptions.NEW_CORREL_ID
            | PutOptions.FAIL_IF_QUIESCING
            | PutOptions.RESOLVE_LOCAL_Q
            | DESCRIPTOR_FOR_OUTPUT_ONLY;

    /** Accepted and without effect: bodies are not converted and have their properties as they were put. */
    private static final int GET_PROPERTIES =
            GetOptions.PROPERTIES_FORCE_MQRFH2 | GetOptions.NO_PROPERTIES | GetOptions.PROPERTIES_COMPATIBILITY;

    /** Accepted and without effect: a put of a segment is refused, so each message is complete. */
    private static final int GET_WHOLE = GetOptions.COMPLETE_MSG | GetOptions.ALL_SEGMENTS_AVAILABLE;

    private static final int GET_SYNCPOINTS =
            GetOptions.SYNCPOINT | GetOptions.NO_SYNCPOINT | GetOptions.SYNCPOINT_IF_PERSISTENT;
    private static final int GET_KNOWN = BROWSES
            | GET_SYNCPOINTS
            | GET_PROPERTIES
            | GET_WHOLE
            | GetOptions.WAIT
            | GetOptions.ACCEPT_TRUNCATED_MSG
            | GetOptions.MSG_UNDER_CURSOR
            | GetOptions.LOCK
            | GetOptions.UNLOCK
            | GetOptions.FAIL_IF_QUIESCING
            | GetOptions.CONVERT;
    private static final int GETS = BROWSES | GetOptions.MSG_UNDER_CURSOR;

    /** MQCO_QUIESCE is about messages that the client holds; MQCO_KEEP_SUB and MQCO_REMOVE_SUB about subscriptions. */
    private static final int CLOSE_QUIESCE = 0x20;

    static final int CLOSE_SUBSCRIPTION = 0xC;

    private OptionRules() {}

    static void checkOpen(int options) {
        boolean valid = has(options, OPEN_PURPOSES)
                && atMostOne(options, INPUT)
                && atMostOne(options, BINDS)
                && atMostOne(options, OPEN_READ_AHEAD)
                && implies(options, OpenOptions.SAVE_ALL_CONTEXT, INPUT)
                && implies(options, OPEN_CONTEXTS, OpenOptions.OUTPUT)
                && implies(options, OpenOptions.CO_OP, OpenOptions.BROWSE)
                && implies(options, OpenOptions.NO_MULTICAST, OpenOptions.OUTPUT);
        require(valid && only(options, OPEN_KNOWN));
    }

    static void checkPut(int options) {
        require(only(options, PUT_KNOWN)
                && atMostOne(options, PUT_SYNCPOINTS)
                && atMostOne(options, PUT_CONTEXTS)
                && atMostOne(options, PUT_RESPONSES));
    }

    static void checkPut1(int options) {
        checkPut(options & ~PutOptions.ALTERNATE_USER_AUTHORITY);
    }

    static void checkGet(int options) {
        int inUnitOfWork = GetOptions.SYNCPOINT | GetOptions.SYNCPOINT_IF_PERSISTENT;
        require(only(options, GET_KNOWN)
                && atMostOne(options, GETS)
                && implies(options, GetOptions.LOCK, BROWSES)
                && !(has(options, GetOptions.UNLOCK) && has(options, GETS | GetOptions.LOCK))
                && atMostOne(options, GET_SYNCPOINTS)
                && atMostOne(options, GET_PROPERTIES)
                && !(has(options, BROWSES) && has(options, inUnitOfWork))
                && !(has(options, GetOptions.COMPLETE_MSG) && has(options, GetOptions.SYNCPOINT_IF_PERSISTENT)));
    }

    static void checkClose(int options) {
        int deletes = CloseOptions.DELETE | CloseOptions.DELETE_PURGE;
        require(only(options, deletes | CLOSE_QUIESCE | CLOSE_SUBSCRIPTION)
                && atMostOne(options, deletes | CLOSE_SUBSCRIPTION));
    }

    private static boolean has(int options, int any) {
        return (options & any) != 0;
    }

    private static boolean only(int options, int known) {
        return (options & ~known) == 0;
    }

    private static boolean atMostOne(int options, int of) {
        return Integer.bitCount(options & of) <= 1;
    }

    private static boolean implies(int options, int any, int needsOneOf) {
        return !has(options, any) || has(options, needsOneOf);
    }

    private static void require(boolean valid) {
        if (!valid) {
            throw new MqiException(Reason.OPTIONS_ERROR);
        }
    }
}
