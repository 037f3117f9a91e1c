package io.mooring.benchmarks;

import javax.jms.ConnectionFactory;
import javax.jms.JMSException;

/** A server in this JVM that listens on loopback, with the JMS client that belongs to it. */
public interface Contender extends AutoCloseable {
    /** For the table. */
    String name();

    /** Makes connections to it, over TCP. */
    ConnectionFactory connections() throws JMSException;

    /** Removes all messages of a queue that nobody has open. */
    void clear(String queue);

    @Override
    void close();
}
