package io.mooring.client;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.message.MessageType;
import io.mooring.message.MqMessage;
import io.mooring.message.ReplyTo;
import io.mooring.message.ReportOption;
import io.mooring.request.ReplyQueue;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one requester's requests, and what they say about a reply.
 *
 * <p>The queue manager makes message ids, with one exception: on a shared queue without pass-through ids the requester makes
 * them itself, so that it can tell its own replies from others even before the put has returned or after the request has
 * ended.
 */
final class RequestIds {
    /** The letters "MOORING ", for whoever looks at the id. */
    private static final long MADE_BY_US = 0x4d4f4f52494e4720L;

    /** What would bring messages to the reply queue that are no replies. */
    private static final Set<ReportOption> REPORTS = EnumSet.of(
            ReportOption.CONFIRM_ON_ARRIVAL,
            ReportOption.CONFIRM_ON_DELIVERY,
            ReportOption.EXPIRATION,
            ReportOption.EXCEPTION);

    private final boolean passed;
    private final boolean ownMessageIds;
    private final long requester = ThreadLocalRandom.current().nextLong();
    private final AtomicLong number = new AtomicLong();
    private final CorrelationId own = new CorrelationId(MADE_BY_US, requester, 0);

    RequestIds(ReplyQueue replyQueue) {
        this.passed = replyQueue.passesIds();
        this.ownMessageIds = looksAtAll(replyQueue);
    }

    /** Whether all replies on the queue have to be looked at, because no get can choose this requester's. */
    static boolean looksAtAll(ReplyQueue replyQueue) {
        return replyQueue.kind() == ReplyQueue.Kind.SHARED && !replyQueue.passesIds();
    }

    /**
     * The request with its ids.
     *
     * @throws IllegalArgumentException if what it asks for cannot be told from a reply, or would make its reply unknown
     */
    MqMessage identified(MqMessage message) {
        Set<ReportOption> asked = message.reportOptions();
        if (asked.isEmpty() && !passed) {
            return withMessageId(message);
        }
        for (ReportOption option : asked) {
            if (REPORTS.contains(option)) {
                throw new IllegalArgumentException(
                        "A request with report option " + option
                                + "; reports would come to the reply queue and be taken for replies. Put it without a requester.");
            }
        }
        boolean asksForIds =
                asked.contains(ReportOption.PASS_MESSAGE_ID) || asked.contains(ReportOption.PASS_CORRELATION_ID);
        if (asksForIds && !passed) {
            throw new IllegalArgumentException("A request with report options " + asked
                    + " to a requester that knows replies by correlation id; make its reply queue passingIds().");
        }
        if (!passed) {
            return withMessageId(message);
        }
        Set<ReportOption> options = EnumSet.of(ReportOption.PASS_MESSAGE_ID, ReportOption.PASS_CORRELATION_ID);
        options.addAll(asked);
        return message.withCorrelationId(own).withReportOptions(options);
    }

    private MqMessage withMessageId(MqMessage message) {
        return ownMessageIds && message.messageId().isNone()
                ? message.withMessageId(new MessageId(MADE_BY_US, requester, number.incrementAndGet()))
                : message;
    }

    /** The request as it is put: asking for replies on this queue, and of no use to anybody when its time is over. */
    static MqMessage addressed(MqMessage identified, String replyQueue, Duration remaining) {
        MqMessage request = identified
                .withReplyTo(new ReplyTo(replyQueue, Optional.empty()))
                .withType(MessageType.REQUEST);
        Duration own = identified.expiry().orElse(MqMessage.LONGEST_EXPIRY);
        return request.expiringAfter(own.compareTo(remaining) < 0 ? own : remaining);
    }

    /** The id that the request is known by before its put, null if only the put tells it. */
    static @Nullable CorrelationId keyOfRequest(MqMessage identified) {
        MessageId id = identified.messageId();
        return id.isNone() ? null : id.asCorrelationId();
    }

    /** The id of the request that a reply answers. */
    CorrelationId keyOf(MqMessage reply) {
        return passed ? reply.messageId().asCorrelationId() : reply.correlationId();
    }

    /** The correlation id that a get may choose replies by, null for none. */
    @Nullable
    CorrelationId ownCorrelationId() {
        return passed ? own : null;
    }

    /** Whether a reply with this correlation id answers a request of this requester whose message id it made itself. */
    boolean isOwn(CorrelationId correlationId) {
        return correlationId.high() == MADE_BY_US && correlationId.middle() == requester;
    }
}
