package io.mooring.benchmarks;

import java.util.Locale;
import java.util.Objects;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;

/**
 * One JMS session at a queue on which many messages lie, as many after each round as before it. What is looked for by id or by
 * property is the last on the queue.
 */
final class DeepQueue implements Workload {
    private static final long PATIENCE_MILLIS = 60_000;
    private static final String PROPERTY = "wanted";

    /** What is done to it. */
    enum Task {
        PUT("A send that waits"),
        FIRST("Receiving the first"),
        BY_ID("Receiving the last by its correlation id"),
        SELECTOR("Receiving the last by a selector on a property");

        private final String words;

        Task(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final Task task;
    private final String queue;
    private final byte[] body;
    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;
    private int surplus;
    private long marked;

    DeepQueue(Contender server, Task task, String queue, int bytes) throws JMSException {
        this.task = task;
        this.queue = queue;
        this.body = new byte[bytes];
        this.connection = server.connections().createConnection();
        this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        this.producer = session.createProducer(session.createQueue(queue));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        connection.start();
    }

    @Override
    public void prepare(int operations) throws JMSException {
        switch (task) {
            case PUT -> takeSurplus();
            case FIRST -> {
                for (int i = 0; i < operations; i++) {
                    producer.send(message());
                }
            }
            case BY_ID, SELECTOR -> {
                for (int i = 0; i < operations; i++) {
                    BytesMessage message = message();
                    long mark = marked + i;
                    message.setJMSCorrelationID(id(mark));
                    message.setLongProperty(PROPERTY, mark);
                    producer.send(message);
                }
            }
        }
    }

    @Override
    public void run(int operations) throws JMSException {
        switch (task) {
            case PUT -> {
                surplus = operations;
                for (int i = 0; i < operations; i++) {
                    producer.send(message());
                }
            }
            case FIRST -> take(operations);
            case BY_ID -> {
                for (int i = 0; i < operations; i++) {
                    takeMarked("JMSCorrelationID = '" + id(marked) + "'");
                }
            }
            case SELECTOR -> {
                for (int i = 0; i < operations; i++) {
                    takeMarked(PROPERTY + " = " + marked);
                }
            }
        }
    }

    private void takeMarked(String selector) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue), selector)) {
            Message got = Objects.requireNonNull(
                    consumer.receive(PATIENCE_MILLIS), () -> "there was no message with " + selector);
            if (got.getLongProperty(PROPERTY) != marked) {
                throw new IllegalStateException("not the message with " + selector + " but " + got);
            }
        }
        marked++;
    }

    private void takeSurplus() throws JMSException {
        take(surplus);
        surplus = 0;
    }

    private void take(int count) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            for (int i = 0; i < count; i++) {
                Objects.requireNonNull(consumer.receive(PATIENCE_MILLIS), "the queue has too few messages");
            }
        }
    }

    private BytesMessage message() throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body);
        return message;
    }

    /** Of 24 bytes, as a queue manager has them. */
    private static String id(long mark) {
        return String.format(Locale.ROOT, "ID:%048x", mark + 1);
    }

    @Override
    public void close() throws JMSException {
        takeSurplus();
        connection.close();
    }
}
