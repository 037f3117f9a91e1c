package io.mooring.benchmarks;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import java.io.IOException;

/** Puts with MQ classes for Java on the thread that runs it, so that what that thread allocates can be read. */
final class RawPuts implements Workload {
    private final EmbeddedContender queueManager;
    private final String queue;
    private final byte[] body;
    private final MQQueueManager connection;
    private final MQQueue open;
    private final MQPutMessageOptions options = new MQPutMessageOptions();

    private RawPuts(EmbeddedContender queueManager, String queue, int bytes) throws MQException {
        this.queueManager = queueManager;
        this.queue = queue;
        this.body = new byte[bytes];
        this.connection = queueManager.connect();
        this.open = connection.accessQueue(queue, CMQC.MQOO_OUTPUT);
        options.options = CMQC.MQPMO_NO_SYNCPOINT | CMQC.MQPMO_FAIL_IF_QUIESCING;
    }

    static Workload on(EmbeddedContender queueManager, String queue, int bytes) throws MQException {
        return new RawPuts(queueManager, queue, bytes);
    }

    @Override
    public void prepare(int operations) {}

    @Override
    public void run(int operations) throws MQException, IOException {
        for (int i = 0; i < operations; i++) {
            MQMessage message = new MQMessage();
            message.persistence = CMQC.MQPER_NOT_PERSISTENT;
            message.write(body);
            open.put(message, options);
        }
    }

    @Override
    public void close() {
        try {
            open.close();
            connection.disconnect();
        } catch (MQException e) {
            throw new IllegalStateException("a connection did not disconnect", e);
        }
        queueManager.clear(queue);
    }
}
