package io.mooring.benchmarks;

import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.MessageProducer;
import javax.jms.Session;

/** Puts many messages on a queue as quickly as a contender can, without waiting for each. */
final class Filling implements AutoCloseable {
    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private final FillableContender server;
    private final String queue;
    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;
    private final byte[] body;

    Filling(FillableContender server, String queue, int bytes) throws JMSException {
        this.server = server;
        this.queue = queue;
        connection = server.connectionsThatDoNotWait().createConnection();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        producer = session.createProducer(session.createQueue(server.addressWithoutWaiting(queue)));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        body = new byte[bytes];
    }

    /** Returns when all of them are on the queue. */
    void add(long messages) throws JMSException {
        long wanted = server.depth(queue) + messages;
        for (long i = 0; i < messages; i++) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(body);
            producer.send(message);
        }
        long begin = System.nanoTime();
        while (server.depth(queue) < wanted) {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new IllegalStateException(
                        "there are " + server.depth(queue) + " messages on " + queue + "; put were " + wanted);
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
