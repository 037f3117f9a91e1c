package io.mooring.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TextMessage;

/**
 * One session of one JMS connection does one thing with non-persistent text messages: sends, receives or listens. What it is
 * to take is on the queue before the round begins.
 */
final class JmsCalls implements Workload {
    private static final long PATIENCE_MILLIS = 60_000;

    /** What the session does. */
    private enum Task {
        SEND,
        RECEIVE,
        LISTEN
    }

    private final Contender server;
    private final Task task;
    private final String queue;
    private final String body;
    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;

    private JmsCalls(Contender server, Task task, String queue, int characters) throws JMSException {
        this.server = server;
        this.task = task;
        this.queue = queue;
        this.body = "x".repeat(characters);
        this.connection = server.connections().createConnection();
        this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        this.producer = session.createProducer(session.createQueue(queue));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        connection.start();
    }

    static Workload sends(Contender server, String queue, int characters) throws JMSException {
        return new JmsCalls(server, Task.SEND, queue, characters);
    }

    static Workload receives(Contender server, String queue, int characters) throws JMSException {
        return new JmsCalls(server, Task.RECEIVE, queue, characters);
    }

    static Workload listens(Contender server, String queue, int characters) throws JMSException {
        return new JmsCalls(server, Task.LISTEN, queue, characters);
    }

    @Override
    public void prepare(int operations) throws JMSException {
        try (MessageConsumer rest = session.createConsumer(session.createQueue(queue))) {
            while (rest.receiveNoWait() != null) {
                // What the round before has left; clearing the queue needs nobody to have it open.
            }
        }
        if (task != Task.SEND) {
            send(operations);
        }
    }

    @Override
    public void run(int operations) throws JMSException, InterruptedException {
        switch (task) {
            case SEND -> send(operations);
            case RECEIVE -> receive(operations);
            case LISTEN -> listen(operations);
        }
    }

    private void send(int operations) throws JMSException {
        for (int i = 0; i < operations; i++) {
            producer.send(session.createTextMessage(body));
        }
    }

    private void receive(int operations) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            for (int i = 0; i < operations; i++) {
                requireWhole(consumer.receive(PATIENCE_MILLIS));
            }
        }
    }

    private void listen(int operations) throws JMSException, InterruptedException {
        CountDownLatch outstanding = new CountDownLatch(operations);
        try (Session listening = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = listening.createConsumer(listening.createQueue(queue))) {
            consumer.setMessageListener(message -> {
                requireWhole(message);
                outstanding.countDown();
            });
            if (!outstanding.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        outstanding.getCount() + " of " + operations + " messages did not come to the listener");
            }
        }
    }

    private void requireWhole(Message message) {
        try {
            if (!(message instanceof TextMessage text) || text.getText().length() != body.length()) {
                throw new IllegalStateException("a message is missing or cut: " + message);
            }
        } catch (JMSException e) {
            throw new IllegalStateException("a message has no text", e);
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
        server.clear(queue);
    }
}
