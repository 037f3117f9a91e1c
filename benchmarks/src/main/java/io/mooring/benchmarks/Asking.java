package io.mooring.benchmarks;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.client.MqClient;
import io.mooring.client.Requester;
import io.mooring.jms.MooringConnectionFactory;
import io.mooring.message.MqMessage;
import io.mooring.message.Persistence;
import io.mooring.request.ReplyQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.Session;

/** Requests by some threads, each of which waits for its reply before it asks again. */
final class Asking implements Workload {
    static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final List<Asker> askers;
    private final AutoCloseable closes;
    private final ExecutorService threads;

    /** Makes one request and waits for the reply. */
    interface Asker {
        void ask() throws MQException, IOException, JMSException;
    }

    /** One thread for each asker. */
    Asking(List<Asker> askers, AutoCloseable closes) {
        this.askers = askers;
        this.closes = closes;
        this.threads = Executors.newFixedThreadPool(askers.size());
    }

    /** Through one requester. */
    static Workload requester(
            EmbeddedContender queueManager, String requests, ReplyQueue replies, int count, int bytes) {
        MqClient client = queueManager.connectClient();
        Requester requester = client.requester(requests, replies);
        MqMessage request = MqMessage.wrap(new byte[bytes]).withPersistence(Persistence.NOT_PERSISTENT);
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            askers.add(() -> {
                if (requester.request(request, TIMEOUT).length() != bytes) {
                    throw new IllegalStateException("a reply is cut");
                }
            });
        }
        return new Asking(askers, () -> {
            requester.close();
            client.close();
        });
    }

    /** Through one requester of the JMS drop-in. */
    static Workload jmsRequester(
            EmbeddedContender queueManager, String requests, ReplyQueue replies, int count, int bytes)
            throws JMSException {
        io.mooring.jms.Requester requester = MooringConnectionFactory.wrapping(queueManager.connections())
                .requesterBuilder("queue:///" + requests + "?targetClient=1", replies)
                .persistent(false)
                .open();
        byte[] body = new byte[bytes];
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            askers.add(() -> {
                if (requester.request(body, TIMEOUT).bytes().length != bytes) {
                    throw new IllegalStateException("a reply is cut");
                }
            });
        }
        return new Asking(askers, requester);
    }

    /** With MQ classes for Java: each thread has a connection and gets its reply by the correlation id. */
    static Workload getForEach(EmbeddedContender queueManager, String requests, String replies, int count, int bytes)
            throws MQException {
        List<MQQueueManager> connections = new ArrayList<>();
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MQQueueManager connection = queueManager.connect();
            connections.add(connection);
            askers.add(new GetForEach(connection, requests, replies, bytes));
        }
        return new Asking(askers, () -> {
            for (MQQueueManager connection : connections) {
                connection.disconnect();
            }
        });
    }

    /** Over JMS, each thread with a connection: a consumer with a selector for each reply, as Spring's JmsTemplate does. */
    static Workload selectorForEach(
            EmbeddedContender queueManager, String requests, String replies, int count, int bytes) throws JMSException {
        List<Connection> connections = new ArrayList<>();
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Connection connection = queueManager.connections().createConnection();
            connections.add(connection);
            askers.add(new SelectorForEach(connection, requests, replies, bytes));
            connection.start();
        }
        return new Asking(askers, () -> {
            for (Connection connection : connections) {
                connection.close();
            }
        });
    }

    private static final class SelectorForEach implements Asker {
        private final Session session;
        private final MessageProducer requests;
        private final Queue replies;
        private final byte[] body;

        SelectorForEach(Connection connection, String requests, String replies, int bytes) throws JMSException {
            this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            this.requests = session.createProducer(session.createQueue("queue:///" + requests + "?targetClient=1"));
            this.requests.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            this.requests.setTimeToLive(TIMEOUT.toMillis());
            this.replies = session.createQueue(replies);
            this.body = new byte[bytes];
        }

        @Override
        public void ask() throws JMSException {
            BytesMessage request = session.createBytesMessage();
            request.writeBytes(body);
            request.setJMSReplyTo(replies);
            requests.send(request);
            String selector = "JMSCorrelationID = '" + request.getJMSMessageID() + "'";
            MessageConsumer consumer = session.createConsumer(replies, selector);
            try {
                BytesMessage reply = (BytesMessage) consumer.receive(TIMEOUT.toMillis());
                if (reply == null || reply.getBodyLength() != body.length) {
                    throw new IllegalStateException("a reply is missing or cut");
                }
            } finally {
                consumer.close();
            }
        }
    }

    private static final class GetForEach implements Asker {
        private final MQQueue requests;
        private final MQQueue replies;
        private final String replyQueue;
        private final byte[] body;
        private final MQPutMessageOptions put = new MQPutMessageOptions();
        private final MQGetMessageOptions get = new MQGetMessageOptions();

        GetForEach(MQQueueManager connection, String requests, String replies, int bytes) throws MQException {
            this.requests = connection.accessQueue(requests, CMQC.MQOO_OUTPUT);
            this.replies = connection.accessQueue(replies, CMQC.MQOO_INPUT_SHARED);
            this.replyQueue = replies;
            this.body = new byte[bytes];
            put.options = CMQC.MQPMO_NO_SYNCPOINT;
            get.options = CMQC.MQGMO_NO_SYNCPOINT | CMQC.MQGMO_WAIT;
            get.waitInterval = (int) TIMEOUT.toMillis();
            get.matchOptions = CMQC.MQMO_MATCH_CORREL_ID;
        }

        @Override
        public void ask() throws MQException, IOException {
            MQMessage request = new MQMessage();
            request.messageType = CMQC.MQMT_REQUEST;
            request.persistence = CMQC.MQPER_NOT_PERSISTENT;
            request.expiry = (int) TIMEOUT.toSeconds() * 10;
            request.replyToQueueName = replyQueue;
            request.write(body);
            requests.put(request, put);
            MQMessage reply = new MQMessage();
            reply.correlationId = request.messageId;
            replies.get(reply, get);
            byte[] answer = new byte[reply.getDataLength()];
            reply.readFully(answer);
            if (answer.length != body.length) {
                throw new IllegalStateException("a reply is cut");
            }
        }
    }

    /**
     * Makes so many requests that all of them are outstanding at once, and only then lets them be answered.
     *
     * @return requests answered per second, from the first put to the last reply
     */
    static double outstanding(EmbeddedContender queueManager, String requests, String replies, int count)
            throws MQException {
        MqMessage request = MqMessage.wrap(new byte[100]).withPersistence(Persistence.NOT_PERSISTENT);
        try (MqClient client = queueManager.connectClient();
                Requester requester = client.requester(requests, ReplyQueue.exclusive(replies))) {
            long begin = System.nanoTime();
            List<CompletableFuture<MqMessage>> all = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                all.add(requester.requestAsync(request, Duration.ofMinutes(5)));
            }
            if (requester.outstanding() != count) {
                throw new IllegalStateException(requester.outstanding() + " are outstanding of " + count);
            }
            EchoServers servers = new EchoServers(queueManager, requests, 2);
            try (servers) {
                CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                        .join();
            }
            return count * 1e9 / (System.nanoTime() - begin);
        }
    }

    @Override
    public void prepare(int operations) {
        // Each round ends when everything is answered: there is nothing left of the one before.
    }

    @Override
    public void run(int operations) throws Exception {
        int each = operations / askers.size();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (Asker asker : askers) {
            tasks.add(() -> {
                for (int i = 0; i < each; i++) {
                    asker.ask();
                }
                return null;
            });
        }
        for (Future<Void> done : threads.invokeAll(tasks)) {
            done.get();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            closes.close();
        } catch (Exception e) {
            throw new IllegalStateException("a connection did not end in order", e);
        }
    }
}
