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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Puts or gets with MQ classes for Java: non-persistent, outside a unit of work, one call after the other on each of some
 * connections, each with a socket and a thread of its own.
 */
public final class ClassesForJava implements Workload {
    private final EmbeddedContender queueManager;
    private final String queue;
    private final boolean gets;
    private final byte[] body;
    private final List<Client> clients = new ArrayList<>();
    private final ExecutorService threads;

    private ClassesForJava(EmbeddedContender queueManager, String queue, boolean gets, int connections, int bytes)
            throws MQException {
        this.queueManager = queueManager;
        this.queue = queue;
        this.gets = gets;
        this.body = new byte[bytes];
        this.threads = Executors.newFixedThreadPool(connections);
        for (int i = 0; i < connections; i++) {
            clients.add(new Client(queueManager.connect()));
        }
    }

    /** Puts messages of so many bytes. */
    public static Workload puts(EmbeddedContender queueManager, String queue, int connections, int bytes)
            throws MQException {
        return new ClassesForJava(queueManager, queue, false, connections, bytes);
    }

    /** Gets messages of so many bytes, which are there already. */
    public static Workload gets(EmbeddedContender queueManager, String queue, int connections, int bytes)
            throws MQException {
        return new ClassesForJava(queueManager, queue, true, connections, bytes);
    }

    @Override
    public void prepare(int operations) throws MQException, IOException {
        closeQueue();
        queueManager.clear(queue);
        for (Client client : clients) {
            client.open();
        }
        if (gets) {
            clients.get(0).put(operations);
        }
    }

    @Override
    public void run(int operations) throws Exception {
        int each = operations / clients.size();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (Client client : clients) {
            tasks.add(() -> {
                client.work(each);
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
            closeQueue();
            for (Client client : clients) {
                client.connection.disconnect();
            }
        } catch (MQException e) {
            throw new IllegalStateException("a connection did not disconnect", e);
        }
        queueManager.clear(queue);
    }

    private void closeQueue() throws MQException {
        for (Client client : clients) {
            client.close();
        }
    }

    /** One connection with the queue open for both. */
    private final class Client {
        private final MQQueueManager connection;
        private final MQPutMessageOptions put = new MQPutMessageOptions();
        private final MQGetMessageOptions get = new MQGetMessageOptions();
        private @Nullable MQQueue open;

        Client(MQQueueManager connection) {
            this.connection = connection;
            put.options = CMQC.MQPMO_NO_SYNCPOINT | CMQC.MQPMO_FAIL_IF_QUIESCING;
            get.options = CMQC.MQGMO_NO_SYNCPOINT | CMQC.MQGMO_NO_WAIT | CMQC.MQGMO_FAIL_IF_QUIESCING;
        }

        void open() throws MQException {
            open = connection.accessQueue(
                    queue, CMQC.MQOO_OUTPUT | CMQC.MQOO_INPUT_SHARED | CMQC.MQOO_FAIL_IF_QUIESCING);
        }

        void close() throws MQException {
            if (open != null) {
                open.close();
                open = null;
            }
        }

        void work(int operations) throws MQException, IOException {
            if (gets) {
                get(operations);
            } else {
                put(operations);
            }
        }

        void put(int operations) throws MQException, IOException {
            MQQueue handle = Objects.requireNonNull(open);
            for (int i = 0; i < operations; i++) {
                MQMessage message = new MQMessage();
                message.persistence = CMQC.MQPER_NOT_PERSISTENT;
                message.write(body);
                handle.put(message, put);
            }
        }

        private void get(int operations) throws MQException, IOException {
            MQQueue handle = Objects.requireNonNull(open);
            for (int i = 0; i < operations; i++) {
                MQMessage message = new MQMessage();
                handle.get(message, get);
                // A program that gets a message reads it.
                byte[] got = new byte[message.getDataLength()];
                message.readFully(got);
                if (got.length != body.length) {
                    throw new IllegalStateException(
                            "a message has " + got.length + " bytes; all that were put have " + body.length);
                }
            }
        }
    }
}
