package io.mooring.jms.internal.wrap;

import javax.jms.ConnectionConsumer;
import javax.jms.JMSException;
import javax.jms.ServerSessionPool;
import javax.jms.Topic;
import javax.jms.TopicConnection;
import javax.jms.TopicSession;

/** A connection for topics. */
final class TopicConnectionWrapper extends ConnectionWrapper implements TopicConnection {
    private final TopicConnection delegate;

    TopicConnectionWrapper(TopicConnection delegate, Companion companion) {
        super(delegate, companion);
        this.delegate = delegate;
    }

    @Override
    public TopicSession createTopicSession(boolean transacted, int acknowledgeMode) throws JMSException {
        used();
        try {
            return (TopicSession)
                    SessionWrapper.of(delegate.createTopicSession(transacted, acknowledgeMode), companion);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(Topic topic, String selector, ServerSessionPool pool, int most)
            throws JMSException {
        used();
        try {
            return delegate.createConnectionConsumer(topic, selector, SessionPool.of(pool), most);
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
}
