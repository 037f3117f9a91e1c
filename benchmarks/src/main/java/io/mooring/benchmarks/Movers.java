package io.mooring.benchmarks;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.benchmarks.Mover.Doing;
import io.mooring.client.MqClient;
import io.mooring.client.MqQueue;
import io.mooring.jms.MooringConnectionFactory;
import io.mooring.message.MqMessage;
import io.mooring.message.Persistence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;
import org.jspecify.annotations.Nullable;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** The libraries and uses whose moves are compared. */
final class Movers {
    private static final String WAITING = ", a thread in receive()";
    private static final String GETTING = ", a thread in get()";
    private static final String PUTTING = ", a put in flight";
    private static final String POOL = "pooled-jms, the program connects again";
    private static final String CHANNEL = "APP.SVRCONN";

    /** How many characters of a message id, as JMS writes it, come before the queue manager's name, and with it. */
    private static final int ID_PREFIX = 11;

    private static final int ID_WITH_NAME = 35;

    static final List<Mover.Kind> ALL = List.of(
            new Mover.Kind(Libraries.JMS, Doing.RESTS, false, jms(Movers::ibm, false)),
            new Mover.Kind(Libraries.JMS + WAITING, Doing.RESTS, true, jms(Movers::ibm, true)),
            new Mover.Kind(Libraries.JMS + PUTTING, Doing.PUTS, true, jms(Movers::ibm, false)),
            new Mover.Kind(POOL, Doing.RESTS, false, Movers::pool),
            new Mover.Kind(POOL + PUTTING, Doing.PUTS, true, Movers::pool),
            new Mover.Kind(Libraries.DROP_IN, Doing.RESTS, false, jms(Movers::dropIn, false)),
            new Mover.Kind(Libraries.DROP_IN + WAITING, Doing.RESTS, false, jms(Movers::dropIn, true)),
            new Mover.Kind(Libraries.DROP_IN + PUTTING, Doing.PUTS, true, jms(Movers::dropIn, false)),
            new Mover.Kind(Libraries.NATIVE, Doing.RESTS, false, nativeClient(false)),
            new Mover.Kind(Libraries.NATIVE + GETTING, Doing.RESTS, false, nativeClient(true)),
            new Mover.Kind(Libraries.NATIVE + PUTTING, Doing.PUTS, false, nativeClient(false)));

    private Movers() {}

    /** Makes a factory that connects to any of some queue managers. */
    private interface Factories {
        ConnectionFactory of(String connectionNames) throws JMSException;
    }

    private static Mover.Connecting jms(Factories factories, boolean waits) {
        return (names, persistent) -> new ByJms(factories.of(names), persistent, waits);
    }

    private static Mover.Connecting nativeClient(boolean waits) {
        return (names, persistent) -> new ByClient(client(names), persistent, waits);
    }

    private static Mover pool(String connectionNames, boolean persistent) throws JMSException {
        return new ByPool(withoutReconnection(connectionNames), persistent);
    }

    private static ConnectionFactory dropIn(String connectionNames) throws JMSException {
        return MooringConnectionFactory.wrapping(ibm(connectionNames));
    }

    private static MqClient client(String connectionNames) {
        return MqClient.builder()
                .connectionNames(connectionNames)
                .channel(CHANNEL)
                .applicationName(Mover.APPLICATION)
                .connect();
    }

    private static MQConnectionFactory ibm(String connectionNames) throws JMSException {
        MQConnectionFactory factory = new MQConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setConnectionNameList(connectionNames);
        factory.setChannel(CHANNEL);
        factory.setQueueManager("*");
        factory.setAppName(Mover.APPLICATION);
        factory.setClientReconnectOptions(WMQConstants.WMQ_CLIENT_RECONNECT);
        return factory;
    }

    private static MQConnectionFactory withoutReconnection(String connectionNames) throws JMSException {
        MQConnectionFactory factory = ibm(connectionNames);
        factory.setClientReconnectOptions(WMQConstants.WMQ_CLIENT_RECONNECT_DISABLED);
        return factory;
    }

    /** The queue manager that made a message's id, up to the 12 characters of its name that are in it. */
    private static String queueManager(Message sent) throws JMSException {
        String id = sent.getJMSMessageID();
        if (id == null || id.length() < ID_WITH_NAME) {
            return "";
        }
        byte[] name = HexFormat.of().parseHex(id, ID_PREFIX, ID_WITH_NAME);
        return new String(name, StandardCharsets.US_ASCII).strip();
    }

    private static MessageProducer producer(Session session, boolean persistent) throws JMSException {
        MessageProducer producer = session.createProducer(session.createQueue(JmsLibrary.destination(Mover.QUEUE)));
        producer.setDeliveryMode(persistent ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
        return producer;
    }

    private static String send(Session session, MessageProducer producer, byte[] body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body);
        producer.send(message);
        return queueManager(message);
    }

    /** One connection with a session that sends; if a thread waits, in a transacted session, as it should be done. */
    private static final class ByJms implements Mover {
        private final Connection connection;
        private final Session session;
        private final MessageProducer producer;

        ByJms(ConnectionFactory factory, boolean persistent, boolean waits) throws JMSException {
            this.connection = factory.createConnection();
            this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            this.producer = producer(session, persistent);
            connection.start();
            if (waits) {
                Session waiting = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer consumer = waiting.createConsumer(waiting.createQueue(EMPTY));
                daemon("receive", () -> {
                    // Null once the connection is closed.
                    while (consumer.receive() != null) {
                        waiting.commit();
                    }
                });
            }
        }

        @Override
        public String put(byte[] body) throws JMSException {
            return send(session, producer, body);
        }

        @Override
        public void close() throws JMSException {
            connection.close();
        }
    }

    /** A pool whose connections do not reconnect: a program that empties it when a send fails, and borrows anew for the next. */
    private static final class ByPool implements Mover {
        private final JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        private final boolean persistent;
        private @Nullable Connection connection;
        private @Nullable Session session;
        private @Nullable MessageProducer producer;

        ByPool(ConnectionFactory factory, boolean persistent) {
            pool.setConnectionFactory(factory);
            this.persistent = persistent;
        }

        @Override
        public String put(byte[] body) throws JMSException {
            try {
                Session open = session;
                MessageProducer producing = producer;
                if (open == null || producing == null) {
                    Connection borrowed = pool.createConnection();
                    connection = borrowed;
                    open = borrowed.createSession(false, Session.AUTO_ACKNOWLEDGE);
                    session = open;
                    producing = producer(open, persistent);
                    producer = producing;
                }
                return send(open, producing, body);
            } catch (JMSException failed) {
                giveBack();
                pool.clear();
                throw failed;
            }
        }

        private void giveBack() {
            Connection borrowed = connection;
            producer = null;
            session = null;
            connection = null;
            if (borrowed != null) {
                try {
                    borrowed.close();
                } catch (JMSException alreadyBroken) {
                    // That is why it is given back.
                }
            }
        }

        @Override
        public void close() {
            pool.stop();
        }
    }

    /** One client; a thread that waits does so in a get. */
    private static final class ByClient implements Mover {
        private final MqClient client;
        private final MqQueue queue;
        private final Persistence persistence;

        ByClient(MqClient client, boolean persistent, boolean waits) {
            this.client = client;
            this.queue = client.queue(QUEUE);
            this.persistence = persistent ? Persistence.PERSISTENT : Persistence.NOT_PERSISTENT;
            if (waits) {
                MqQueue empty = client.queue(EMPTY);
                daemon("get", () -> {
                    while (true) {
                        empty.get(Duration.ofHours(1));
                    }
                });
            }
        }

        @Override
        public String put(byte[] body) {
            return queue.put(MqMessage.wrap(body).withPersistence(persistence))
                    .queueManager()
                    .value();
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private interface Waiting {
        void run() throws Exception;
    }

    private static void daemon(String name, Waiting waiting) {
        Thread thread = new Thread(
                () -> {
                    try {
                        waiting.run();
                    } catch (Exception closed) {
                        // The end of the program under test; if it is not, its puts fail too, and are counted.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
