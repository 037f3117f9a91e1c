package io.mooring.jms.internal.wrap;

import java.io.Serializable;
import java.util.Map;
import javax.jms.BytesMessage;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.MapMessage;
import javax.jms.Message;
import org.jspecify.annotations.Nullable;

/** Messages with the bodies that a {@code JMSProducer} takes; null for a body of which no message can be made. */
final class Bodies {
    /** Makes a message, or fails as a client may. */
    private interface Maker {
        @Nullable
        Message make() throws JMSException;
    }

    private Bodies() {}

    static @Nullable Message text(JMSContext context, @Nullable String body) {
        return made(() -> context.createTextMessage(body));
    }

    static @Nullable Message map(JMSContext context, @Nullable Map<String, Object> body) {
        return made(() -> {
            if (body == null) {
                return null;
            }
            MapMessage message = context.createMapMessage();
            for (Map.Entry<String, Object> entry : body.entrySet()) {
                message.setObject(entry.getKey(), entry.getValue());
            }
            return message;
        });
    }

    static @Nullable Message bytes(JMSContext context, byte @Nullable [] body) {
        return made(() -> {
            BytesMessage message = context.createBytesMessage();
            if (body != null) {
                message.writeBytes(body);
            }
            return message;
        });
    }

    static @Nullable Message object(JMSContext context, @Nullable Serializable body) {
        return made(() -> context.createObjectMessage(body));
    }

    private static @Nullable Message made(Maker maker) {
        try {
            return maker.make();
        } catch (JMSException | RuntimeException e) {
            // IBM's producer meets the same trouble, and says it in its own way.
            return null;
        }
    }
}
