package io.mooring.jms.internal.wrap;

import io.mooring.jms.internal.send.Attempt;
import io.mooring.jms.internal.send.Target;
import io.mooring.jms.internal.send.UnitOfWorkSends;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.Queue;
import javax.jms.QueueSender;
import org.jspecify.annotations.Nullable;

/** A producer for queues. */
final class QueueSenderWrapper extends ProducerWrapper implements QueueSender {
    private final QueueSender delegate;

    QueueSenderWrapper(QueueSender delegate, Companion companion, @Nullable UnitOfWorkSends unit, Target target) {
        super(delegate, companion, unit, target);
        this.delegate = delegate;
    }

    @Override
    public Queue getQueue() throws JMSException {
        return delegate.getQueue();
    }

    @Override
    public void send(Queue queue, Message message) throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.send(queue, message);
        } catch (JMSException e) {
            throw failed(attempt, target(queue), message, e);
        }
        returned(attempt, target(queue), message);
    }

    @Override
    public void send(Queue queue, Message message, int deliveryMode, int priority, long timeToLive)
            throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.send(queue, message, deliveryMode, priority, timeToLive);
        } catch (JMSException e) {
            throw failed(attempt, target(queue), message, e);
        }
        returned(attempt, target(queue), message);
    }
}
