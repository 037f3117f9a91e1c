package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many conversations on one socket at the same time. */
class SharedSocketTest extends ClassesForJava {
    private static final int CONVERSATIONS = 10;
    private static final int ROUNDS = 40;

    /**
     * The client reads whatever has come at once, and takes fields of the answer to an open from the wrong place if a
     * segment before it has an odd length: it fails with 2195 then, or does not see it.
     */
    @Test
    void answersOfAnyLengthLeaveThoseBehindThemReadable() throws Exception {
        List<MQQueueManager> connections = new ArrayList<>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            connections.add(connect());
        }
        ExecutorService threads = Executors.newFixedThreadPool(CONVERSATIONS);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            MQQueueManager connection = connections.get(i);
            int length = i + 1;
            work.add(() -> putAndGet(connection, length));
        }

        for (Future<Integer> done : threads.invokeAll(work)) {
            assertThat(done.get()).isEqualTo(ROUNDS);
        }
        threads.shutdown();
    }

    private static int putAndGet(MQQueueManager connection, int length) throws MQException, IOException {
        int rounds = 0;
        for (; rounds < ROUNDS; rounds++) {
            MQQueue output = connection.accessQueue("Q", CMQC.MQOO_OUTPUT);
            MQMessage message = new MQMessage();
            message.write(new byte[length]);
            output.put(message, new MQPutMessageOptions());
            MQQueue input = connection.accessQueue("Q", CMQC.MQOO_INPUT_SHARED);
            MQGetMessageOptions options = new MQGetMessageOptions();
            options.options = CMQC.MQGMO_WAIT | CMQC.MQGMO_NO_SYNCPOINT;
            options.waitInterval = 10_000;
            input.get(new MQMessage(), options);
            output.close();
            input.close();
        }
        return rounds;
    }
}
