package io.mooring.embedded.store;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a get or browse wants.
 *
 * @param messageId message id, or none for any
 * @param correlationId correlation id, or none for any
 * @param groupId group id, or none for any
 * @param token the message with this {@link QueuedMessage#token() token}, or 0 for any
 * @param selector a further condition, or null
 */
public record Selection(
        Byte24 messageId,
        Byte24 correlationId,
        Byte24 groupId,
        long token,
        @Nullable Predicate<Message> selector) {
    /** Any message. */
    public static final Selection ANY = new Selection(Byte24.NONE, Byte24.NONE, Byte24.NONE, 0, null);

    /** Messages that meet a condition. */
    public static Selection of(Predicate<Message> selector) {
        return new Selection(Byte24.NONE, Byte24.NONE, Byte24.NONE, 0, selector);
    }

    /** The same with one more condition. */
    public Selection and(Predicate<Message> condition) {
        return new Selection(
                messageId, correlationId, groupId, token, selector == null ? condition : selector.and(condition));
    }

    /** Whether it names a message or correlation id, so that an index can find the messages. */
    boolean byId() {
        return !messageId.isNone() || !correlationId.isNone();
    }

    boolean isAny() {
        return selector == null && !byId() && groupId.isNone() && token == 0;
    }

    /** Whether it wants this message. */
    public boolean matches(QueuedMessage queued) {
        Message message = queued.message();
        MessageDescriptor md = message.descriptor();
        return (token == 0 || token == queued.token())
                && (messageId.isNone() || messageId.equals(md.messageId()))
                && (correlationId.isNone() || correlationId.equals(md.correlationId()))
                && (groupId.isNone() || groupId.equals(md.groupId()))
                && (selector == null || selector.test(message));
    }
}
