package io.mooring.jms.internal.respond;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.client.ConsumeTrouble;
import io.mooring.jms.Request;
import io.mooring.jms.internal.ibm.IbmMessages;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.jms.BytesMessage;
import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageFormatException;
import javax.jms.Session;
import javax.jms.TextMessage;
import org.jspecify.annotations.Nullable;

/** A request as it was received. */
final class ReceivedRequest implements Request {
    private static final long NANOS_PER_TENTH = 100_000_000;

    private final Message message;
    private final Session session;
    private final long received = System.nanoTime();

    ReceivedRequest(Message message, Session session) {
        this.message = message;
        this.session = session;
    }

    @Override
    public String text() throws JMSException {
        if (message instanceof TextMessage text) {
            String body = text.getText();
            return body == null ? "" : body;
        }
        throw noSuchBody("text", "bytes() or message()");
    }

    @Override
    public byte[] bytes() throws JMSException {
        if (message instanceof BytesMessage bytes) {
            byte[] body = new byte[Math.toIntExact(bytes.getBodyLength())];
            bytes.reset();
            int unused = bytes.readBytes(body);
            bytes.reset();
            return body;
        }
        throw noSuchBody("bytes", "text() or message()");
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public @Nullable Destination replyTo() throws JMSException {
        return message.getJMSReplyTo();
    }

    @Override
    public int deliveryCount() throws JMSException {
        return message.propertyExists("JMSXDeliveryCount") ? message.getIntProperty("JMSXDeliveryCount") : 1;
    }

    @Override
    public Session session() {
        return session;
    }

    MessageId messageId() throws JMSException {
        byte[] id = IbmMessages.messageId(message);
        return id == null ? MessageId.NONE : MessageId.of(id);
    }

    /** What is said about it when it was not answered. */
    ConsumeTrouble.Message words() throws JMSException {
        byte[] correlation = IbmMessages.correlationId(message);
        return new ConsumeTrouble.Message(
                messageId(),
                correlation == null ? CorrelationId.NONE : CorrelationId.of(correlation),
                deliveryCount() - 1);
    }

    /** How long it would still live, zero or less if it would not; empty if it lives for ever. */
    Optional<Duration> timeLeft() throws JMSException {
        // The descriptor has what was left when it was got, so no clock of another machine counts.
        OptionalInt tenths = IbmMessages.tenthsLeft(message);
        return tenths.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(tenths.getAsInt() * NANOS_PER_TENTH - (System.nanoTime() - received)));
    }

    private JMSException noSuchBody(String wanted, String instead) throws JMSException {
        return new MessageFormatException("Request " + message.getJMSMessageID() + " has no " + wanted + ", it is a "
                + kind(message) + "; take " + instead + ".");
    }

    private static String kind(Message message) {
        return message instanceof TextMessage
                ? "text message"
                : message instanceof BytesMessage
                        ? "bytes message"
                        : message.getClass().getSimpleName();
    }
}
