package io.mooring.jms.internal.wrap;

import io.mooring.PutReceipt;
import io.mooring.jms.JmsPutInDoubtException;
import io.mooring.jms.Unwrapping;
import io.mooring.jms.internal.send.Attempt;
import io.mooring.jms.internal.send.Sends;
import io.mooring.jms.internal.send.Target;
import io.mooring.jms.internal.send.UnitOfWorkSends;
import javax.jms.CompletionListener;
import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageProducer;
import javax.jms.QueueSender;
import javax.jms.TopicPublisher;
import org.jspecify.annotations.Nullable;

/** A producer; each send has its receipt before it returns. */
class ProducerWrapper implements MessageProducer, ReceiptingProducer, Unwrapping {
    private final MessageProducer delegate;
    private final Companion companion;
    private final @Nullable UnitOfWorkSends unit;
    private final Target target;

    /** The last destination that was given with a message: most programs that do so have few. */
    private volatile @Nullable Named last;

    private record Named(Destination destination, Target target) {}

    ProducerWrapper(MessageProducer delegate, Companion companion, @Nullable UnitOfWorkSends unit, Target target) {
        this.delegate = delegate;
        this.companion = companion;
        this.unit = unit;
        this.target = target;
    }

    /** The wrapper for a producer of either domain or of both. */
    static ProducerWrapper of(
            MessageProducer producer,
            Companion companion,
            @Nullable UnitOfWorkSends unit,
            @Nullable Destination destination) {
        Target target = Target.of(destination);
        if (producer instanceof QueueSender sender) {
            return new QueueSenderWrapper(sender, companion, unit, target);
        }
        return producer instanceof TopicPublisher publisher
                ? new TopicPublisherWrapper(publisher, companion, unit, target)
                : new ProducerWrapper(producer, companion, unit, target);
    }

    @Override
    public void setDisableMessageID(boolean value) throws JMSException {
        delegate.setDisableMessageID(value);
    }

    @Override
    public boolean getDisableMessageID() throws JMSException {
        return delegate.getDisableMessageID();
    }

    @Override
    public void setDisableMessageTimestamp(boolean value) throws JMSException {
        delegate.setDisableMessageTimestamp(value);
    }

    @Override
    public boolean getDisableMessageTimestamp() throws JMSException {
        return delegate.getDisableMessageTimestamp();
    }

    @Override
    public void setDeliveryMode(int deliveryMode) throws JMSException {
        delegate.setDeliveryMode(deliveryMode);
    }

    @Override
    public int getDeliveryMode() throws JMSException {
        return delegate.getDeliveryMode();
    }

    @Override
    public void setPriority(int priority) throws JMSException {
        delegate.setPriority(priority);
    }

    @Override
    public int getPriority() throws JMSException {
        return delegate.getPriority();
    }

    @Override
    public void setTimeToLive(long timeToLive) throws JMSException {
        delegate.setTimeToLive(timeToLive);
    }

    @Override
    public long getTimeToLive() throws JMSException {
        return delegate.getTimeToLive();
    }

    @Override
    public void setDeliveryDelay(long deliveryDelay) throws JMSException {
        delegate.setDeliveryDelay(deliveryDelay);
    }

    @Override
    public long getDeliveryDelay() throws JMSException {
        return delegate.getDeliveryDelay();
    }

    @Override
    public Destination getDestination() throws JMSException {
        return delegate.getDestination();
    }

    @Override
    public void close() throws JMSException {
        try {
            delegate.close();
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public void send(Message message) throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.send(message);
        } catch (JMSException e) {
            throw failed(attempt, target, message, e);
        }
        returned(attempt, target, message);
    }

    @Override
    public void send(Message message, int deliveryMode, int priority, long timeToLive) throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.send(message, deliveryMode, priority, timeToLive);
        } catch (JMSException e) {
            throw failed(attempt, target, message, e);
        }
        returned(attempt, target, message);
    }

    @Override
    public PutReceipt sendForReceipt(Message message, int deliveryMode, int priority, long timeToLive)
            throws JMSException {
        Attempt attempt = companion.begin();
        try {
            delegate.send(message, deliveryMode, priority, timeToLive);
        } catch (JMSException e) {
            throw failed(attempt, target, message, e);
        }
        PutReceipt receipt = companion.sends().sent(attempt, unit, target, message);
        if (receipt == null) {
            throw new JMSException("A message to " + target.name()
                    + " came back without a message id; let the client make" + " ids (setDisableMessageID).");
        }
        if (Sends.isInDoubt(receipt, target)) {
            throw new JmsPutInDoubtException(receipt, null);
        }
        return receipt;
    }

    @Override
    public void send(Destination destination, Message message) throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.send(destination, message);
        } catch (JMSException e) {
            throw failed(attempt, target(destination), message, e);
        }
        returned(attempt, target(destination), message);
    }

    @Override
    public void send(Destination destination, Message message, int deliveryMode, int priority, long timeToLive)
            throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.send(destination, message, deliveryMode, priority, timeToLive);
        } catch (JMSException e) {
            throw failed(attempt, target(destination), message, e);
        }
        returned(attempt, target(destination), message);
    }

    @Override
    public void send(Message message, CompletionListener listener) throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.send(message, relay(listener, attempt, target));
        } catch (JMSException e) {
            throw failed(attempt, target, message, e);
        }
    }

    @Override
    public void send(Message message, int deliveryMode, int priority, long timeToLive, CompletionListener listener)
            throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.send(message, deliveryMode, priority, timeToLive, relay(listener, attempt, target));
        } catch (JMSException e) {
            throw failed(attempt, target, message, e);
        }
    }

    @Override
    public void send(Destination destination, Message message, CompletionListener listener) throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.send(destination, message, relay(listener, attempt, target(destination)));
        } catch (JMSException e) {
            throw failed(attempt, target(destination), message, e);
        }
    }

    @Override
    public void send(
            Destination destination,
            Message message,
            int deliveryMode,
            int priority,
            long timeToLive,
            CompletionListener listener)
            throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.send(
                    destination,
                    message,
                    deliveryMode,
                    priority,
                    timeToLive,
                    relay(listener, attempt, target(destination)));
        } catch (JMSException e) {
            throw failed(attempt, target(destination), message, e);
        }
    }

    /** The words for the producer's own destination. */
    final Target target() {
        return target;
    }

    /** The words for a destination that was given with a message. */
    final Target target(@Nullable Destination destination) {
        Named known = last;
        if (destination != null && known != null && known.destination == destination) {
            return known.target;
        }
        Target found = Target.of(destination);
        if (destination != null) {
            last = new Named(destination, found);
        }
        return found;
    }

    final Attempt begin() {
        return companion.begin(unit);
    }

    final void returned(Attempt attempt, Target where, Message message) throws JMSException {
        PutReceipt inDoubt = companion.sends().returned(attempt, unit, where, message);
        if (inDoubt != null) {
            throw new JmsPutInDoubtException(inDoubt, null);
        }
    }

    final JMSException failed(Attempt attempt, Target where, Message message, JMSException failure) {
        return Doubts.ofSend(failure, companion.sends().failed(attempt, unit, where, message, failure));
    }

    private @Nullable CompletionListener relay(@Nullable CompletionListener listener, Attempt attempt, Target where) {
        return CompletionRelay.to(listener, companion, unit, attempt, where);
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
