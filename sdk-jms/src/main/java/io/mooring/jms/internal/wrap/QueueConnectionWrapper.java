package io.mooring.jms.internal.wrap;

import javax.jms.ConnectionConsumer;
import javax.jms.JMSException;
import javax.jms.Queue;
import javax.jms.QueueConnection;
import javax.jms.QueueSession;
import javax.jms.ServerSessionPool;

/** A connection for queues. */
final class QueueConnectionWrapper extends ConnectionWrapper implements QueueConnection {
    private final QueueConnection delegate;

    QueueConnectionWrapper(QueueConnection delegate, Companion companion) {
        super(delegate, companion);
        this.delegate = delegate;
    }

    @Override
    public QueueSession createQueueSession(boolean transacted, int acknowledgeMode) throws JMSException {
        used();
        try {
            return (QueueSession)
                    SessionWrapper.of(delegate.createQueueSession(transacted, acknowledgeMode), companion);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(Queue queue, String selector, ServerSessionPool pool, int most)
            throws JMSException {
        used();
        try {
            return delegate.createConnectionConsumer(queue, selector, SessionPool.of(pool), most);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }
}
