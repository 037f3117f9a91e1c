package io.mooring.jms.internal.ibm;

import com.ibm.mq.MQException;
import com.ibm.mq.constants.CMQC;
import javax.jms.TransactionRolledBackException;
import javax.jms.TransactionRolledBackRuntimeException;

/** Failures of ours in the form that IBM's client gives them: with its error code, and an MQException behind. */
public final class IbmFailures {
    /** The client's code for a call of the MQI that has failed. */
    private static final String CALL_FAILED = "JMSCMQ0002";

    private IbmFailures() {}

    /** The unit of work was backed out, because the link of its first send was lost. */
    public static TransactionRolledBackException backedOut(String connection) {
        TransactionRolledBackException failure = new TransactionRolledBackException(sentence(connection), CALL_FAILED);
        MQException reason = reason();
        failure.setLinkedException(reason);
        failure.initCause(reason);
        return failure;
    }

    /** The same for a context. */
    public static TransactionRolledBackRuntimeException backedOutUnchecked(String connection) {
        return new TransactionRolledBackRuntimeException(sentence(connection), CALL_FAILED, reason());
    }

    private static MQException reason() {
        return new MQException(CMQC.MQCC_FAILED, CMQC.MQRC_BACKED_OUT, IbmFailures.class);
    }

    private static String sentence(String connection) {
        return connection
                + " has lost the link on which this unit of work began, so all of it was backed out. Do it again.";
    }
}
