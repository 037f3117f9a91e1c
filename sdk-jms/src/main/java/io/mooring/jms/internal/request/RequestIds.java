package io.mooring.jms.internal.request;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.jms.internal.send.Ids;
import io.mooring.request.ReplyQueue;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.jms.JMSException;
import javax.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one requester's requests, and what they say about a reply.
 *
 * <p>The queue manager makes message ids, with one exception: on a shared queue without pass-through ids the requester makes
 * them, all with one beginning, so that listeners can choose its replies by it. A request without a correlation id then
 * has the same one, for servers that hand that back.
 */
final class RequestIds {
    /** The letters "MOORING ", for whoever looks at the id. */
    private static final long MADE_BY_US = 0x4d4f4f52494e4720L;

    private static final String MESSAGE_ID = "JMS_IBM_MQMD_MsgId";
    private static final String PASS_MESSAGE_ID = "JMS_IBM_Report_Pass_Msg_ID";
    private static final String PASS_CORRELATION_ID = "JMS_IBM_Report_Pass_Correl_ID";

    /** MQRO_PASS_MSG_ID and MQRO_PASS_CORREL_ID. */
    private static final int PASSES_MESSAGE_ID = 128;

    private static final int PASSES_CORRELATION_ID = 64;

    /** What would bring messages to the reply queue that are no replies. */
    private static final List<String> REPORTS = List.of(
            "JMS_IBM_Report_COA", "JMS_IBM_Report_COD", "JMS_IBM_Report_Expiration", "JMS_IBM_Report_Exception");

    /** The first 16 bytes in hex, behind "ID:". */
    private static final int PREFIX_LENGTH = 3 + 32;

    private final boolean passed;
    private final boolean shared;
    private final long requester = ThreadLocalRandom.current().nextLong();
    private final AtomicLong number = new AtomicLong();
    private final CorrelationId own = new CorrelationId(MADE_BY_US, requester, 0);

    RequestIds(ReplyQueue replyQueue) {
        this.passed = replyQueue.passesIds();
        this.shared = replyQueue.kind() == ReplyQueue.Kind.SHARED;
    }

    /** Whether requests have message ids that were made here. */
    boolean makesMessageIds() {
        return shared && !passed;
    }

    /** Chooses this requester's replies on a queue that others read, too; null where all are its own. */
    @Nullable
    String selector() {
        if (!shared) {
            return null;
        }
        return passed
                ? "JMSCorrelationID='" + own + "'"
                : "JMSCorrelationID LIKE '" + own.toString().substring(0, PREFIX_LENGTH) + "%'";
    }

    /**
     * Gives a request its ids.
     *
     * @throws IllegalArgumentException if what it asks for cannot be told from a reply, or would make its reply unknown
     */
    void identify(Message message) throws JMSException {
        for (String report : REPORTS) {
            if (message.propertyExists(report)) {
                throw new IllegalArgumentException(
                        "A request with property " + report
                                + "; reports would come to the reply queue and be taken for replies. Send it without a requester.");
            }
        }
        if (passed) {
            message.setIntProperty(PASS_MESSAGE_ID, PASSES_MESSAGE_ID);
            message.setIntProperty(PASS_CORRELATION_ID, PASSES_CORRELATION_ID);
            message.setJMSCorrelationID(own.toString());
            return;
        }
        if (message.propertyExists(PASS_MESSAGE_ID) || message.propertyExists(PASS_CORRELATION_ID)) {
            throw new IllegalArgumentException(
                    "A request with property " + PASS_MESSAGE_ID + " or " + PASS_CORRELATION_ID
                            + " to a requester that knows replies by correlation id; make its reply queue passingIds().");
        }
        if (makesMessageIds()) {
            byte[] id = new MessageId(MADE_BY_US, requester, number.incrementAndGet()).toBytes();
            message.setObjectProperty(MESSAGE_ID, id);
            if (message.getJMSCorrelationID() == null) {
                message.setJMSCorrelationIDAsBytes(id);
            }
        }
    }

    /** The id of the request that a reply answers. */
    CorrelationId keyOf(Message reply) {
        if (!passed) {
            return Ids.correlationId(reply);
        }
        MessageId id = Ids.messageId(reply);
        return id == null ? CorrelationId.NONE : id.asCorrelationId();
    }
}
