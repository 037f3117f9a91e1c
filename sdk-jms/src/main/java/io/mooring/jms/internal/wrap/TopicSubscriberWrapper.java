package io.mooring.jms.internal.wrap;

import javax.jms.JMSException;
import javax.jms.Topic;
import javax.jms.TopicSubscriber;

/** A subscriber to a topic. */
final class TopicSubscriberWrapper extends ConsumerWrapper implements TopicSubscriber {
    private final TopicSubscriber delegate;

    TopicSubscriberWrapper(TopicSubscriber delegate, Companion companion, Reading<JMSException> reading, String topic) {
        super(delegate, companion, reading, false, topic);
        this.delegate = delegate;
    }

    @Override
    public Topic getTopic() throws JMSException {
        return delegate.getTopic();
    }

    @Override
    public boolean getNoLocal() throws JMSException {
        return delegate.getNoLocal();
    }
}
