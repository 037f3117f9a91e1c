package io.mooring.jms.internal.wrap;

import io.mooring.jms.Unwrapping;
import javax.jms.JMSConsumer;
import javax.jms.JMSRuntimeException;
import javax.jms.Message;
import javax.jms.MessageListener;
import org.jspecify.annotations.Nullable;

/** A consumer of a context. */
final class JmsConsumerWrapper implements JMSConsumer, Unwrapping {
    private final JMSConsumer delegate;
    private final Companion companion;
    private final Reading<JMSRuntimeException> reading;
    private final boolean ahead;
    private final String queue;

    JmsConsumerWrapper(
            JMSConsumer delegate,
            Companion companion,
            Reading<JMSRuntimeException> reading,
            boolean ahead,
            String queue) {
        this.delegate = delegate;
        this.companion = companion;
        this.reading = reading;
        this.ahead = ahead;
        this.queue = queue;
    }

    @Override
    public String getMessageSelector() {
        return delegate.getMessageSelector();
    }

    @Override
    public @Nullable MessageListener getMessageListener() {
        return MessageRelay.behind(delegate.getMessageListener());
    }

    @Override
    public void setMessageListener(@Nullable MessageListener listener) {
        try {
            reading.share();
            delegate.setMessageListener(MessageRelay.to(listener, companion, queue));
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public @Nullable Message receive() {
        try {
            return received(
                    reading.receive(ahead, 0, millis -> millis == 0 ? delegate.receive() : delegate.receive(millis)));
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public @Nullable Message receive(long timeout) {
        try {
            return received(reading.receive(ahead, timeout, delegate::receive));
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public @Nullable Message receiveNoWait() {
        try {
            return received(reading.receive(ahead, Reading.NO_WAIT, none -> delegate.receiveNoWait()));
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public void close() {
        try {
            delegate.close();
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public <T> @Nullable T receiveBody(Class<T> type) {
        try {
            return received(reading.receive(
                    ahead, 0, millis -> millis == 0 ? delegate.receiveBody(type) : delegate.receiveBody(type, millis)));
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public <T> @Nullable T receiveBody(Class<T> type, long timeout) {
        try {
            return received(reading.receive(ahead, timeout, millis -> delegate.receiveBody(type, millis)));
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public <T> @Nullable T receiveBodyNoWait(Class<T> type) {
        try {
            return received(reading.receive(ahead, Reading.NO_WAIT, none -> delegate.receiveBodyNoWait(type)));
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    private <M> @Nullable M received(@Nullable M message) {
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
