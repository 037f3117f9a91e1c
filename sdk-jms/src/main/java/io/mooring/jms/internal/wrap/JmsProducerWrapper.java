package io.mooring.jms.internal.wrap;

import io.mooring.PutReceipt;
import io.mooring.jms.JmsPutInDoubtRuntimeException;
import io.mooring.jms.Unwrapping;
import io.mooring.jms.internal.send.Attempt;
import io.mooring.jms.internal.send.Target;
import io.mooring.jms.internal.send.UnitOfWorkSends;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import javax.jms.CompletionListener;
import javax.jms.Destination;
import javax.jms.JMSContext;
import javax.jms.JMSProducer;
import javax.jms.JMSRuntimeException;
import javax.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * A producer of a context.
 *
 * <p>A body is made into a message here, as the interface says that a producer does, because the id of the message comes
 * back with it. One that cannot be is left to IBM's producer, with what it throws.
 */
final class JmsProducerWrapper implements JMSProducer, Unwrapping {
    private final JMSProducer delegate;
    private final JMSContext context;
    private final Companion companion;
    private final @Nullable UnitOfWorkSends unit;

    JmsProducerWrapper(JMSProducer delegate, JMSContext context, Companion companion, @Nullable UnitOfWorkSends unit) {
        this.delegate = delegate;
        this.context = context;
        this.companion = companion;
        this.unit = unit;
    }

    @Override
    public JMSProducer setDisableMessageID(boolean value) {
        delegate.setDisableMessageID(value);
        return this;
    }

    @Override
    public boolean getDisableMessageID() {
        return delegate.getDisableMessageID();
    }

    @Override
    public JMSProducer setDisableMessageTimestamp(boolean value) {
        delegate.setDisableMessageTimestamp(value);
        return this;
    }

    @Override
    public boolean getDisableMessageTimestamp() {
        return delegate.getDisableMessageTimestamp();
    }

    @Override
    public JMSProducer setDeliveryMode(int deliveryMode) {
        delegate.setDeliveryMode(deliveryMode);
        return this;
    }

    @Override
    public int getDeliveryMode() {
        return delegate.getDeliveryMode();
    }

    @Override
    public JMSProducer setPriority(int priority) {
        delegate.setPriority(priority);
        return this;
    }

    @Override
    public int getPriority() {
        return delegate.getPriority();
    }

    @Override
    public JMSProducer setTimeToLive(long timeToLive) {
        delegate.setTimeToLive(timeToLive);
        return this;
    }

    @Override
    public long getTimeToLive() {
        return delegate.getTimeToLive();
    }

    @Override
    public JMSProducer setDeliveryDelay(long deliveryDelay) {
        delegate.setDeliveryDelay(deliveryDelay);
        return this;
    }

    @Override
    public long getDeliveryDelay() {
        return delegate.getDeliveryDelay();
    }

    @Override
    public JMSProducer setAsync(@Nullable CompletionListener listener) {
        delegate.setAsync(listener);
        return this;
    }

    @Override
    public @Nullable CompletionListener getAsync() {
        return CompletionRelay.behind(delegate.getAsync());
    }

    @Override
    public JMSProducer setProperty(String name, boolean value) {
        delegate.setProperty(name, value);
        return this;
    }

    @Override
    public JMSProducer setProperty(String name, byte value) {
        delegate.setProperty(name, value);
        return this;
    }

    @Override
    public JMSProducer setProperty(String name, short value) {
        delegate.setProperty(name, value);
        return this;
    }

    @Override
    public JMSProducer setProperty(String name, int value) {
        delegate.setProperty(name, value);
        return this;
    }

    @Override
    public JMSProducer setProperty(String name, long value) {
        delegate.setProperty(name, value);
        return this;
    }

    @Override
    public JMSProducer setProperty(String name, float value) {
        delegate.setProperty(name, value);
        return this;
    }

    @Override
    public JMSProducer setProperty(String name, double value) {
        delegate.setProperty(name, value);
        return this;
    }

    @Override
    public JMSProducer setProperty(String name, String value) {
        delegate.setProperty(name, value);
        return this;
    }

    @Override
    public JMSProducer setProperty(String name, Object value) {
        delegate.setProperty(name, value);
        return this;
    }

    @Override
    public JMSProducer clearProperties() {
        delegate.clearProperties();
        return this;
    }

    @Override
    public boolean propertyExists(String name) {
        return delegate.propertyExists(name);
    }

    @Override
    public boolean getBooleanProperty(String name) {
        return delegate.getBooleanProperty(name);
    }

    @Override
    public byte getByteProperty(String name) {
        return delegate.getByteProperty(name);
    }

    @Override
    public short getShortProperty(String name) {
        return delegate.getShortProperty(name);
    }

    @Override
    public int getIntProperty(String name) {
        return delegate.getIntProperty(name);
    }

    @Override
    public long getLongProperty(String name) {
        return delegate.getLongProperty(name);
    }

    @Override
    public float getFloatProperty(String name) {
        return delegate.getFloatProperty(name);
    }

    @Override
    public double getDoubleProperty(String name) {
        return delegate.getDoubleProperty(name);
    }

    @Override
    public String getStringProperty(String name) {
        return delegate.getStringProperty(name);
    }

    @Override
    public Object getObjectProperty(String name) {
        return delegate.getObjectProperty(name);
    }

    @Override
    public Set<String> getPropertyNames() {
        return delegate.getPropertyNames();
    }

    @Override
    public JMSProducer setJMSCorrelationIDAsBytes(byte[] correlationId) {
        delegate.setJMSCorrelationIDAsBytes(correlationId);
        return this;
    }

    @Override
    public byte[] getJMSCorrelationIDAsBytes() {
        return delegate.getJMSCorrelationIDAsBytes();
    }

    @Override
    public JMSProducer setJMSCorrelationID(String correlationId) {
        delegate.setJMSCorrelationID(correlationId);
        return this;
    }

    @Override
    public String getJMSCorrelationID() {
        return delegate.getJMSCorrelationID();
    }

    @Override
    public JMSProducer setJMSType(String type) {
        delegate.setJMSType(type);
        return this;
    }

    @Override
    public String getJMSType() {
        return delegate.getJMSType();
    }

    @Override
    public JMSProducer setJMSReplyTo(Destination replyTo) {
        delegate.setJMSReplyTo(replyTo);
        return this;
    }

    @Override
    public Destination getJMSReplyTo() {
        return delegate.getJMSReplyTo();
    }

    @Override
    public JMSProducer send(Destination destination, Message message) {
        Target target = Target.of(destination);
        Attempt attempt = companion.begin(unit);
        CompletionListener application = getAsync();
        if (application != null) {
            delegate.setAsync(CompletionRelay.to(application, companion, unit, attempt, target));
        }
        try {
            delegate.send(destination, message);
        } catch (JMSRuntimeException e) {
            throw Doubts.ofSend(e, companion.sends().failed(attempt, unit, target, message, e));
        }
        if (application == null) {
            PutReceipt inDoubt = companion.sends().returned(attempt, unit, target, message);
            if (inDoubt != null) {
                throw new JmsPutInDoubtRuntimeException(inDoubt, null);
            }
        }
        return this;
    }

    @Override
    public JMSProducer send(Destination destination, @Nullable String body) {
        Message message = Bodies.text(context, body);
        return message == null ? sent(delegate.send(destination, body)) : send(destination, message);
    }

    @Override
    public JMSProducer send(Destination destination, @Nullable Map<String, Object> body) {
        Message message = Bodies.map(context, body);
        return message == null ? sent(delegate.send(destination, body)) : send(destination, message);
    }

    @Override
    public JMSProducer send(Destination destination, byte @Nullable [] body) {
        Message message = Bodies.bytes(context, body);
        return message == null ? sent(delegate.send(destination, body)) : send(destination, message);
    }

    @Override
    public JMSProducer send(Destination destination, @Nullable Serializable body) {
        Message message = Bodies.object(context, body);
        return message == null ? sent(delegate.send(destination, body)) : send(destination, message);
    }

    private JMSProducer sent(JMSProducer ignored) {
        return this;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return unit == null
                ? Behind.find(type, this, companion, delegate)
                : Behind.find(type, this, companion, delegate, unit::share);
    }

    @Override
    public String toString() {
        return companion.name() + " " + delegate;
    }
}
