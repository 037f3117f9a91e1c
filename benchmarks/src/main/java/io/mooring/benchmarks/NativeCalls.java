package io.mooring.benchmarks;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.client.MqClient;
import io.mooring.client.MqQueue;
import io.mooring.message.MqMessage;
import io.mooring.message.Persistence;
import java.io.IOException;
import java.util.Optional;

/** Puts or gets with {@code MqClient}: non-persistent, outside a unit of work, one call after the other by one thread. */
public final class NativeCalls implements Workload {
    private final EmbeddedContender queueManager;
    private final String queueName;
    private final boolean gets;
    private final byte[] body;
    private final MqClient client;
    private final MqQueue queue;

    private NativeCalls(EmbeddedContender queueManager, String queue, boolean gets, int bytes) {
        this.queueManager = queueManager;
        this.queueName = queue;
        this.gets = gets;
        this.body = new byte[bytes];
        this.client = queueManager.connectClient();
        this.queue = client.queue(queue);
    }

    /** Puts messages of so many bytes. */
    public static Workload puts(EmbeddedContender queueManager, String queue, int bytes) {
        return new NativeCalls(queueManager, queue, false, bytes);
    }

    /** Gets messages of so many bytes, which are there already. */
    public static Workload gets(EmbeddedContender queueManager, String queue, int bytes) {
        return new NativeCalls(queueManager, queue, true, bytes);
    }

    @Override
    public void prepare(int operations) throws MQException, IOException {
        while (queue.get().isPresent()) {
            // What the round before has left; clearing the queue needs nobody to have it open.
        }
        if (gets) {
            fill(operations);
        }
    }

    private void fill(int operations) throws MQException, IOException {
        MQQueueManager connection = queueManager.connect();
        MQQueue open = connection.accessQueue(queueName, CMQC.MQOO_OUTPUT);
        for (int i = 0; i < operations; i++) {
            MQMessage message = new MQMessage();
            message.persistence = CMQC.MQPER_NOT_PERSISTENT;
            message.write(body);
            open.put(message, new MQPutMessageOptions());
        }
        open.close();
        connection.disconnect();
    }

    @Override
    public void run(int operations) {
        for (int i = 0; i < operations; i++) {
            if (gets) {
                Optional<MqMessage> message = queue.get();
                if (message.isEmpty() || message.get().length() != body.length) {
                    throw new IllegalStateException("message " + i + " of " + operations + " is missing or cut");
                }
            } else {
                queue.put(MqMessage.wrap(body).withPersistence(Persistence.NOT_PERSISTENT));
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
