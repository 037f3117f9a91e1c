package io.mooring.benchmarks;

import java.util.Objects;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.MessageProducer;
import javax.jms.Session;
import org.jspecify.annotations.Nullable;

/** One JMS session sends messages, one after the other; each send returns when the server has the message. */
public final class WaitingSend implements Workload {
    private final Contender server;
    private final String queue;
    private final Connection connection;
    private final Session session;
    private final int deliveryMode;
    private final byte[] body;
    private @Nullable MessageProducer producer;

    /**
     * Connects.
     *
     * @param deliveryMode of {@link javax.jms.DeliveryMode}
     * @param bytes length of a message
     */
    public WaitingSend(Contender server, String queue, int deliveryMode, int bytes) throws JMSException {
        this.server = server;
        this.queue = queue;
        this.body = new byte[bytes];
        this.deliveryMode = deliveryMode;
        this.connection = server.connections().createConnection();
        this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    @Override
    public void prepare(int operations) throws JMSException {
        if (producer != null) {
            producer.close();
        }
        server.clear(queue);
        producer = session.createProducer(session.createQueue(queue));
        producer.setDeliveryMode(deliveryMode);
    }

    @Override
    public void run(int operations) throws JMSException {
        MessageProducer sending = Objects.requireNonNull(producer);
        for (int i = 0; i < operations; i++) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(body);
            sending.send(message);
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
        server.clear(queue);
    }
}
