package io.mooring.jms.internal.request;

import io.mooring.MqException;
import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import io.mooring.jms.Reply;
import java.util.Optional;
import javax.jms.BytesMessage;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.TextMessage;
import org.jspecify.annotations.Nullable;

/** A reply as it was received; what it answers is noted before the application gets it. */
final class ReceivedReply implements Reply {
    private final Message message;
    private final QueueManagerName queueManager;
    private volatile @Nullable PutReceipt request;

    ReceivedReply(Message message, QueueManagerName queueManager) {
        this.message = message;
        this.queueManager = queueManager;
    }

    void answers(PutReceipt put) {
        request = put;
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public String text() {
        if (!(message instanceof TextMessage text)) {
            throw notA("text");
        }
        try {
            String body = text.getText();
            return body == null ? "" : body;
        } catch (JMSException e) {
            throw unreadable(e);
        }
    }

    @Override
    public byte[] bytes() {
        if (!(message instanceof BytesMessage bytes)) {
            throw notA("bytes");
        }
        try {
            bytes.reset();
            byte[] body = new byte[Math.toIntExact(bytes.getBodyLength())];
            bytes.readBytes(body);
            return body;
        } catch (JMSException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Optional<Object> property(String name) {
        try {
            return Optional.ofNullable(message.getObjectProperty(name));
        } catch (JMSException e) {
            throw unreadable(e);
        }
    }

    @Override
    public PutReceipt request() {
        PutReceipt put = request;
        if (put == null) {
            throw new IllegalStateException("A reply that answers no request that is known has no receipt of one.");
        }
        return put;
    }

    @Override
    public QueueManagerName queueManager() {
        return queueManager;
    }

    private IllegalStateException notA(String kind) {
        return new IllegalStateException(
                "A reply that is a " + message.getClass().getSimpleName() + " has no " + kind + "; look at message().");
    }

    private MqException unreadable(JMSException failure) {
        return new MqException("A reply from " + queueManager + " could not be read.", failure);
    }

    @Override
    public String toString() {
        PutReceipt put = request;
        return "reply from " + queueManager + (put == null ? "" : " to request " + put.messageId());
    }
}
