package io.mooring.benchmarks;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers requests with what they hold, with MQ classes for Java: some threads, each with a connection of its own. Does
 * with ids what the request's report options ask for; a correlation id that the request has is kept, as JMS servers do.
 */
final class EchoServers implements AutoCloseable {
    private static final int WAIT_MILLIS = 200;

    /** How the names of dynamic queues begin if the program that makes them says nothing else. */
    private static final String DYNAMIC = "AMQ.";

    private final String requests;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    EchoServers(EmbeddedContender queueManager, String requests, int count) throws MQException {
        this.requests = requests;
        for (int i = 0; i < count; i++) {
            MQQueueManager connection = queueManager.connect();
            Thread thread = new Thread(() -> serve(connection), "echo " + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void serve(MQQueueManager connection) {
        try {
            MQQueue queue = connection.accessQueue(requests, CMQC.MQOO_INPUT_SHARED);
            Map<String, MQQueue> replyQueues = new HashMap<>();
            MQGetMessageOptions get = new MQGetMessageOptions();
            get.options = CMQC.MQGMO_NO_SYNCPOINT | CMQC.MQGMO_WAIT;
            get.waitInterval = WAIT_MILLIS;
            get.matchOptions = CMQC.MQMO_NONE;
            while (!closed) {
                MQMessage request = new MQMessage();
                try {
                    queue.get(request, get);
                } catch (MQException e) {
                    if (e.getReason() == CMQC.MQRC_NO_MSG_AVAILABLE) {
                        continue;
                    }
                    throw e;
                }
                String replyQueue = request.replyToQueueName.strip();
                if (replyQueue.startsWith(DYNAMIC)) {
                    // It may serve for one reply only, and an open handle would keep it from being deleted.
                    MQMessage reply = answer(request);
                    // A temporary queue takes no other.
                    reply.persistence = CMQC.MQPER_NOT_PERSISTENT;
                    connection.put(replyQueue, reply, withoutSyncpoint());
                    continue;
                }
                MQQueue replies = replyQueues.get(replyQueue);
                if (replies == null) {
                    replies = connection.accessQueue(replyQueue, CMQC.MQOO_OUTPUT);
                    replyQueues.put(replyQueue, replies);
                }
                replies.put(answer(request), withoutSyncpoint());
            }
            connection.disconnect();
        } catch (MQException | IOException e) {
            throw new IllegalStateException("the echo server of " + requests + " failed", e);
        }
    }

    private static MQMessage answer(MQMessage request) throws IOException {
        MQMessage reply = new MQMessage();
        reply.messageType = CMQC.MQMT_REPLY;
        reply.persistence = request.persistence;
        boolean passing = (request.report & CMQC.MQRO_PASS_CORREL_ID) != 0
                || !Arrays.equals(request.correlationId, CMQC.MQCI_NONE);
        reply.correlationId = passing ? request.correlationId : request.messageId;
        if ((request.report & CMQC.MQRO_PASS_MSG_ID) != 0) {
            reply.messageId = request.messageId;
        }
        byte[] body = new byte[request.getDataLength()];
        request.readFully(body);
        reply.write(body);
        return reply;
    }

    private static MQPutMessageOptions withoutSyncpoint() {
        MQPutMessageOptions put = new MQPutMessageOptions();
        put.options = CMQC.MQPMO_NO_SYNCPOINT;
        return put;
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
