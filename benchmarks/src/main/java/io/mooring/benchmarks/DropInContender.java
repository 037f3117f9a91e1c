package io.mooring.benchmarks;

import io.mooring.jms.MooringConnectionFactory;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;

/** The queue manager of an {@link EmbeddedContender}, with the drop-in factory around the factory that this one gives. */
final class DropInContender implements Contender {
    static final String NAME = "mooring-jms";

    private final EmbeddedContender behind;

    /** A second view of a contender, which stays the owner of the queue manager. */
    DropInContender(EmbeddedContender behind) {
        this.behind = behind;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ConnectionFactory connections() throws JMSException {
        return MooringConnectionFactory.wrapping(behind.connections());
    }

    @Override
    public void clear(String queue) {
        behind.clear(queue);
    }

    @Override
    public void close() {
        // The queue manager is not this view's.
    }
}
