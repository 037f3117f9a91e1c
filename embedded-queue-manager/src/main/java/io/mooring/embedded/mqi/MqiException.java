package io.mooring.embedded.mqi;

/**
 * A call that ends with completion code 2 (MQCC_FAILED) and a reason code.
 *
 * <p>It carries no stack trace: it is an answer to the client, not a fault of the queue manager.
 */
public final class MqiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int reasonCode;

    /** The call fails for a reason of the list. */
    public MqiException(Reason reason) {
        this(reason.code());
    }

    /** The call fails with any reason code, for example one that a fault names. */
    public MqiException(int reasonCode) {
        super(Reason.describe(reasonCode), null, false, false);
        this.reasonCode = reasonCode;
    }

    /** The reason code for the client. */
    public int reasonCode() {
        return reasonCode;
    }
}
