package io.mooring.client;

import io.mooring.message.MessageType;
import io.mooring.message.MqMessage;
import io.mooring.message.Persistence;
import io.mooring.message.ReportOption;
import java.util.Set;

/** The ids of a reply, as its request's report options ask for them. */
final class Replies {
    private Replies() {}

    /**
     * The reply as it is to be put: with the ids that the request asks for, and its persistence, its priority and the rest of
     * its time where the reply says nothing of its own.
     */
    static MqMessage answering(MqMessage request, MqMessage reply) {
        Set<ReportOption> asked = request.reportOptions();
        MqMessage answer = reply.withType(MessageType.REPLY)
                .withCorrelationId(
                        asked.contains(ReportOption.PASS_CORRELATION_ID)
                                ? request.correlationId()
                                : request.messageId().asCorrelationId());
        if (reply.persistence() == Persistence.AS_QUEUE) {
            answer = answer.withPersistence(request.persistence());
        }
        if (reply.priority() == MqMessage.PRIORITY_AS_QUEUE) {
            answer = answer.withPriority(request.priority());
        }
        if (reply.expiry().isEmpty() && request.expiry().isPresent()) {
            answer = answer.expiringAfter(request.expiry().get());
        }
        return asked.contains(ReportOption.PASS_MESSAGE_ID) ? answer.withMessageId(request.messageId()) : answer;
    }
}
