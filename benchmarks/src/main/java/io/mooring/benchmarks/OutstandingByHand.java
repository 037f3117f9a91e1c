package io.mooring.benchmarks;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.Session;
import org.jspecify.annotations.Nullable;

/** Requests with very many outstanding as one writes them without a requester: a map from the correlation id to who waits. */
final class OutstandingByHand {
    private static final int ID_BYTES = 24;

    private OutstandingByHand() {}

    /** By hand with JMS: a session that sends, and one whose listener finds the request by the correlation id. */
    static Outstanding.Asker jms(ConnectionFactory factory, String requests, String replies) throws JMSException {
        Map<String, CompletableFuture<byte[]>> pending = new ConcurrentHashMap<>();
        Connection connection = factory.createConnection();
        Session listening = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        listening.createConsumer(listening.createQueue(replies)).setMessageListener(reply -> {
            try {
                complete(pending.remove(reply.getJMSCorrelationID()), JmsLibrary.bytes(reply));
            } catch (JMSException e) {
                throw new IllegalStateException("a reply cannot be read", e);
            }
        });
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(JmsLibrary.destination(requests)));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        producer.setTimeToLive(Outstanding.TIMEOUT.toMillis());
        Queue replyQueue = session.createQueue(replies);
        connection.start();
        return Outstanding.asker(
                body -> {
                    String id = "ID:" + HexFormat.of().formatHex(id(body));
                    CompletableFuture<byte[]> answer = new CompletableFuture<>();
                    pending.put(id, answer);
                    BytesMessage request = session.createBytesMessage();
                    request.writeBytes(body);
                    request.setJMSReplyTo(replyQueue);
                    request.setJMSCorrelationID(id);
                    producer.send(request);
                    return answer;
                },
                connection);
    }

    /** By hand with MQ classes for Java: a connection that puts, and one whose thread gets all replies. */
    static Outstanding.Asker classes(EmbeddedContender queueManager, String requests, String replies)
            throws MQException {
        MQQueueManager connection = queueManager.connect();
        MQQueue requestQueue = connection.accessQueue(requests, CMQC.MQOO_OUTPUT);
        MQPutMessageOptions put = new MQPutMessageOptions();
        put.options = CMQC.MQPMO_NO_SYNCPOINT;
        Getting getting = new Getting(queueManager.connect(), replies);
        return Outstanding.asker(
                body -> {
                    MQMessage request = new MQMessage();
                    request.messageType = CMQC.MQMT_REQUEST;
                    request.persistence = CMQC.MQPER_NOT_PERSISTENT;
                    request.expiry = (int) Outstanding.TIMEOUT.toSeconds() * 10;
                    request.replyToQueueName = replies;
                    request.correlationId = id(body);
                    request.write(body);
                    CompletableFuture<byte[]> answer = new CompletableFuture<>();
                    getting.pending.put(ByteBuffer.wrap(request.correlationId), answer);
                    requestQueue.put(request, put);
                    return answer;
                },
                () -> {
                    getting.close();
                    connection.disconnect();
                });
    }

    /** The thread that gets all replies. */
    private static final class Getting {
        private static final int WAIT_MILLIS = 200;

        private final Map<ByteBuffer, CompletableFuture<byte[]>> pending = new ConcurrentHashMap<>();
        private final MQQueueManager connection;
        private final MQQueue queue;
        private final Thread thread = new Thread(this::run, "gets replies");
        private volatile boolean closed;

        Getting(MQQueueManager connection, String replies) throws MQException {
            this.connection = connection;
            this.queue = connection.accessQueue(replies, CMQC.MQOO_INPUT_SHARED);
            thread.start();
        }

        private void run() {
            MQGetMessageOptions get = new MQGetMessageOptions();
            get.options = CMQC.MQGMO_NO_SYNCPOINT | CMQC.MQGMO_WAIT;
            get.waitInterval = WAIT_MILLIS;
            try {
                while (!closed) {
                    MQMessage reply = new MQMessage();
                    try {
                        queue.get(reply, get);
                    } catch (MQException e) {
                        if (e.getReason() == CMQC.MQRC_NO_MSG_AVAILABLE) {
                            continue;
                        }
                        throw e;
                    }
                    byte[] body = new byte[reply.getDataLength()];
                    reply.readFully(body);
                    complete(pending.remove(ByteBuffer.wrap(reply.correlationId)), body);
                }
                connection.disconnect();
            } catch (MQException | IOException e) {
                throw new IllegalStateException("the thread that gets replies failed", e);
            }
        }

        void close() throws InterruptedException {
            closed = true;
            thread.join();
        }
    }

    private static byte[] id(byte[] body) {
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(Long.MAX_VALUE)
                .put(body, 0, Long.BYTES)
                .array();
    }

    private static void complete(@Nullable CompletableFuture<byte[]> answer, byte[] body) {
        if (answer == null) {
            throw new IllegalStateException("a reply came that nobody waits for");
        }
        answer.complete(body);
    }
}
