package io.mooring.jms.internal.wrap;

import io.mooring.jms.Unwrapping;
import javax.jms.Connection;
import javax.jms.ConnectionConsumer;
import javax.jms.ConnectionMetaData;
import javax.jms.Destination;
import javax.jms.ExceptionListener;
import javax.jms.IllegalStateException;
import javax.jms.JMSException;
import javax.jms.ServerSessionPool;
import javax.jms.Session;
import javax.jms.Topic;
import org.jspecify.annotations.Nullable;

/** A connection for both domains. */
class ConnectionWrapper implements Connection, Unwrapping {
    final Companion companion;
    private final Connection delegate;

    ConnectionWrapper(Connection delegate, Companion companion) {
        this.delegate = delegate;
        this.companion = companion;
    }

    @Override
    public Session createSession(boolean transacted, int acknowledgeMode) throws JMSException {
        used();
        try {
            return SessionWrapper.of(delegate.createSession(transacted, acknowledgeMode), companion);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public Session createSession(int sessionMode) throws JMSException {
        used();
        try {
            return SessionWrapper.of(delegate.createSession(sessionMode), companion);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public Session createSession() throws JMSException {
        used();
        try {
            return SessionWrapper.of(delegate.createSession(), companion);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public String getClientID() throws JMSException {
        return delegate.getClientID();
    }

    @Override
    public void setClientID(String clientId) throws JMSException {
        delegate.setClientID(clientId);
    }

    @Override
    public ConnectionMetaData getMetaData() throws JMSException {
        return delegate.getMetaData();
    }

    @Override
    public @Nullable ExceptionListener getExceptionListener() throws JMSException {
        return companion.exceptions().behind(delegate.getExceptionListener());
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener listener) throws JMSException {
        companion.exceptions().replace(listener, delegate::setExceptionListener);
    }

    @Override
    public void start() throws JMSException {
        used();
        try {
            delegate.start();
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public void stop() throws JMSException {
        try {
            delegate.stop();
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            Destination destination, String selector, ServerSessionPool pool, int most) throws JMSException {
        used();
        try {
            return delegate.createConnectionConsumer(destination, selector, SessionPool.of(pool), most);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            Topic topic, String subscription, String selector, ServerSessionPool pool, int most) throws JMSException {
        used();
        try {
            return delegate.createSharedConnectionConsumer(topic, subscription, selector, SessionPool.of(pool), most);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            Topic topic, String subscription, String selector, ServerSessionPool pool, int most) throws JMSException {
        used();
        try {
            return delegate.createDurableConnectionConsumer(topic, subscription, selector, SessionPool.of(pool), most);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            Topic topic, String subscription, String selector, ServerSessionPool pool, int most) throws JMSException {
        used();
        try {
            return delegate.createSharedDurableConnectionConsumer(
                    topic, subscription, selector, SessionPool.of(pool), most);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public void close() throws JMSException {
        companion.watch().closing(true);
        boolean stays = false;
        try {
            delegate.close();
        } catch (IllegalStateException e) {
            // Asked from a listener of its own, which JMS does not allow.
            stays = true;
            companion.watch().closing(false);
            throw e;
        } finally {
            if (!stays) {
                companion.closed();
            }
        }
    }

    /** To be called before the first use of the connection: see {@link ExceptionRelay}. */
    final void used() {
        companion.exceptions().install(delegate::setExceptionListener);
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
