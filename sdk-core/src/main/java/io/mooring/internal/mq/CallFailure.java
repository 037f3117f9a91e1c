package io.mooring.internal.mq;

import com.ibm.mq.MQException;
import io.mooring.reason.ReasonClass;
import io.mooring.reason.ReasonCode;

/** A call of the client that failed, with what that means for the call and for the link. */
public final class CallFailure extends Exception {
    private static final long serialVersionUID = 1;

    /** What became of the call. */
    public enum Outcome {
        /** It had no effect: the queue manager refused it, or it never got there. */
        NO_EFFECT,
        /** Nobody can know from here. */
        IN_DOUBT
    }

    private final ReasonCode reason;
    private final Outcome outcome;

    private final boolean ofDialling;

    private CallFailure(MQException cause, Outcome outcome, boolean ofDialling) {
        super(cause.getMessage(), cause);
        this.reason = new ReasonCode(cause.getReason());
        this.outcome = outcome;
        this.ofDialling = ofDialling;
    }

    /** A conversation that could not be started. */
    static CallFailure ofDialling(MQException cause) {
        return new CallFailure(cause, Outcome.NO_EFFECT, true);
    }

    /** A call that changes nothing, or whose effect ends with the link, such as opening a queue. */
    static CallFailure withoutEffect(MQException cause) {
        return new CallFailure(cause, Outcome.NO_EFFECT, false);
    }

    /**
     * A call that was sent.
     *
     * <p>A queue manager that answers with a reason has refused it. Codes of the class "connection gone" may be made by the
     * client itself, when no answer came; some of them (2162, 2203) by either side, so they are taken for the worse case.
     */
    static CallFailure ofSent(MQException cause) {
        return switch (new ReasonCode(cause.getReason()).reasonClass()) {
            case CONNECTION_GONE, IN_DOUBT, INTERNAL, UNKNOWN -> new CallFailure(cause, Outcome.IN_DOUBT, false);
            default -> new CallFailure(cause, Outcome.NO_EFFECT, false);
        };
    }

    /** Why it failed. */
    public ReasonCode reason() {
        return reason;
    }

    /** Whether nobody can know what became of the call. */
    public boolean isInDoubt() {
        return outcome == Outcome.IN_DOUBT;
    }

    /** Whether the link that it was made on should be given up for another. */
    public boolean endsLink() {
        ReasonClass kind = reason.reasonClass();
        // A channel that takes no further conversation (MAXINST) says nothing about those that it has.
        return (kind.endsLink() && reason.value() != CHANNEL_NOT_AVAILABLE)
                || kind == ReasonClass.RECONNECT_FAILED
                || reason.value() == HCONN_ERROR;
    }

    /** Whether the queue manager has backed the unit of work out by itself. */
    public boolean isBackedOut() {
        return reason.reasonClass() == ReasonClass.BACKED_OUT;
    }

    /** Whether it says only that no further conversation could be started; those that there are may be as good as before. */
    public boolean isOfDialling() {
        return ofDialling;
    }

    /** Whether the queue manager or the channel asks us to leave, and calls in hand can still be ended in order. */
    public boolean isQuiescing() {
        return reason.reasonClass() == ReasonClass.QUIESCING;
    }

    /** MQRC_HCONN_ERROR: what the client says on a conversation that it has given up itself. */
    private static final int HCONN_ERROR = 2018;

    private static final int CHANNEL_NOT_AVAILABLE = 2537;
}
