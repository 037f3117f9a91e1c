package io.mooring.jms.internal.ibm;

import com.ibm.msg.client.jms.JmsConstants;
import com.ibm.msg.client.jms.JmsDestination;
import com.ibm.msg.client.wmq.common.CommonConstants;
import java.util.OptionalInt;
import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.Message;
import org.jspecify.annotations.Nullable;

/** Reads and writes what MQ's message descriptor (MQMD) has of a message, where JMS has no word for it. */
public final class IbmMessages {
    /** MQMT_REPLY. */
    private static final int REPLY = 2;

    private IbmMessages() {}

    /** Has messages from this destination carry their descriptor as properties. */
    public static void readDescriptors(Destination destination) throws JMSException {
        ((JmsDestination) destination).setBooleanProperty(CommonConstants.WMQ_MQMD_READ_ENABLED, true);
    }

    /** Has messages to this destination take what their properties say for the descriptor, such as the message id. */
    public static void writeDescriptors(Destination destination) throws JMSException {
        if (destination instanceof JmsDestination own) {
            own.setBooleanProperty(CommonConstants.WMQ_MQMD_WRITE_ENABLED, true);
        }
    }

    /**
     * Has sends to this destination wait for the queue manager's answer. Otherwise the client does not wait in a transacted
     * session without a destination of its own, and what is refused is lost without a word, though the commit succeeds.
     */
    public static void waitForAnswers(Destination destination) throws JMSException {
        if (destination instanceof JmsDestination own) {
            own.setIntProperty(CommonConstants.WMQ_PUT_ASYNC_ALLOWED, CommonConstants.WMQ_PUT_ASYNC_ALLOWED_DISABLED);
        }
    }

    /** The message id of a message that was received with its descriptor; null if it has none. */
    public static byte @Nullable [] messageId(Message message) throws JMSException {
        return (byte[]) message.getObjectProperty(JmsConstants.JMS_IBM_MQMD_MSGID);
    }

    /** The correlation id of such a message; null if it has none. */
    public static byte @Nullable [] correlationId(Message message) throws JMSException {
        return (byte[]) message.getObjectProperty(JmsConstants.JMS_IBM_MQMD_CORRELID);
    }

    /**
     * In how many tenths of a second a message that was received with its descriptor would have expired, counted from when
     * it was got by the clock of its queue manager; empty if never.
     */
    public static OptionalInt tenthsLeft(Message message) throws JMSException {
        int tenths = message.propertyExists(JmsConstants.JMS_IBM_MQMD_EXPIRY)
                ? message.getIntProperty(JmsConstants.JMS_IBM_MQMD_EXPIRY)
                : -1;
        return tenths < 0 ? OptionalInt.empty() : OptionalInt.of(tenths);
    }

    /** Whether the reply is to have the message id of this request (MQRO_PASS_MSG_ID). */
    public static boolean asksToPassMessageId(Message request) throws JMSException {
        return isSet(request, JmsConstants.JMS_IBM_REPORT_PASS_MSG_ID);
    }

    /** Whether the reply is to have the correlation id of this request (MQRO_PASS_CORREL_ID). */
    public static boolean asksToPassCorrelationId(Message request) throws JMSException {
        return isSet(request, JmsConstants.JMS_IBM_REPORT_PASS_CORREL_ID);
    }

    /** Gives a message this id, for a destination with {@link #writeDescriptors}. */
    public static void setMessageId(Message message, byte[] id) throws JMSException {
        message.setObjectProperty(JmsConstants.JMS_IBM_MQMD_MSGID, id);
    }

    /** Says that a message is a reply, unless it says already what it is. */
    public static void markAsReply(Message message) throws JMSException {
        if (!message.propertyExists(JmsConstants.JMS_IBM_MSGTYPE)) {
            message.setIntProperty(JmsConstants.JMS_IBM_MSGTYPE, REPLY);
        }
    }

    private static boolean isSet(Message message, String option) throws JMSException {
        return message.propertyExists(option) && message.getIntProperty(option) != 0;
    }
}
