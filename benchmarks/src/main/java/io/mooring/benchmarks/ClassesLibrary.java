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
import java.util.function.Consumer;

/** MQ classes for Java: a connection for each thread, with its queues open. To listen, a thread waits in MQGET. */
final class ClassesLibrary implements Library {
    private static final int PATIENCE_MILLIS = 60_000;

    /** So long a thread that listens waits before it looks whether it is to end. */
    private static final int LISTENING_MILLIS = 200;

    private final EmbeddedContender queueManager;
    private final Load load;
    private final List<MQQueueManager> connections = new ArrayList<>();

    ClassesLibrary(EmbeddedContender queueManager, Load load) {
        this.queueManager = queueManager;
        this.load = load;
    }

    @Override
    public Worker worker() throws MQException {
        return new ClassesWorker(connect());
    }

    private MQQueueManager connect() throws MQException {
        MQQueueManager connection = queueManager.connectShared();
        connections.add(connection);
        return connection;
    }

    @Override
    public AutoCloseable listen(int threads, Consumer<byte[]> consumer) throws MQException {
        Ends ends = new Ends();
        for (int i = 0; i < threads; i++) {
            MQQueueManager connection = queueManager.connectShared();
            MQQueue queue = connection.accessQueue(PUTS, CMQC.MQOO_INPUT_SHARED | CMQC.MQOO_FAIL_IF_QUIESCING);
            Thread thread = new Thread(() -> ends.getUntilClosed(connection, queue, consumer), "listens " + i);
            ends.threads.add(thread);
            thread.start();
        }
        return ends;
    }

    @Override
    public void close() throws MQException {
        for (MQQueueManager connection : connections) {
            connection.disconnect();
        }
    }

    private static byte[] get(MQQueue queue, MQGetMessageOptions options) throws MQException, IOException {
        MQMessage message = new MQMessage();
        queue.get(message, options);
        byte[] body = new byte[message.getDataLength()];
        message.readFully(body);
        return body;
    }

    private static MQGetMessageOptions getting(int syncpoint, int waitMillis) {
        MQGetMessageOptions options = new MQGetMessageOptions();
        options.options = syncpoint | CMQC.MQGMO_WAIT | CMQC.MQGMO_FAIL_IF_QUIESCING;
        options.waitInterval = waitMillis;
        return options;
    }

    private static MQPutMessageOptions putting(int syncpoint) {
        MQPutMessageOptions options = new MQPutMessageOptions();
        options.options = syncpoint | CMQC.MQPMO_FAIL_IF_QUIESCING;
        return options;
    }

    private final class ClassesWorker implements Worker {
        private static final int BOTH = CMQC.MQOO_OUTPUT | CMQC.MQOO_INPUT_SHARED | CMQC.MQOO_FAIL_IF_QUIESCING;

        private final MQQueueManager connection;
        private final MQQueue puts;
        private final MQQueue gets;
        private final MQPutMessageOptions put = putting(CMQC.MQPMO_NO_SYNCPOINT);
        private final MQPutMessageOptions putInUnit = putting(CMQC.MQPMO_SYNCPOINT);
        private final MQGetMessageOptions get = getting(CMQC.MQGMO_NO_SYNCPOINT, PATIENCE_MILLIS);
        private final MQGetMessageOptions getInUnit = getting(CMQC.MQGMO_SYNCPOINT, PATIENCE_MILLIS);

        ClassesWorker(MQQueueManager connection) throws MQException {
            this.connection = connection;
            this.puts = connection.accessQueue(PUTS, BOTH);
            this.gets = connection.accessQueue(GETS, BOTH);
        }

        @Override
        public void put(byte[] body) throws MQException, IOException {
            puts.put(message(body), put);
        }

        @Override
        public byte[] get() throws MQException, IOException {
            return ClassesLibrary.get(gets, get);
        }

        @Override
        public byte[] transfer() throws MQException, IOException {
            byte[] body = ClassesLibrary.get(puts, getInUnit);
            gets.put(message(body), putInUnit);
            connection.commit();
            return body;
        }

        private MQMessage message(byte[] body) throws IOException {
            MQMessage message = new MQMessage();
            message.persistence = load.persistent() ? CMQC.MQPER_PERSISTENT : CMQC.MQPER_NOT_PERSISTENT;
            message.write(body);
            return message;
        }
    }

    /** The threads that listen, which end when it is closed. */
    private static final class Ends implements AutoCloseable {
        private final List<Thread> threads = new ArrayList<>();
        private final MQGetMessageOptions options = getting(CMQC.MQGMO_NO_SYNCPOINT, LISTENING_MILLIS);
        private volatile boolean closed;

        private void getUntilClosed(MQQueueManager connection, MQQueue queue, Consumer<byte[]> consumer) {
            try {
                while (!closed) {
                    try {
                        consumer.accept(get(queue, options));
                    } catch (MQException e) {
                        if (e.getReason() != CMQC.MQRC_NO_MSG_AVAILABLE) {
                            throw e;
                        }
                    }
                }
                connection.disconnect();
            } catch (MQException | IOException e) {
                throw new IllegalStateException("a thread that listens failed", e);
            }
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
}
