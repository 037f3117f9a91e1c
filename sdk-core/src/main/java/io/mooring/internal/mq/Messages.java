package io.mooring.internal.mq;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.constants.CMQC;
import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.QueueManagerName;
import io.mooring.message.Encoding;
import io.mooring.message.MessageType;
import io.mooring.message.MqMessage;
import io.mooring.message.Origin;
import io.mooring.message.Persistence;
import io.mooring.message.ReplyTo;
import io.mooring.message.ReportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Messages in our form and in IBM's. */
final class Messages {
    private static final long EXPIRY_UNIT_MILLIS = 100;

    private static final Map<ReportOption, Integer> REPORT = new EnumMap<>(Map.of(
            ReportOption.PASS_MESSAGE_ID, CMQC.MQRO_PASS_MSG_ID,
            ReportOption.PASS_CORRELATION_ID, CMQC.MQRO_PASS_CORREL_ID,
            ReportOption.CONFIRM_ON_ARRIVAL, CMQC.MQRO_COA,
            ReportOption.CONFIRM_ON_DELIVERY, CMQC.MQRO_COD,
            ReportOption.EXPIRATION, CMQC.MQRO_EXPIRATION,
            ReportOption.EXCEPTION, CMQC.MQRO_EXCEPTION,
            ReportOption.POSITIVE_ACTION, CMQC.MQRO_PAN,
            ReportOption.NEGATIVE_ACTION, CMQC.MQRO_NAN,
            ReportOption.DISCARD, CMQC.MQRO_DISCARD_MSG));

    private Messages() {}

    /** The message to be put, in IBM's form; new, because a put writes into it. */
    static MQMessage toMq(MqMessage message) throws MQException {
        MQMessage mq = new MQMessage();
        mq.format = message.encoding().format();
        mq.characterSet = message.encoding().ccsid();
        mq.encoding = message.encoding().numbers();
        mq.persistence = persistence(message.persistence());
        mq.priority = message.priority();
        mq.messageType = type(message.type());
        mq.feedback = message.feedback();
        mq.report = report(message.reportOptions());
        message.expiry().ifPresent(time -> mq.expiry = tenths(time));
        if (!message.messageId().isNone()) {
            mq.messageId = message.messageId().toBytes();
        }
        if (!message.correlationId().isNone()) {
            mq.correlationId = message.correlationId().toBytes();
        }
        ReplyTo replyTo = message.replyTo().orElse(null);
        if (replyTo != null) {
            mq.replyToQueueName = replyTo.queue();
            mq.replyToQueueManagerName =
                    replyTo.queueManager().map(QueueManagerName::value).orElse("");
        }
        boolean ownHeader = PropertiesHeader.isNeededFor(message);
        try {
            if (ownHeader) {
                mq.format = PropertiesHeader.FORMAT;
                mq.characterSet = Encoding.UTF_8_TEXT.ccsid();
                mq.encoding = Encoding.UTF_8_TEXT.numbers();
                PropertiesHeader.write(message, mq);
            }
            message.writeTo(mq);
        } catch (IOException e) {
            throw new UncheckedIOException("The message's own buffer cannot be written to.", e);
        }
        if (ownHeader) {
            return mq;
        }
        for (Map.Entry<String, Object> property : message.properties().entrySet()) {
            setProperty(mq, property.getKey(), property.getValue());
        }
        return mq;
    }

    /** A message that was got, in our form. */
    static MqMessage fromMq(MQMessage mq) throws MQException {
        byte[] body;
        try {
            body = new byte[mq.getDataLength()];
            mq.readFully(body);
        } catch (IOException e) {
            throw new UncheckedIOException("The message's own buffer cannot be read.", e);
        }
        MqMessage message = MqMessage.received(
                body,
                new Encoding(mq.format, mq.characterSet, mq.encoding),
                MessageId.of(mq.messageId),
                CorrelationId.of(mq.correlationId),
                mq.persistence == CMQC.MQPER_PERSISTENT ? Persistence.PERSISTENT : Persistence.NOT_PERSISTENT,
                mq.priority,
                type(mq.messageType),
                mq.feedback,
                reportOptions(mq.report),
                new Origin(mq.userId.strip(), mq.putApplicationName.strip(), instant(mq.putDateTime), mq.backoutCount));
        if (mq.expiry != CMQC.MQEI_UNLIMITED && mq.expiry > 0) {
            message = message.expiringAfter(Duration.ofMillis(EXPIRY_UNIT_MILLIS * mq.expiry));
        }
        Optional<ReplyTo> replyTo = replyTo(mq);
        if (replyTo.isPresent()) {
            message = message.withReplyTo(replyTo.get()).withType(type(mq.messageType));
        }
        Enumeration<String> names = mq.getPropertyNames("%");
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            Object value = mq.getObjectProperty(name);
            if (value != null) {
                message = message.withReceivedProperty(name, value);
            }
        }
        return message;
    }

    static int tenths(Duration time) {
        // A part of a tenth counts as one: a message never expires before its time.
        return (int) Math.min(Integer.MAX_VALUE, (time.toMillis() + EXPIRY_UNIT_MILLIS - 1) / EXPIRY_UNIT_MILLIS);
    }

    private static void setProperty(MQMessage mq, String name, Object value) throws MQException {
        if (value instanceof byte[] bytes) {
            mq.setBytesProperty(name, bytes);
        } else {
            mq.setObjectProperty(name, value);
        }
    }

    private static Optional<ReplyTo> replyTo(MQMessage mq) {
        String queue = mq.replyToQueueName.strip();
        if (queue.isEmpty()) {
            return Optional.empty();
        }
        String queueManager = mq.replyToQueueManagerName.strip();
        return Optional.of(new ReplyTo(
                queue, queueManager.isEmpty() ? Optional.empty() : Optional.of(QueueManagerName.of(queueManager))));
    }

    private static Instant instant(GregorianCalendar put) {
        return put == null ? Instant.EPOCH : put.toInstant();
    }

    private static int persistence(Persistence persistence) {
        return switch (persistence) {
            case PERSISTENT -> CMQC.MQPER_PERSISTENT;
            case NOT_PERSISTENT -> CMQC.MQPER_NOT_PERSISTENT;
            case AS_QUEUE -> CMQC.MQPER_PERSISTENCE_AS_Q_DEF;
        };
    }

    private static int type(MessageType type) {
        return switch (type) {
            case DATAGRAM, OTHER -> CMQC.MQMT_DATAGRAM;
            case REQUEST -> CMQC.MQMT_REQUEST;
            case REPLY -> CMQC.MQMT_REPLY;
            case REPORT -> CMQC.MQMT_REPORT;
        };
    }

    private static MessageType type(int type) {
        return switch (type) {
            case CMQC.MQMT_DATAGRAM -> MessageType.DATAGRAM;
            case CMQC.MQMT_REQUEST -> MessageType.REQUEST;
            case CMQC.MQMT_REPLY -> MessageType.REPLY;
            case CMQC.MQMT_REPORT -> MessageType.REPORT;
            default -> MessageType.OTHER;
        };
    }

    private static int report(Set<ReportOption> options) {
        int report = CMQC.MQRO_NONE;
        for (ReportOption option : options) {
            report |= REPORT.getOrDefault(option, 0);
        }
        return report;
    }

    private static Set<ReportOption> reportOptions(int report) {
        if (report == CMQC.MQRO_NONE) {
            return Set.of();
        }
        Set<ReportOption> options = EnumSet.noneOf(ReportOption.class);
        REPORT.forEach((option, bit) -> {
            if ((report & bit) == bit) {
                options.add(option);
            }
        });
        return options;
    }
}
