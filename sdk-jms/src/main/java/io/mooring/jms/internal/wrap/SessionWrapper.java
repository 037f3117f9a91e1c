package io.mooring.jms.internal.wrap;

import io.mooring.jms.JmsCommitInDoubtException;
import io.mooring.jms.Unwrapping;
import io.mooring.jms.internal.ibm.IbmFailures;
import io.mooring.jms.internal.send.Attempt;
import io.mooring.jms.internal.send.UnitOfWorkSends;
import java.io.Serializable;
import javax.jms.BytesMessage;
import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.MapMessage;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageListener;
import javax.jms.MessageProducer;
import javax.jms.ObjectMessage;
import javax.jms.Queue;
import javax.jms.QueueBrowser;
import javax.jms.QueueSession;
import javax.jms.Session;
import javax.jms.StreamMessage;
import javax.jms.TemporaryQueue;
import javax.jms.TemporaryTopic;
import javax.jms.TextMessage;
import javax.jms.Topic;
import javax.jms.TopicSession;
import javax.jms.TopicSubscriber;
import javax.jms.TransactionRolledBackException;
import org.jspecify.annotations.Nullable;

/** A session for both domains; as with IBM's, one thread at a time uses it. */
class SessionWrapper implements Session, Unwrapping {
    final Companion companion;
    private final Session delegate;

    /** What was sent and not committed; null if the session is not transacted. */
    private final @Nullable UnitOfWorkSends unit;

    private final Reading<JMSException> reading;

    /** A call of IBM's session that makes something. */
    private interface Making<T> {
        T make() throws JMSException;
    }

    SessionWrapper(Session delegate, Companion companion) throws JMSException {
        this.delegate = delegate;
        this.companion = companion;
        this.unit = delegate.getTransacted() ? companion.openUnitOfWork() : null;
        if (unit != null) {
            reading = Reading.transacted(companion, delegate::rollback, unit);
        } else {
            reading = delegate.getAcknowledgeMode() == CLIENT_ACKNOWLEDGE
                    ? Reading.acknowledged(companion, delegate::recover)
                    : Reading.automatic(companion);
        }
    }

    /** The wrapper for a session of either domain or of both. */
    static SessionWrapper of(Session session, Companion companion) throws JMSException {
        if (session instanceof QueueSession queues) {
            return new QueueSessionWrapper(queues, companion);
        }
        return session instanceof TopicSession topics
                ? new TopicSessionWrapper(topics, companion)
                : new SessionWrapper(session, companion);
    }

    /** IBM's session, for somebody who will work with it. */
    final Session delegate() {
        reading.share();
        return delegate;
    }

    @Override
    public BytesMessage createBytesMessage() throws JMSException {
        return delegate.createBytesMessage();
    }

    @Override
    public MapMessage createMapMessage() throws JMSException {
        return delegate.createMapMessage();
    }

    @Override
    public Message createMessage() throws JMSException {
        return delegate.createMessage();
    }

    @Override
    public ObjectMessage createObjectMessage() throws JMSException {
        return delegate.createObjectMessage();
    }

    @Override
    public ObjectMessage createObjectMessage(Serializable object) throws JMSException {
        return delegate.createObjectMessage(object);
    }

    @Override
    public StreamMessage createStreamMessage() throws JMSException {
        return delegate.createStreamMessage();
    }

    @Override
    public TextMessage createTextMessage() throws JMSException {
        return delegate.createTextMessage();
    }

    @Override
    public TextMessage createTextMessage(String text) throws JMSException {
        return delegate.createTextMessage(text);
    }

    @Override
    public boolean getTransacted() throws JMSException {
        return delegate.getTransacted();
    }

    @Override
    public int getAcknowledgeMode() throws JMSException {
        return delegate.getAcknowledgeMode();
    }

    @Override
    public void recover() throws JMSException {
        try {
            delegate.recover();
        } catch (JMSException e) {
            throw companion.noting(e);
        }
        reading.begun();
    }

    @Override
    public @Nullable MessageListener getMessageListener() throws JMSException {
        return MessageRelay.behind(delegate.getMessageListener());
    }

    @Override
    public void setMessageListener(@Nullable MessageListener listener) throws JMSException {
        try {
            reading.share();
            delegate.setMessageListener(MessageRelay.to(listener, companion, null));
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public MessageProducer createProducer(Destination destination) throws JMSException {
        try {
            return producer(delegate.createProducer(destination), destination);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public MessageConsumer createConsumer(Destination destination) throws JMSException {
        return made(() -> {
            Destination opened = reading.destination(destination);
            return consumer(delegate.createConsumer(opened), destination, opened);
        });
    }

    @Override
    public MessageConsumer createConsumer(Destination destination, String selector) throws JMSException {
        return made(() -> {
            Destination opened = reading.destination(destination);
            return consumer(delegate.createConsumer(opened, selector), destination, opened);
        });
    }

    @Override
    public MessageConsumer createConsumer(Destination destination, String selector, boolean noLocal)
            throws JMSException {
        return made(() -> {
            Destination opened = reading.destination(destination);
            return consumer(delegate.createConsumer(opened, selector, noLocal), destination, opened);
        });
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String subscription) throws JMSException {
        return made(() -> consumer(delegate.createSharedConsumer(topic, subscription), topic, topic));
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String subscription, String selector) throws JMSException {
        return made(() -> consumer(delegate.createSharedConsumer(topic, subscription, selector), topic, topic));
    }

    @Override
    public Queue createQueue(String name) throws JMSException {
        return delegate.createQueue(name);
    }

    @Override
    public Topic createTopic(String name) throws JMSException {
        return delegate.createTopic(name);
    }

    @Override
    public TopicSubscriber createDurableSubscriber(Topic topic, String name) throws JMSException {
        return made(() -> (TopicSubscriber) consumer(delegate.createDurableSubscriber(topic, name), topic, topic));
    }

    @Override
    public TopicSubscriber createDurableSubscriber(Topic topic, String name, String selector, boolean noLocal)
            throws JMSException {
        return made(() -> (TopicSubscriber)
                consumer(delegate.createDurableSubscriber(topic, name, selector, noLocal), topic, topic));
    }

    @Override
    public MessageConsumer createDurableConsumer(Topic topic, String name) throws JMSException {
        return made(() -> consumer(delegate.createDurableConsumer(topic, name), topic, topic));
    }

    @Override
    public MessageConsumer createDurableConsumer(Topic topic, String name, String selector, boolean noLocal)
            throws JMSException {
        return made(() -> consumer(delegate.createDurableConsumer(topic, name, selector, noLocal), topic, topic));
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String name) throws JMSException {
        return made(() -> consumer(delegate.createSharedDurableConsumer(topic, name), topic, topic));
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String name, String selector) throws JMSException {
        return made(() -> consumer(delegate.createSharedDurableConsumer(topic, name, selector), topic, topic));
    }

    @Override
    public QueueBrowser createBrowser(Queue queue) throws JMSException {
        return made(() -> browser(delegate.createBrowser(queue)));
    }

    @Override
    public QueueBrowser createBrowser(Queue queue, String selector) throws JMSException {
        return made(() -> browser(delegate.createBrowser(queue, selector)));
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        return made(() -> {
            companion.link().await("A temporary queue");
            return delegate.createTemporaryQueue();
        });
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        return made(() -> {
            companion.link().await("A temporary topic");
            return delegate.createTemporaryTopic();
        });
    }

    @Override
    public void unsubscribe(String name) throws JMSException {
        try {
            delegate.unsubscribe(name);
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public void run() {
        reading.share();
        delegate.run();
    }

    @Override
    public void commit() throws JMSException {
        // Where reconnection is given up, the client says so, and its commit can do no harm.
        if (companion.hasLeft(unit) && !companion.state().isOver()) {
            rollback();
            throw IbmFailures.backedOut(companion.name());
        }
        Attempt attempt = companion.begin();
        try {
            delegate.commit();
        } catch (TransactionRolledBackException e) {
            boolean untouched = reading.isUntouched();
            JMSException told = commitFailed(attempt, e);
            reading.begun();
            if (!untouched) {
                throw told;
            }
        } catch (JMSException e) {
            throw commitFailed(attempt, e);
        }
        boolean moved = companion.hasLeft(unit);
        reading.begun();
        if (unit != null && moved) {
            throw new JmsCommitInDoubtException(attempt.berth().queueManager(), unit.inDoubt(), null);
        }
        if (unit != null) {
            unit.committed();
        }
    }

    private JMSException commitFailed(Attempt attempt, JMSException failure) {
        if (unit == null) {
            return companion.noting(failure);
        }
        boolean rolledBack = failure instanceof TransactionRolledBackException;
        return Doubts.ofCommit(
                failure,
                attempt.berth().queueManager(),
                companion.sends().commitFailed(attempt, unit, failure, rolledBack));
    }

    @Override
    public void rollback() throws JMSException {
        try {
            delegate.rollback();
            reading.begun();
        } catch (JMSException e) {
            throw companion.noting(e);
        } finally {
            // Where it fails because the link is gone, the queue manager backs out.
            if (unit != null) {
                unit.backedOut();
            }
        }
    }

    @Override
    public void close() throws JMSException {
        try {
            delegate.close();
        } catch (JMSException e) {
            throw companion.noting(e);
        } finally {
            if (unit != null) {
                companion.end(unit);
            }
        }
    }

    final ProducerWrapper producer(MessageProducer producer, @Nullable Destination destination) {
        return ProducerWrapper.of(producer, companion, unit, destination);
    }

    final ConsumerWrapper consumer(MessageConsumer consumer, Destination given, Destination opened) {
        return ConsumerWrapper.of(consumer, companion, reading, given, opened);
    }

    final Reading<JMSException> reading() {
        return reading;
    }

    /** What a call makes; its failure is news of the link. */
    private <T> T made(Making<T> call) throws JMSException {
        try {
            return call.make();
        } catch (JMSException e) {
            throw companion.noting(e);
        }
    }

    private QueueBrowser browser(QueueBrowser browser) {
        return new BrowserWrapper(browser, companion);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return Behind.find(type, this, companion, delegate, reading::share);
    }

    @Override
    public String toString() {
        return companion.name() + " " + delegate;
    }
}
