package io.mooring.benchmarks;

import java.util.function.Consumer;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;

/** JMS by hand: one connection, and for each thread a session that works and one for units of work; listeners of JMS. */
final class JmsLibrary implements Library {
    /** A destination of MQ's own kind: bodies without the header that only JMS reads, as the other libraries put them. */
    static final String WITHOUT_HEADER = "?targetClient=1";

    static final long PATIENCE_MILLIS = 60_000;

    private final Load load;
    private final Connection connection;

    JmsLibrary(ConnectionFactory factory, Load load) throws JMSException {
        this.load = load;
        this.connection = factory.createConnection();
        connection.start();
    }

    /** How JMS names a queue whose messages other programs read. */
    static String destination(String queue) {
        return "queue:///" + queue + WITHOUT_HEADER;
    }

    @Override
    public Worker worker() throws JMSException {
        return new JmsWorker();
    }

    @Override
    public AutoCloseable listen(int threads, Consumer<byte[]> consumer) throws JMSException {
        Session[] sessions = new Session[threads];
        for (int i = 0; i < threads; i++) {
            sessions[i] = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            sessions[i]
                    .createConsumer(sessions[i].createQueue(destination(PUTS)))
                    .setMessageListener(message -> consumer.accept(bytesOfDelivered(message)));
        }
        return () -> {
            for (Session session : sessions) {
                session.close();
            }
        };
    }

    /** The body of what a listener was given. */
    static byte[] bytesOfDelivered(Message message) {
        try {
            return bytes(message);
        } catch (JMSException e) {
            throw new IllegalStateException("a message that came to a listener cannot be read", e);
        }
    }

    /** The body of a message of bytes. */
    static byte[] bytes(Message message) throws JMSException {
        if (!(message instanceof BytesMessage received)) {
            throw new IllegalStateException("no message of bytes came, but " + message);
        }
        byte[] body = new byte[(int) received.getBodyLength()];
        received.readBytes(body);
        return body;
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }

    private final class JmsWorker implements Worker {
        private final Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        private final Session unit = connection.createSession(true, Session.SESSION_TRANSACTED);
        private final MessageProducer producer = producer(session, PUTS);
        private final MessageConsumer consumer = session.createConsumer(session.createQueue(destination(GETS)));
        private final MessageProducer unitProducer = producer(unit, GETS);
        private final MessageConsumer unitConsumer = unit.createConsumer(unit.createQueue(destination(PUTS)));

        JmsWorker() throws JMSException {}

        private MessageProducer producer(Session of, String queue) throws JMSException {
            MessageProducer made = of.createProducer(of.createQueue(destination(queue)));
            made.setDeliveryMode(load.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
            return made;
        }

        @Override
        public void put(byte[] body) throws JMSException {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(body);
            producer.send(message);
        }

        @Override
        public byte[] get() throws JMSException {
            return bytes(consumer.receive(PATIENCE_MILLIS));
        }

        @Override
        public byte[] transfer() throws JMSException {
            byte[] body = bytes(unitConsumer.receive(PATIENCE_MILLIS));
            BytesMessage message = unit.createBytesMessage();
            message.writeBytes(body);
            unitProducer.send(message);
            unit.commit();
            return body;
        }
    }
}
