package io.mooring.jms.internal.wrap;

import javax.jms.JMSException;
import javax.jms.Queue;
import javax.jms.QueueReceiver;

/** A consumer of a queue. */
final class QueueReceiverWrapper extends ConsumerWrapper implements QueueReceiver {
    private final QueueReceiver delegate;

    QueueReceiverWrapper(QueueReceiver delegate, Companion companion, String queue) {
        super(delegate, companion, queue);
        this.delegate = delegate;
    }

    @Override
    public Queue getQueue() throws JMSException {
        return delegate.getQueue();
    }
}
