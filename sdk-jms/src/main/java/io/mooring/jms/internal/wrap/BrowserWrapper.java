package io.mooring.jms.internal.wrap;

import io.mooring.jms.Unwrapping;
import java.util.Enumeration;
import javax.jms.JMSException;
import javax.jms.Queue;
import javax.jms.QueueBrowser;

/** A browser; what it enumerates is IBM's own. */
final class BrowserWrapper implements QueueBrowser, Unwrapping {
    private final QueueBrowser delegate;
    private final Companion companion;

    BrowserWrapper(QueueBrowser delegate, Companion companion) {
        this.delegate = delegate;
        this.companion = companion;
    }

    @Override
    public Queue getQueue() throws JMSException {
        return delegate.getQueue();
    }

    @Override
    public String getMessageSelector() throws JMSException {
        return delegate.getMessageSelector();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Enumeration getEnumeration() throws JMSException {
        try {
            return delegate.getEnumeration();
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

    @Override
    public <T> T unwrap(Class<T> type) {
        return Behind.find(type, this, companion, delegate);
    }

    @Override
    public String toString() {
        return companion.name() + " " + delegate;
    }
}
