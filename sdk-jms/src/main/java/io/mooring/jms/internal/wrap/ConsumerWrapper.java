package io.mooring.jms.internal.wrap;

import io.mooring.jms.Unwrapping;
import io.mooring.jms.internal.send.Target;
import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageListener;
import javax.jms.QueueReceiver;
import javax.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;

/** A consumer. */
class ConsumerWrapper implements MessageConsumer, Unwrapping {
    private final MessageConsumer delegate;
    private final Companion companion;
    private final String queue;

    ConsumerWrapper(MessageConsumer delegate, Companion companion, String queue) {
        this.delegate = delegate;
        this.companion = companion;
        this.queue = queue;
    }

    /** The wrapper for a consumer of either domain or of both. */
    static ConsumerWrapper of(MessageConsumer consumer, Companion companion, Destination destination) {
        String queue = Target.of(destination).name();
        if (consumer instanceof QueueReceiver receiver) {
            return new QueueReceiverWrapper(receiver, companion, queue);
        }
        return consumer instanceof TopicSubscriber subscriber
                ? new TopicSubscriberWrapper(subscriber, companion, queue)
                : new ConsumerWrapper(consumer, companion, queue);
    }

    @Override
    public String getMessageSelector() throws JMSException {
        return delegate.getMessageSelector();
    }

    @Override
    public @Nullable MessageListener getMessageListener() throws JMSException {
        return MessageRelay.behind(delegate.getMessageListener());
    }

    @Override
    public void setMessageListener(@Nullable MessageListener listener) throws JMSException {
        try {
            delegate.setMessageListener(MessageRelay.to(listener, companion, queue));
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public @Nullable Message receive() throws JMSException {
        try {
            return received(delegate.receive());
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public @Nullable Message receive(long timeout) throws JMSException {
        try {
            return received(delegate.receive(timeout));
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public @Nullable Message receiveNoWait() throws JMSException {
        try {
            return received(delegate.receiveNoWait());
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public void close() throws JMSException {
        try {
            delegate.close();
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    private @Nullable Message received(@Nullable Message message) {
        if (message != null) {
            companion.received(queue);
        }
        return message;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return Behind.find(type, this, companion, delegate);
    }

    @Override
    public String toString() {
        return companion.name() + " " + delegate;
    }
}
