package io.mooring.internal.mq;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.message.MqMessage;
import org.jspecify.annotations.Nullable;

/**
 * A reply queue that one conversation has open, from the open that made it, if it is a dynamic one, to its end. Belongs to
 * its conversation's thread.
 */
public final class ReplyHandle {
    private final MQQueue queue;
    private final String name;
    private final MQGetMessageOptions getOptions = new MQGetMessageOptions();
    private final MQGetMessageOptions browseOptions = new MQGetMessageOptions();

    /** How a reply queue is opened. */
    public enum Opening {
        /** Nobody else may read it (MQOO_INPUT_EXCLUSIVE); also how a model queue becomes a dynamic one. */
        EXCLUSIVE,
        /** Others read it, too (MQOO_INPUT_SHARED), and its messages can be looked at before they are taken. */
        SHARED
    }

    /**
     * The ids of a message that was looked at.
     *
     * @param messageId its message id
     * @param correlationId its correlation id
     */
    public record Ids(MessageId messageId, CorrelationId correlationId) {}

    ReplyHandle(MQQueue queue) throws MQException {
        this.queue = queue;
        this.name = queue.getName().strip();
    }

    static int options(Opening opening) {
        return Conversation.GETTING
                | (opening == Opening.EXCLUSIVE
                        ? CMQC.MQOO_INPUT_EXCLUSIVE
                        : CMQC.MQOO_INPUT_SHARED | CMQC.MQOO_BROWSE);
    }

    /** The queue's name: of a dynamic queue the one that the queue manager gave it. */
    public String name() {
        return name;
    }

    /**
     * Takes the next message; a persistent one in the conversation's unit of work, which the caller commits.
     *
     * @param correlationId only with this correlation id, null for any
     * @param waitMillis how long to wait for one to come
     * @return null if none came
     */
    public @Nullable MqMessage next(@Nullable CorrelationId correlationId, int waitMillis) throws CallFailure {
        MQMessage message = new MQMessage();
        int match = CMQC.MQMO_NONE;
        if (correlationId != null) {
            match = CMQC.MQMO_MATCH_CORREL_ID;
            message.correlationId = correlationId.toBytes();
        }
        return get(message, match, waitMillis);
    }

    /** Takes the message with these ids, as {@link #next} does, if it is still there; null if somebody else has taken it, or it has expired. */
    public @Nullable MqMessage take(Ids ids) throws CallFailure {
        MQMessage message = new MQMessage();
        message.messageId = ids.messageId().toBytes();
        message.correlationId = ids.correlationId().toBytes();
        return get(message, CMQC.MQMO_MATCH_MSG_ID | CMQC.MQMO_MATCH_CORREL_ID, 0);
    }

    private @Nullable MqMessage get(MQMessage message, int match, int waitMillis) throws CallFailure {
        getOptions.options = (waitMillis > 0 ? CMQC.MQGMO_WAIT : CMQC.MQGMO_NO_WAIT)
                | CMQC.MQGMO_SYNCPOINT_IF_PERSISTENT
                | CMQC.MQGMO_FAIL_IF_QUIESCING
                | CMQC.MQGMO_PROPERTIES_IN_HANDLE;
        getOptions.waitInterval = waitMillis;
        getOptions.matchOptions = match;
        try {
            queue.get(message, getOptions);
        } catch (MQException e) {
            if (e.getReason() == CMQC.MQRC_NO_MSG_AVAILABLE) {
                return null;
            }
            if (e.completionCode != CMQC.MQCC_WARNING) {
                throw CallFailure.ofSent(e);
            }
        }
        try {
            return Messages.fromMq(message);
        } catch (MQException e) {
            throw CallFailure.withoutEffect(e);
        }
    }

    /**
     * Looks at the ids of a message, without its body, and leaves it there.
     *
     * @param fromFirst whether to begin again with the first message of the queue, rather than after the last one
     * @param waitMillis how long to wait for one to come
     * @return null if there is none
     */
    public @Nullable Ids look(boolean fromFirst, int waitMillis) throws CallFailure {
        browseOptions.options = (fromFirst ? CMQC.MQGMO_BROWSE_FIRST : CMQC.MQGMO_BROWSE_NEXT)
                | (waitMillis > 0 ? CMQC.MQGMO_WAIT : CMQC.MQGMO_NO_WAIT)
                | CMQC.MQGMO_NO_SYNCPOINT
                | CMQC.MQGMO_FAIL_IF_QUIESCING
                | CMQC.MQGMO_ACCEPT_TRUNCATED_MSG
                | CMQC.MQGMO_NO_PROPERTIES;
        browseOptions.waitInterval = waitMillis;
        browseOptions.matchOptions = CMQC.MQMO_NONE;
        MQMessage message = new MQMessage();
        try {
            queue.get(message, browseOptions, 0);
        } catch (MQException e) {
            if (e.getReason() == CMQC.MQRC_NO_MSG_AVAILABLE) {
                return null;
            }
            if (e.completionCode != CMQC.MQCC_WARNING) {
                throw CallFailure.withoutEffect(e);
            }
        }
        return new Ids(MessageId.of(message.messageId), CorrelationId.of(message.correlationId));
    }

    /** Closes the queue; a temporary dynamic one ends, with what is on it. */
    public void close() throws CallFailure {
        end(CMQC.MQCO_NONE);
    }

    /** Closes a dynamic queue and deletes it with what is on it. */
    public void delete() throws CallFailure {
        end(CMQC.MQCO_DELETE_PURGE);
    }

    private void end(int options) throws CallFailure {
        try {
            queue.setCloseOptions(options);
            queue.close();
        } catch (MQException e) {
            throw CallFailure.withoutEffect(e);
        }
    }
}
