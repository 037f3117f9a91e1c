package io.mooring.jms.internal.wrap;

import io.mooring.jms.Unwrapping;
import io.mooring.jms.internal.send.Target;
import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageListener;
import javax.jms.Queue;
import javax.jms.QueueReceiver;
import javax.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;

/** A consumer. */
class ConsumerWrapper implements MessageConsumer, Unwrapping {
    private final MessageConsumer delegate;
    private final Companion companion;
    private final Reading<JMSException> reading;

    /** Whether it reads ahead by our doing. */
    private final boolean ahead;

    private final String queue;

    ConsumerWrapper(
            MessageConsumer delegate, Companion companion, Reading<JMSException> reading, boolean ahead, String queue) {
        this.delegate = delegate;
        this.companion = companion;
        this.reading = reading;
        this.ahead = ahead;
        this.queue = queue;
    }

    /**
     * The wrapper for a consumer of either domain or of both.
     *
     * @param given the destination as the application gave it
     * @param opened the destination that IBM's consumer was made for: the same, or a variant of it
     */
    static ConsumerWrapper of(
            MessageConsumer consumer,
            Companion companion,
            Reading<JMSException> reading,
            @Nullable Destination given,
            @Nullable Destination opened) {
        String queue = Target.of(given).name();
        boolean ahead = given != opened;
        if (consumer instanceof QueueReceiver receiver) {
            Queue own = ahead && given instanceof Queue application ? application : null;
            return new QueueReceiverWrapper(receiver, companion, reading, queue, own);
        }
        return consumer instanceof TopicSubscriber subscriber
                ? new TopicSubscriberWrapper(subscriber, companion, reading, queue)
                : new ConsumerWrapper(consumer, companion, reading, ahead, queue);
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
            reading.share();
            delegate.setMessageListener(MessageRelay.to(listener, companion, queue));
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public @Nullable Message receive() throws JMSException {
        try {
            return received(
                    reading.receive(ahead, 0, millis -> millis == 0 ? delegate.receive() : delegate.receive(millis)));
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public @Nullable Message receive(long timeout) throws JMSException {
        try {
            return received(reading.receive(ahead, timeout, delegate::receive));
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public @Nullable Message receiveNoWait() throws JMSException {
        try {
            return received(reading.receive(ahead, Reading.NO_WAIT, none -> delegate.receiveNoWait()));
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
        return Behind.find(type, this, companion, delegate, reading::share);
    }

    @Override
    public String toString() {
        return companion.name() + " " + delegate;
    }
}
