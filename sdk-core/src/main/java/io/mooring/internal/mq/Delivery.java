package io.mooring.internal.mq;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import com.ibm.mq.headers.MQDLH;
import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.message.MqMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A message that an {@link Intake} has got, as it came; of use until the next one is got.
 *
 * <p>One that was got untouched can be put onto another queue without going through our own form of a message, so that
 * nothing is lost on the way that we do not know of.
 */
public final class Delivery {
    /** MQRC_BACKOUT_THRESHOLD_REACHED: why a message is on a dead-letter queue. */
    private static final int BACKOUT_THRESHOLD_REACHED = 2362;

    private static final int OUTPUT = CMQC.MQOO_OUTPUT | CMQC.MQOO_FAIL_IF_QUIESCING;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmss").withZone(ZoneOffset.UTC);

    private final Intake intake;
    private final MQMessage mq;

    Delivery(Intake intake, MQMessage mq) {
        this.intake = intake;
        this.mq = mq;
    }

    /** The message's id. */
    public MessageId messageId() {
        return MessageId.of(mq.messageId);
    }

    /** Its correlation id. */
    public CorrelationId correlationId() {
        return CorrelationId.of(mq.correlationId);
    }

    /** How often it was got and backed out before. */
    public int backoutCount() {
        return mq.backoutCount;
    }

    /**
     * The message in our form.
     *
     * @throws CallFailure if IBM's client cannot read its properties
     */
    public MqMessage message() throws CallFailure {
        try {
            return Messages.fromMq(mq);
        } catch (MQException e) {
            throw CallFailure.withoutEffect(e);
        }
    }

    /**
     * Puts it onto another queue of the same queue manager, in the same unit of work, with its id and the context of who
     * put it first.
     *
     * @return its id there
     */
    public MessageId passTo(String queue) throws CallFailure {
        MQQueue target = null;
        try {
            boolean withContext = true;
            try {
                target = open(queue, OUTPUT | CMQC.MQOO_PASS_ALL_CONTEXT);
            } catch (MQException e) {
                if (e.getReason() != CMQC.MQRC_NOT_AUTHORIZED) {
                    throw e;
                }
                // Who may put, but not in the name of another, still keeps the message.
                withContext = false;
                target = open(queue, OUTPUT);
            }
            return put(target, withContext);
        } catch (MQException e) {
            throw CallFailure.withoutEffect(e);
        } finally {
            if (target != null) {
                Conversation.closeQuietly(target);
            }
        }
    }

    /** Puts it onto a dead-letter queue, as {@link #passTo} does, behind a header that says where it comes from and why. */
    public MessageId passToDeadLetters(String queue) throws CallFailure {
        String format = mq.format;
        int ccsid = mq.characterSet;
        int encoding = mq.encoding;
        byte[] body = body();
        MQDLH header = new MQDLH();
        header.setReason(BACKOUT_THRESHOLD_REACHED);
        header.setDestQName(intake.name());
        header.setDestQMgrName(intake.conversation().queueManager().value());
        header.setFormat(format);
        header.setCodedCharSetId(ccsid);
        header.setEncoding(encoding);
        header.setPutApplType(CMQC.MQAT_JAVA);
        header.setPutApplName(intake.conversation().applicationName());
        Instant now = Instant.now();
        header.setPutDate(DATE.format(now));
        header.setPutTime(TIME.format(now) + "00");
        try {
            mq.clearMessage();
            mq.format = CMQC.MQFMT_DEAD_LETTER_HEADER;
            mq.characterSet = HEADER_CCSID;
            mq.encoding = CMQC.MQENC_INTEGER_NORMAL | CMQC.MQENC_DECIMAL_NORMAL | CMQC.MQENC_FLOAT_IEEE_NORMAL;
            header.write(mq, mq.encoding, mq.characterSet);
            mq.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("The message's own buffer cannot be written to.", e);
        }
        return passTo(queue);
    }

    private byte[] body() {
        try {
            mq.seek(0);
            byte[] body = new byte[mq.getDataLength()];
            mq.readFully(body);
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException("The message's own buffer cannot be read.", e);
        }
    }

    private MQQueue open(String queue, int options) throws MQException {
        return intake.conversation().handle().accessQueue(queue, options);
    }

    private MessageId put(MQQueue target, boolean withContext) throws CallFailure {
        MQPutMessageOptions options = Conversation.putOptions(CMQC.MQPMO_SYNCPOINT);
        if (withContext) {
            options.options |= CMQC.MQPMO_PASS_ALL_CONTEXT;
            options.contextReference = intake.queue();
        }
        try {
            target.put(mq, options);
        } catch (MQException e) {
            if (e.completionCode != CMQC.MQCC_WARNING) {
                throw CallFailure.ofSent(e);
            }
        }
        return MessageId.of(mq.messageId);
    }

    /** UTF-8: the names in the header are plain letters, the same in nearly every character set. */
    private static final int HEADER_CCSID = 1208;
}
