package io.mooring.jms.internal.wrap;

import javax.jms.JMSException;
import javax.jms.Queue;
import javax.jms.QueueReceiver;
import org.jspecify.annotations.Nullable;

/** A consumer of a queue. */
final class QueueReceiverWrapper extends ConsumerWrapper implements QueueReceiver {
    private final QueueReceiver delegate;

    /** The application's queue, where IBM's receiver has a variant of it. */
    private final @Nullable Queue own;

    QueueReceiverWrapper(
            QueueReceiver delegate,
            Companion companion,
            Reading<JMSException> reading,
            String queue,
            @Nullable Queue own) {
        super(delegate, companion, reading, own != null, queue);
        this.delegate = delegate;
        this.own = own;
    }

    @Override
    public Queue getQueue() throws JMSException {
        Queue opened = delegate.getQueue();
        return own == null ? opened : own;
    }
}
