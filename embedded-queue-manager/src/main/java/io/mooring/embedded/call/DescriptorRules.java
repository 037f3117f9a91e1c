package io.mooring.embedded.call;

import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MessageDescriptorBuilder;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.ReportOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a put asks of a message descriptor, and what it fills in about groups and where the reply is wanted. */
final class DescriptorRules {
    private static final Logger log = LoggerFactory.getLogger(DescriptorRules.class);
    private static final int LAST_APPLICATION_TYPE = 999_999_999;
    private static final int GROUPED = MessageDescriptor.IN_GROUP | MessageDescriptor.LAST_IN_GROUP;
    private static final int SEGMENTATION_ALLOWED = 0x1;

    /** MQRO_PAN and MQRO_NAN: reports that an application makes, to the same reply-to queue. */
    private static final int ACTION_NOTIFICATIONS = 0x3;

    private static final int REPORTS = ReportOptions.EXCEPTION
            | ReportOptions.EXPIRATION
            | ReportOptions.COA
            | ReportOptions.COD
            | ACTION_NOTIFICATIONS;

    private DescriptorRules() {}

    /**
     * Refuses a descriptor that no queue takes.
     *
     * @throws MqiException MSG_TYPE_ERROR, MISSING_REPLY_TO_Q, PRIORITY_ERROR, EXPIRY_ERROR, or FUNCTION_NOT_SUPPORTED for
     *     a segment of a message: the embedded queue manager has whole messages only
     */
    static void check(Environment environment, String application, MessageDescriptor asked) {
        if (asked.type() < 1 || asked.type() > LAST_APPLICATION_TYPE) {
            throw new MqiException(Reason.MSG_TYPE_ERROR);
        }
        boolean wantsReply = asked.type() == MessageDescriptor.REQUEST || (asked.report() & REPORTS) != 0;
        if (wantsReply && asked.replyToQueue().isEmpty()) {
            throw new MqiException(Reason.MISSING_REPLY_TO_Q);
        }
        if (asked.priority() < MessageDescriptor.PRIORITY_AS_QUEUE_DEFAULT) {
            throw new MqiException(Reason.PRIORITY_ERROR);
        }
        if (asked.expiry() != MessageDescriptor.UNLIMITED && asked.expiry() <= 0) {
            throw new MqiException(Reason.EXPIRY_ERROR);
        }
        if ((asked.flags() & (MessageDescriptor.SEGMENT | MessageDescriptor.LAST_SEGMENT)) != 0) {
            log.warn(
                    "{}: {} put a message segment; the embedded queue manager takes whole messages only: {}",
                    environment.name(),
                    application,
                    Reason.describe(Reason.FUNCTION_NOT_SUPPORTED.code()));
            throw new MqiException(Reason.FUNCTION_NOT_SUPPORTED);
        }
    }

    /** The last message of a group is in the group; a group without id gets one; what is in no group has no id. */
    static void resolveGroup(Environment environment, MessageDescriptor asked, MessageDescriptorBuilder message) {
        boolean grouped = (asked.flags() & GROUPED) != 0;
        if (!grouped && (asked.flags() & SEGMENTATION_ALLOWED) == 0) {
            message.groupId(Byte24.NONE).sequenceNumber(1).offset(0);
            return;
        }
        if (asked.groupId().isNone()) {
            message.groupId(environment.identifiers().message());
        }
        if (grouped) {
            message.flags(asked.flags() | MessageDescriptor.IN_GROUP);
        }
    }

    /**
     * A reply-to queue without queue manager is here, unless it is the local name of a queue that is elsewhere: then its
     * name and queue manager are those that the definition says.
     */
    static void resolveReplyTo(Environment environment, MessageDescriptor asked, MessageDescriptorBuilder message) {
        if (asked.replyToQueue().isEmpty() || !asked.replyToQueueManager().isEmpty()) {
            return;
        }
        QueueDefinition definition = environment.queues().definition(asked.replyToQueue());
        boolean elsewhere = definition != null
                && definition.type() == QueueType.REMOTE
                && !definition.text(QueueAttributes.RQMNAME).isEmpty();
        if (definition != null && elsewhere) {
            message.replyToQueue(definition.text(QueueAttributes.RNAME))
                    .replyToQueueManager(definition.text(QueueAttributes.RQMNAME));
        } else {
            message.replyToQueueManager(environment.name());
        }
    }
}
