package io.mooring.benchmarks;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.jms.MooringConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TransactionRolledBackException;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes from the loss of a queue manager, of which the listener is gone too, until a thread in receive() has the
 * message that waits for it on another queue manager.
 */
final class JmsMoves {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String QUEUE = "BENCH.MOVES";
    private static final String MOVING = "moving";
    private static final long PATIENCE_SECONDS = 60;

    /** How a thread waits in receive(). */
    enum Waiting {
        /** In one receive without end. */
        WITHOUT_END("receive()"),
        /** As listener containers do. */
        IN_A_LOOP("receive(250) in a loop");

        private static final long LOOP_MILLIS = 250;
        private final String words;

        Waiting(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        private @Nullable Message receive(MessageConsumer consumer) throws JMSException {
            return this == WITHOUT_END ? consumer.receive() : consumer.receive(LOOP_MILLIS);
        }
    }

    private final boolean mooring;
    private final int mode;
    private final Waiting waiting;

    private final AtomicInteger acknowledged = new AtomicInteger();

    /** What the receiving thread ended with. */
    private volatile @Nullable JMSException end;

    /**
     * A lane.
     *
     * @param mooring whether through the drop-in, or by IBM's client alone
     * @param mode acknowledge mode of the session
     */
    JmsMoves(boolean mooring, int mode, Waiting waiting) {
        this.mooring = mooring;
        this.mode = mode;
        this.waiting = waiting;
    }

    /** Milliseconds of each move. */
    Samples measure(int moves) throws Exception {
        List<Double> times = new ArrayList<>();
        try (EmbeddedCluster cluster =
                EmbeddedCluster.of("QM1", "QM2").queue(QUEUE).start()) {
            EmbeddedQueueManager one = cluster.queueManager("QM1");
            EmbeddedQueueManager two = cluster.queueManager("QM2");
            Connection connection = factory(cluster.connectionNames()).createConnection();
            BlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
            Thread thread = new Thread(() -> consume(connection, arrivals), "receive");
            thread.start();
            Sender toOne = new Sender(one);
            Sender toTwo = new Sender(two);
            // The first move of each direction loads classes.
            for (int i = -2; i < moves; i++) {
                EmbeddedQueueManager left = settle(one, two, thread, i + 2);
                (left == one ? toTwo : toOne).send();
                long start = System.nanoTime();
                left.stopListening();
                left.dropSockets(JmsMoves::isMoving);
                Long arrived = arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (arrived == null) {
                    throw new IllegalStateException("nothing was received after move " + i, end);
                }
                if (i >= 0) {
                    times.add((arrived - start) / NANOS_PER_MILLI);
                }
                left.startListening();
            }
            connection.close();
            toOne.close();
            toTwo.close();
            thread.join();
        }
        return new Samples(times);
    }

    /** Waits until all is taken and acknowledged, and the thread waits for more; answers where. */
    private EmbeddedQueueManager settle(EmbeddedQueueManager one, EmbeddedQueueManager two, Thread thread, int sent) {
        while (true) {
            // Longer than the last calls of a move take, and of no even part of a loop.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(107));
            EmbeddedQueueManager present = one.connections().stream().anyMatch(JmsMoves::isMoving) ? one : two;
            boolean waits =
                    thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
            if (waits
                    && acknowledged.get() == sent
                    && !present.administration().handles(QUEUE).isEmpty()) {
                return present;
            }
        }
    }

    private void consume(Connection connection, BlockingQueue<Long> arrivals) {
        try {
            Session session = connection.createSession(mode == Session.SESSION_TRANSACTED, mode);
            MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
            connection.start();
            String last = "";
            while (true) {
                Message message = waiting.receive(consumer);
                long now = System.nanoTime();
                if (message == null && waiting == Waiting.WITHOUT_END) {
                    return;
                }
                if (message != null && !message.getJMSMessageID().equals(last)) {
                    last = message.getJMSMessageID();
                    arrivals.add(now);
                }
                acknowledge(session, message);
            }
        } catch (JMSException closed) {
            // The end of the lane; if it is not, the other thread waits in vain and says why.
            end = closed;
        }
    }

    private void acknowledge(Session session, @Nullable Message message) throws JMSException {
        try {
            if (mode == Session.SESSION_TRANSACTED) {
                session.commit();
            } else if (message != null) {
                message.acknowledge();
            }
            if (message != null) {
                acknowledged.incrementAndGet();
            }
        } catch (TransactionRolledBackException comesAgain) {
            // What was received over the link that was lost.
        }
    }

    private ConnectionFactory factory(String connectionNames) throws JMSException {
        MQConnectionFactory ibm = at(connectionNames);
        ibm.setQueueManager("*");
        ibm.setAppName(MOVING);
        ibm.setClientReconnectOptions(WMQConstants.WMQ_CLIENT_RECONNECT);
        return mooring ? MooringConnectionFactory.wrapping(ibm) : ibm;
    }

    private static MQConnectionFactory at(String connectionNames) throws JMSException {
        MQConnectionFactory factory = new MQConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setConnectionNameList(connectionNames);
        factory.setChannel("APP.SVRCONN");
        return factory;
    }

    private static boolean isMoving(ConnectionStatus status) {
        return status.applicationName().equals(MOVING);
    }

    /** Sends to one queue manager; its connection stays where it is. */
    private static final class Sender {
        private final Connection connection;
        private final Session session;
        private final MessageProducer producer;

        Sender(EmbeddedQueueManager queueManager) throws JMSException {
            connection = at(queueManager.connectionName()).createConnection();
            session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            producer = session.createProducer(session.createQueue(QUEUE));
        }

        void send() throws JMSException {
            producer.send(session.createTextMessage("here"));
        }

        void close() throws JMSException {
            connection.close();
        }
    }
}
