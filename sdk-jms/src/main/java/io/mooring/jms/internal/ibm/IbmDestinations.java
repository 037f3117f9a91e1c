package io.mooring.jms.internal.ibm;

import com.ibm.mq.jms.MQQueue;
import com.ibm.msg.client.wmq.WMQConstants;
import java.util.Map;
import javax.jms.Destination;
import javax.jms.JMSException;

/** Makes variants of an application's destinations, which themselves are left as they are: others may use them. */
public final class IbmDestinations {
    private IbmDestinations() {}

    /**
     * A queue like this one, whose consumers read ahead.
     *
     * @return the destination itself if it is no queue, is a temporary one, which belongs to its connection, is of another
     *     class than the client's own, or says for itself whether to read ahead
     * @throws JMSException if the client refuses to make a copy
     */
    public static Destination readingAhead(Destination destination) throws JMSException {
        if (destination == null || destination.getClass() != MQQueue.class) {
            return destination;
        }
        MQQueue queue = (MQQueue) destination;
        return queue.getReadAheadAllowed() == WMQConstants.WMQ_READ_AHEAD_ALLOWED_AS_DEST
                ? copy(queue, WMQConstants.WMQ_READ_AHEAD_ALLOWED_ENABLED)
                : destination;
    }

    /**
     * A queue like this one, whose consumers do not read ahead, whatever the queue's definition says.
     *
     * @return the destination itself if it is no queue, is a temporary one, or is of another class than the client's own
     * @throws JMSException if the client refuses to make a copy
     */
    public static Destination notReadingAhead(Destination destination) throws JMSException {
        return destination.getClass() == MQQueue.class
                ? copy((MQQueue) destination, WMQConstants.WMQ_READ_AHEAD_ALLOWED_DISABLED)
                : destination;
    }

    private static MQQueue copy(MQQueue queue, int readAhead) throws JMSException {
        // Neither the URI nor the properties hold all that can be set; together they do.
        MQQueue copy = new MQQueue(queue.getQueueURI());
        for (Map.Entry<String, Object> property : queue.entrySet()) {
            copy.put(property.getKey(), property.getValue());
        }
        copy.setReadAheadAllowed(readAhead);
        return copy;
    }
}
