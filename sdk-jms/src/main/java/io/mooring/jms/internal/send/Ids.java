package io.mooring.jms.internal.send;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.jms.JMSException;
import javax.jms.Message;
import org.jspecify.annotations.Nullable;

/** The ids of a JMS message as MQ has them. */
public final class Ids {
    /** Is there when a descriptor has come back from the queue manager, which writes it into each. */
    private static final String PUT_DATE = "JMS_IBM_PutDate";

    private static final String PREFIX = "ID:";
    private static final int LENGTH = 24;

    private Ids() {}

    /** The message id; null if the message has none, or one that is not of MQ's form. */
    public static @Nullable MessageId messageId(Message message) {
        try {
            String id = message.getJMSMessageID();
            return id == null ? null : MessageId.parse(id);
        } catch (JMSException | IllegalArgumentException e) {
            return null;
        }
    }

    /** The correlation id; a text of the application's is cut to 24 bytes in UTF-8 or filled up with zeros, as IBM does. */
    public static CorrelationId correlationId(Message message) {
        try {
            return correlationId(message.getJMSCorrelationID());
        } catch (JMSException e) {
            return CorrelationId.NONE;
        }
    }

    /** Whether a message that was sent has what only the queue manager's answer brings. */
    static boolean cameBack(Message message) {
        try {
            return message.propertyExists(PUT_DATE);
        } catch (JMSException e) {
            return true;
        }
    }

    private static CorrelationId correlationId(@Nullable String id) {
        if (id == null || id.isEmpty()) {
            return CorrelationId.NONE;
        }
        if (id.startsWith(PREFIX)) {
            String digits = id.substring(PREFIX.length());
            try {
                return CorrelationId.parse(PREFIX + digits + "0".repeat(Math.max(0, 2 * LENGTH - digits.length())));
            } catch (IllegalArgumentException notHex) {
                return CorrelationId.NONE;
            }
        }
        return CorrelationId.of(Arrays.copyOf(id.getBytes(StandardCharsets.UTF_8), LENGTH));
    }
}
