package io.mooring.jms.internal.wrap;

import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import io.mooring.jms.JmsCommitInDoubtException;
import io.mooring.jms.JmsCommitInDoubtRuntimeException;
import io.mooring.jms.JmsPutInDoubtException;
import io.mooring.jms.JmsPutInDoubtRuntimeException;
import java.util.List;
import javax.jms.JMSException;
import javax.jms.JMSRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The one place that makes an exception of ours of one of IBM's: only where it says what IBM's does not, and never where
 * IBM's is of a type of JMS that an application may catch.
 */
final class Doubts {
    private static final String JMS = "javax.jms.";

    private Doubts() {}

    static JMSException ofSend(JMSException failure, @Nullable PutReceipt inDoubt) {
        return inDoubt == null || hasMeaning(failure, JMSException.class)
                ? failure
                : new JmsPutInDoubtException(inDoubt, failure);
    }

    static JMSRuntimeException ofSend(JMSRuntimeException failure, @Nullable PutReceipt inDoubt) {
        return inDoubt == null || hasMeaning(failure, JMSRuntimeException.class)
                ? failure
                : new JmsPutInDoubtRuntimeException(inDoubt, failure);
    }

    static JMSException ofCommit(
            JMSException failure, QueueManagerName queueManager, @Nullable List<PutReceipt> inDoubt) {
        return inDoubt == null || hasMeaning(failure, JMSException.class)
                ? failure
                : new JmsCommitInDoubtException(queueManager, inDoubt, failure);
    }

    static JMSRuntimeException ofCommit(
            JMSRuntimeException failure, QueueManagerName queueManager, @Nullable List<PutReceipt> inDoubt) {
        return inDoubt == null || hasMeaning(failure, JMSRuntimeException.class)
                ? failure
                : new JmsCommitInDoubtRuntimeException(queueManager, inDoubt, failure);
    }

    /** Whether the exception is of one of the special types of JMS. */
    private static boolean hasMeaning(Exception failure, Class<?> general) {
        for (Class<?> type = failure.getClass(); type != null && type != general; type = type.getSuperclass()) {
            if (type.getName().startsWith(JMS)) {
                return true;
            }
        }
        return false;
    }
}
