package io.mooring.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;

/** A JMS MessageListener takes messages that are on the queue already; acknowledged one by one by the session. */
public final class Listening implements Workload {
    private static final long LONGEST_ROUND_MINUTES = 2;

    private final Contender server;
    private final String queue;
    private final Connection sending;
    private final Session sendingSession;
    private final byte[] body;

    /** Connects the side that fills the queue; the listener comes and goes with each round. */
    public Listening(Contender server, String queue, int bytes) throws JMSException {
        this.server = server;
        this.queue = queue;
        this.body = new byte[bytes];
        this.sending = server.connections().createConnection();
        this.sendingSession = sending.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    @Override
    public void prepare(int operations) throws JMSException {
        server.clear(queue);
        MessageProducer producer = sendingSession.createProducer(sendingSession.createQueue(queue));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        for (int i = 0; i < operations; i++) {
            BytesMessage message = sendingSession.createBytesMessage();
            message.writeBytes(body);
            producer.send(message);
        }
        producer.close();
    }

    @Override
    public void run(int operations) throws Exception {
        CountDownLatch outstanding = new CountDownLatch(operations);
        Connection listening = server.connections().createConnection();
        try {
            Session session = listening.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            consumer.setMessageListener(message -> outstanding.countDown());
            listening.start();
            if (!outstanding.await(LONGEST_ROUND_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(
                        outstanding.getCount() + " of " + operations + " messages did not come to the listener");
            }
        } finally {
            listening.close();
        }
    }

    @Override
    public void close() throws JMSException {
        sending.close();
        server.clear(queue);
    }
}
