package io.mooring.internal.mq;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import io.mooring.message.MqMessage;
import org.jspecify.annotations.Nullable;

/** A cursor that walks over the messages of a queue and leaves them there; belongs to its conversation's thread. */
public final class BrowseCursor implements AutoCloseable {
    private final MQQueue queue;
    private boolean begun;

    BrowseCursor(MQQueue queue) {
        this.queue = queue;
    }

    /**
     * The next message after the cursor.
     *
     * @param waitMillis how long to wait for one to come
     * @return null if there is none
     */
    public @Nullable MqMessage next(int waitMillis) throws CallFailure {
        MQGetMessageOptions options = new MQGetMessageOptions();
        options.options = (begun ? CMQC.MQGMO_BROWSE_NEXT : CMQC.MQGMO_BROWSE_FIRST)
                | (waitMillis > 0 ? CMQC.MQGMO_WAIT : CMQC.MQGMO_NO_WAIT)
                | CMQC.MQGMO_NO_SYNCPOINT
                | CMQC.MQGMO_FAIL_IF_QUIESCING
                | CMQC.MQGMO_PROPERTIES_IN_HANDLE;
        options.waitInterval = waitMillis;
        options.matchOptions = CMQC.MQMO_NONE;
        MQMessage message = new MQMessage();
        try {
            queue.get(message, options);
            begun = true;
            return Messages.fromMq(message);
        } catch (MQException e) {
            if (e.getReason() == CMQC.MQRC_NO_MSG_AVAILABLE) {
                return null;
            }
            throw CallFailure.withoutEffect(e);
        }
    }

    /** Begins again with the first message of the queue. */
    public void rewind() {
        begun = false;
    }

    @Override
    public void close() {
        try {
            queue.close();
        } catch (MQException e) {
            // The handle ends with the conversation.
        }
    }
}
