package io.mooring.jms.internal.wrap;

import io.mooring.jms.internal.send.Attempt;
import io.mooring.jms.internal.send.Target;
import io.mooring.jms.internal.send.UnitOfWorkSends;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.Topic;
import javax.jms.TopicPublisher;
import org.jspecify.annotations.Nullable;

/** A producer for topics. */
final class TopicPublisherWrapper extends ProducerWrapper implements TopicPublisher {
    private final TopicPublisher delegate;

    TopicPublisherWrapper(TopicPublisher delegate, Companion companion, @Nullable UnitOfWorkSends unit, Target target) {
        super(delegate, companion, unit, target);
        this.delegate = delegate;
    }

    @Override
    public Topic getTopic() throws JMSException {
        return delegate.getTopic();
    }

    @Override
    public void publish(Message message) throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.publish(message);
        } catch (JMSException e) {
            throw failed(attempt, target(), message, e);
        }
        returned(attempt, target(), message);
    }

    @Override
    public void publish(Message message, int deliveryMode, int priority, long timeToLive) throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.publish(message, deliveryMode, priority, timeToLive);
        } catch (JMSException e) {
            throw failed(attempt, target(), message, e);
        }
        returned(attempt, target(), message);
    }

    @Override
    public void publish(Topic topic, Message message) throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.publish(topic, message);
        } catch (JMSException e) {
            throw failed(attempt, target(topic), message, e);
        }
        returned(attempt, target(topic), message);
    }

    @Override
    public void publish(Topic topic, Message message, int deliveryMode, int priority, long timeToLive)
            throws JMSException {
        Attempt attempt = begin();
        try {
            delegate.publish(topic, message, deliveryMode, priority, timeToLive);
        } catch (JMSException e) {
            throw failed(attempt, target(topic), message, e);
        }
        returned(attempt, target(topic), message);
    }
}
