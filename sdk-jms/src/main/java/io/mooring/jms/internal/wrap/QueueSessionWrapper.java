package io.mooring.jms.internal.wrap;

import javax.jms.JMSException;
import javax.jms.Queue;
import javax.jms.QueueReceiver;
import javax.jms.QueueSender;
import javax.jms.QueueSession;

/** A session for queues. */
final class QueueSessionWrapper extends SessionWrapper implements QueueSession {
    private final QueueSession delegate;

    QueueSessionWrapper(QueueSession delegate, Companion companion) throws JMSException {
        super(delegate, companion);
        this.delegate = delegate;
    }

    @Override
    public QueueReceiver createReceiver(Queue queue) throws JMSException {
        try {
            Queue opened = (Queue) reading().destination(queue);
            return (QueueReceiver) consumer(delegate.createReceiver(opened), queue, opened);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public QueueReceiver createReceiver(Queue queue, String selector) throws JMSException {
        try {
            Queue opened = (Queue) reading().destination(queue);
            return (QueueReceiver) consumer(delegate.createReceiver(opened, selector), queue, opened);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public QueueSender createSender(Queue queue) throws JMSException {
        try {
            return (QueueSender) producer(delegate.createSender(queue), queue);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }
}
