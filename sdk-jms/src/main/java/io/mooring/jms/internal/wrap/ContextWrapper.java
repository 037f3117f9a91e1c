package io.mooring.jms.internal.wrap;

import io.mooring.jms.JmsCommitInDoubtRuntimeException;
import io.mooring.jms.Unwrapping;
import io.mooring.jms.internal.ibm.IbmFailures;
import io.mooring.jms.internal.send.Attempt;
import io.mooring.jms.internal.send.Target;
import io.mooring.jms.internal.send.UnitOfWorkSends;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.jms.BytesMessage;
import javax.jms.ConnectionMetaData;
import javax.jms.Destination;
import javax.jms.ExceptionListener;
import javax.jms.JMSConsumer;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.JMSProducer;
import javax.jms.JMSRuntimeException;
import javax.jms.MapMessage;
import javax.jms.Message;
import javax.jms.ObjectMessage;
import javax.jms.Queue;
import javax.jms.QueueBrowser;
import javax.jms.StreamMessage;
import javax.jms.TemporaryQueue;
import javax.jms.TemporaryTopic;
import javax.jms.TextMessage;
import javax.jms.Topic;
import javax.jms.TransactionRolledBackRuntimeException;
import org.jspecify.annotations.Nullable;

/** A context; the connection is closed with the last of its contexts. */
public final class ContextWrapper implements JMSContext, Unwrapping {
    private final JMSContext delegate;
    private final Companion companion;
    private final @Nullable UnitOfWorkSends unit;
    private final Reading<JMSRuntimeException> reading;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** The wrapper for a context of this connection. */
    public ContextWrapper(JMSContext delegate, Companion companion) {
        this.delegate = delegate;
        this.companion = companion;
        this.unit = delegate.getTransacted() ? companion.openUnitOfWork() : null;
        if (unit != null) {
            reading = Reading.transacted(companion, delegate::rollback, unit);
        } else {
            reading = delegate.getSessionMode() == CLIENT_ACKNOWLEDGE
                    ? Reading.acknowledged(companion, delegate::recover)
                    : Reading.automatic(companion);
        }
        companion.contextOpened();
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return made(() -> new ContextWrapper(delegate.createContext(sessionMode), companion));
    }

    @Override
    public JMSProducer createProducer() {
        used();
        try {
            return new JmsProducerWrapper(delegate.createProducer(), delegate, companion, unit);
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public String getClientID() {
        return delegate.getClientID();
    }

    @Override
    public void setClientID(String clientId) {
        delegate.setClientID(clientId);
    }

    @Override
    public ConnectionMetaData getMetaData() {
        return delegate.getMetaData();
    }

    @Override
    public @Nullable ExceptionListener getExceptionListener() {
        return companion.exceptions().behind(delegate.getExceptionListener());
    }

    @Override
    public void start() {
        used();
        try {
            delegate.start();
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public void stop() {
        try {
            delegate.stop();
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public void setAutoStart(boolean autoStart) {
        delegate.setAutoStart(autoStart);
    }

    @Override
    public boolean getAutoStart() {
        return delegate.getAutoStart();
    }

    @Override
    public BytesMessage createBytesMessage() {
        return delegate.createBytesMessage();
    }

    @Override
    public MapMessage createMapMessage() {
        return delegate.createMapMessage();
    }

    @Override
    public Message createMessage() {
        return delegate.createMessage();
    }

    @Override
    public ObjectMessage createObjectMessage() {
        return delegate.createObjectMessage();
    }

    @Override
    public ObjectMessage createObjectMessage(Serializable object) {
        return delegate.createObjectMessage(object);
    }

    @Override
    public StreamMessage createStreamMessage() {
        return delegate.createStreamMessage();
    }

    @Override
    public TextMessage createTextMessage() {
        return delegate.createTextMessage();
    }

    @Override
    public TextMessage createTextMessage(String text) {
        return delegate.createTextMessage(text);
    }

    @Override
    public boolean getTransacted() {
        return delegate.getTransacted();
    }

    @Override
    public int getSessionMode() {
        return delegate.getSessionMode();
    }

    @Override
    public void recover() {
        try {
            delegate.recover();
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
        reading.begun();
    }

    @Override
    public JMSConsumer createConsumer(Destination destination) {
        return made(() -> {
            Destination opened = opened(destination);
            return consumer(delegate.createConsumer(opened), destination, opened);
        });
    }

    @Override
    public JMSConsumer createConsumer(Destination destination, String selector) {
        return made(() -> {
            Destination opened = opened(destination);
            return consumer(delegate.createConsumer(opened, selector), destination, opened);
        });
    }

    @Override
    public JMSConsumer createConsumer(Destination destination, String selector, boolean noLocal) {
        return made(() -> {
            Destination opened = opened(destination);
            return consumer(delegate.createConsumer(opened, selector, noLocal), destination, opened);
        });
    }

    @Override
    public Queue createQueue(String name) {
        return delegate.createQueue(name);
    }

    @Override
    public Topic createTopic(String name) {
        return delegate.createTopic(name);
    }

    @Override
    public JMSConsumer createDurableConsumer(Topic topic, String name) {
        return made(() -> consumer(delegate.createDurableConsumer(topic, name), topic, topic));
    }

    @Override
    public JMSConsumer createDurableConsumer(Topic topic, String name, String selector, boolean noLocal) {
        return made(() -> consumer(delegate.createDurableConsumer(topic, name, selector, noLocal), topic, topic));
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(Topic topic, String name) {
        return made(() -> consumer(delegate.createSharedDurableConsumer(topic, name), topic, topic));
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(Topic topic, String name, String selector) {
        return made(() -> consumer(delegate.createSharedDurableConsumer(topic, name, selector), topic, topic));
    }

    @Override
    public JMSConsumer createSharedConsumer(Topic topic, String subscription) {
        return made(() -> consumer(delegate.createSharedConsumer(topic, subscription), topic, topic));
    }

    @Override
    public JMSConsumer createSharedConsumer(Topic topic, String subscription, String selector) {
        return made(() -> consumer(delegate.createSharedConsumer(topic, subscription, selector), topic, topic));
    }

    @Override
    public QueueBrowser createBrowser(Queue queue) {
        return made(() -> browser(delegate.createBrowser(queue)));
    }

    @Override
    public QueueBrowser createBrowser(Queue queue, String selector) {
        return made(() -> browser(delegate.createBrowser(queue, selector)));
    }

    @Override
    public TemporaryQueue createTemporaryQueue() {
        used();
        awaitLink("A temporary queue");
        try {
            return delegate.createTemporaryQueue();
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public TemporaryTopic createTemporaryTopic() {
        used();
        awaitLink("A temporary topic");
        try {
            return delegate.createTemporaryTopic();
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    private void awaitLink(String what) {
        try {
            companion.link().await(what);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    @Override
    public void unsubscribe(String name) {
        try {
            delegate.unsubscribe(name);
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    @Override
    public void acknowledge() {
        try {
            delegate.acknowledge();
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
        reading.begun();
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener listener) {
        companion.exceptions().replaceUnchecked(listener, delegate::setExceptionListener);
    }

    @Override
    public void commit() {
        // Where reconnection is given up, the client says so, and its commit can do no harm.
        if (companion.hasLeft(unit) && !companion.state().isOver()) {
            rollback();
            throw IbmFailures.backedOutUnchecked(companion.name());
        }
        Attempt attempt = companion.begin();
        try {
            delegate.commit();
        } catch (TransactionRolledBackRuntimeException e) {
            boolean untouched = reading.isUntouched();
            JMSRuntimeException told = commitFailed(attempt, e);
            reading.begun();
            if (!untouched) {
                throw told;
            }
        } catch (JMSRuntimeException e) {
            throw commitFailed(attempt, e);
        }
        boolean moved = companion.hasLeft(unit);
        reading.begun();
        if (unit != null && moved) {
            throw new JmsCommitInDoubtRuntimeException(attempt.berth().queueManager(), unit.inDoubt(), null);
        }
        if (unit != null) {
            unit.committed();
        }
    }

    private JMSRuntimeException commitFailed(Attempt attempt, JMSRuntimeException failure) {
        if (unit == null) {
            return companion.noting(failure);
        }
        boolean rolledBack = failure instanceof TransactionRolledBackRuntimeException;
        return Doubts.ofCommit(
                failure,
                attempt.berth().queueManager(),
                companion.sends().commitFailed(attempt, unit, failure, rolledBack));
    }

    @Override
    public void rollback() {
        try {
            delegate.rollback();
            reading.begun();
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        } finally {
            // Where it fails because the link is gone, the queue manager backs out.
            if (unit != null) {
                unit.backedOut();
            }
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            delegate.close();
            return;
        }
        boolean last = companion.contextCloses();
        try {
            delegate.close();
        } finally {
            if (unit != null) {
                companion.end(unit);
            }
            if (last) {
                companion.closed();
            }
        }
    }

    private JMSConsumer consumer(JMSConsumer consumer, Destination given, Destination opened) {
        return new JmsConsumerWrapper(
                consumer, companion, reading, given != opened, Target.of(given).name());
    }

    private Destination opened(Destination given) {
        try {
            return reading.destination(given);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    private QueueBrowser browser(QueueBrowser browser) {
        return new BrowserWrapper(browser, companion);
    }

    /** What a call makes that is a use of the connection; its failure is news of the link. */
    private <T> T made(Supplier<T> call) {
        used();
        try {
            return call.get();
        } catch (JMSRuntimeException e) {
            throw companion.noting(e);
        }
    }

    /** To be called before the first use of the connection: see {@link ExceptionRelay}. */
    private void used() {
        companion.exceptions().install(delegate::setExceptionListener);
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
