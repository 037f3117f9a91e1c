package io.mooring.jms.internal.wrap;

import io.mooring.observe.LogFields;
import io.mooring.observe.MdcScope;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageListener;
import org.jspecify.annotations.Nullable;

/** Calls the application's message listener with the connection, the queue manager and the message's ids in the MDC. */
final class MessageRelay implements MessageListener {
    private final Companion companion;
    private final @Nullable String queue;
    private final MessageListener application;

    private MessageRelay(Companion companion, @Nullable String queue, MessageListener application) {
        this.companion = companion;
        this.queue = queue;
        this.application = application;
    }

    /** A relay to a listener of the application; null stays null. */
    static @Nullable MessageListener to(
            @Nullable MessageListener application, Companion companion, @Nullable String queue) {
        return application == null ? null : new MessageRelay(companion, queue, application);
    }

    /** The listener of the application behind what IBM's client holds. */
    static @Nullable MessageListener behind(@Nullable MessageListener found) {
        return found instanceof MessageRelay relay ? relay.application : found;
    }

    @Override
    public void onMessage(Message message) {
        if (queue != null) {
            companion.received(queue);
        }
        try (MdcScope scope = MdcScope.with(LogFields.CONNECTION, companion.name())
                .and(LogFields.QUEUE_MANAGER, companion.queueManager().value())
                .and(LogFields.MESSAGE_ID, messageId(message))
                .and(LogFields.CORRELATION_ID, correlationId(message))) {
            if (queue != null) {
                scope.and(LogFields.QUEUE, queue);
            }
            application.onMessage(message);
        }
    }

    private static @Nullable String messageId(Message message) {
        try {
            return message.getJMSMessageID();
        } catch (JMSException e) {
            return null;
        }
    }

    private static @Nullable String correlationId(Message message) {
        try {
            return message.getJMSCorrelationID();
        } catch (JMSException e) {
            return null;
        }
    }
}
