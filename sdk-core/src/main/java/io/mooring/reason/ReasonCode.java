package io.mooring.reason;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The number that a queue manager or the client answers (MQRC), with what is known about it.
 *
 * <p>Any number makes a reason code; one that Mooring does not know has the class {@link ReasonClass#UNKNOWN}. Two are
 * equal when their numbers are.
 *
 * @param value the number, such as 2009
 */
public record ReasonCode(int value) implements Serializable {
    /** 2003: the unit of work was backed out. */
    public static final ReasonCode BACKED_OUT = new ReasonCode(2003);
    /** 2009: the link is broken. */
    public static final ReasonCode CONNECTION_BROKEN = new ReasonCode(2009);
    /** 2033: no message in the time given. */
    public static final ReasonCode NO_MSG_AVAILABLE = new ReasonCode(2033);
    /** 2035: not authorized. */
    public static final ReasonCode NOT_AUTHORIZED = new ReasonCode(2035);
    /** The queue manager that answers has another name. */
    public static final ReasonCode Q_MGR_NAME_ERROR = new ReasonCode(2058);
    /** 2059: the queue manager is not available. */
    public static final ReasonCode Q_MGR_NOT_AVAILABLE = new ReasonCode(2059);
    /** 2085: there is no object of this name. */
    public static final ReasonCode UNKNOWN_OBJECT_NAME = new ReasonCode(2085);
    /** 2161: the queue manager is going down and asks us to leave. */
    public static final ReasonCode Q_MGR_QUIESCING = new ReasonCode(2161);
    /** 2202: the channel is going down and asks us to leave. */
    public static final ReasonCode CONNECTION_QUIESCING = new ReasonCode(2202);
    /** 2538: nothing answers at the address. */
    public static final ReasonCode HOST_NOT_AVAILABLE = new ReasonCode(2538);
    /** 2549: the call was interrupted and its outcome is in doubt. */
    public static final ReasonCode CALL_INTERRUPTED = new ReasonCode(2549);
    /** 2556: reconnection took longer than it may. */
    public static final ReasonCode RECONNECT_TIMED_OUT = new ReasonCode(2556);

    /**
     * The reason code that an exception of IBM's clients or of ours carries, wherever it is in the chain.
     *
     * <p>Looks into {@code MQException}, {@code MQDataException} (PCF) and {@code JmqiException}, follows the linked
     * exceptions of a {@code JMSException} (javax or jakarta) and all causes. Where several carry a code, the outermost
     * one counts: it is what the client concluded for the call (such as 2549), and those below are how it came to it
     * (such as 2009). Decides by code, never by text.
     *
     * @return empty if there is none in the chain
     */
    public static Optional<ReasonCode> of(Throwable failure) {
        return allOf(failure).stream().findFirst();
    }

    /** All reason codes in the chain of an exception, the outermost first, without repetitions. */
    public static List<ReasonCode> allOf(Throwable failure) {
        return ExceptionChain.reasonsIn(failure);
    }

    /** IBM's name for the number, such as {@code MQRC_CONNECTION_BROKEN}, or {@code MQRC_} and the number itself. */
    public String name() {
        return ReasonTable.find(value).map(ReasonTable.Row::name).orElse("MQRC_" + value);
    }

    /** What kind of trouble it means. */
    public ReasonClass reasonClass() {
        return ReasonTable.find(value).map(ReasonTable.Row::reasonClass).orElse(ReasonClass.UNKNOWN);
    }

    /** One line that says what to do, for a log or an exception's message. */
    public String advice() {
        return ReasonTable.find(value)
                .map(ReasonTable.Row::advice)
                .orElse("Look up " + value
                        + " in IBM's list of API completion and reason codes, and in the error log of"
                        + " the queue manager.");
    }

    /** Number and name, such as {@code 2009 MQRC_CONNECTION_BROKEN}. */
    @Override
    public String toString() {
        return value + " " + name();
    }
}
