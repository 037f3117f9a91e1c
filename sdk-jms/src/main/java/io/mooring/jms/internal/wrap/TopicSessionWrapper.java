package io.mooring.jms.internal.wrap;

import javax.jms.JMSException;
import javax.jms.Topic;
import javax.jms.TopicPublisher;
import javax.jms.TopicSession;
import javax.jms.TopicSubscriber;

/** A session for topics. */
final class TopicSessionWrapper extends SessionWrapper implements TopicSession {
    private final TopicSession delegate;

    TopicSessionWrapper(TopicSession delegate, Companion companion) throws JMSException {
        super(delegate, companion);
        this.delegate = delegate;
    }

    @Override
    public TopicSubscriber createSubscriber(Topic topic) throws JMSException {
        try {
            return (TopicSubscriber) consumer(delegate.createSubscriber(topic), topic, topic);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public TopicSubscriber createSubscriber(Topic topic, String selector, boolean noLocal) throws JMSException {
        try {
            return (TopicSubscriber) consumer(delegate.createSubscriber(topic, selector, noLocal), topic, topic);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public TopicPublisher createPublisher(Topic topic) throws JMSException {
        try {
            return (TopicPublisher) producer(delegate.createPublisher(topic), topic);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }
}
