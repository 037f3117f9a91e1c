package io.mooring.idle;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.QueueManagerName;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An idle instance with a shared input handle on one queue manager of a cluster, which counts with a connection to each.
 * Its connections are used by the watch's thread only, once that has started.
 */
final class ClusterReader implements ActivitySource {
    private static final String QUEUE = "ORDERS";

    private final EmbeddedCluster cluster;
    private final String name;
    private final String queueManager;
    private final MQQueueManager connection;
    private final Map<String, MQQueueManager> counting = new HashMap<>();
    private final AtomicInteger pauses = new AtomicInteger();
    private final AtomicInteger counts = new AtomicInteger();
    private final long start = System.nanoTime();

    private @Nullable MQQueue input;
    private volatile boolean left;

    ClusterReader(EmbeddedCluster cluster, int number) throws MQException {
        this.cluster = cluster;
        this.name = "reader " + number;
        this.queueManager = cluster.queueManagers()
                .get(number % cluster.queueManagers().size())
                .name();
        this.connection = connect(cluster, queueManager);
        this.input = open();
    }

    static MQQueueManager connect(EmbeddedCluster cluster, String queueManager) throws MQException {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, cluster.queueManager(queueManager).port());
        properties.put(CMQC.CHANNEL_PROPERTY, "APP.SVRCONN");
        return new MQQueueManager(queueManager, properties);
    }

    static QueueCount count(MQQueueManager connection, String queueManager) throws MQException {
        MQQueue queue = connection.accessQueue(QUEUE, CMQC.MQOO_INQUIRE);
        try {
            return QueueCount.of(
                    new QueueManagerName(queueManager), queue.getCurrentDepth(), queue.getOpenInputCount());
        } finally {
            queue.close();
        }
    }

    String queueManager() {
        return queueManager;
    }

    boolean hasLeft() {
        return left;
    }

    int pauses() {
        return pauses.get();
    }

    int counts() {
        return counts.get();
    }

    @Override
    public Duration idleFor() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void pause() {
        pauses.incrementAndGet();
        try {
            if (input != null) {
                input.close();
                input = null;
            }
        } catch (MQException e) {
            throw new IllegalStateException(name + " cannot close its handle", e);
        }
    }

    @Override
    public void resume() {
        try {
            input = open();
        } catch (MQException e) {
            throw new IllegalStateException(name + " cannot open the queue again", e);
        }
    }

    @Override
    public void leave() {
        left = true;
    }

    @Override
    public ReaderCensus census() {
        return () -> {
            List<QueueCount> counted = new ArrayList<>();
            for (EmbeddedQueueManager each : cluster.queueManagers()) {
                counted.add(countOf(each.name()));
            }
            counts.incrementAndGet();
            return counted;
        };
    }

    void disconnect() {
        counting.values().forEach(ClusterReader::disconnect);
        disconnect(connection);
    }

    private static void disconnect(MQQueueManager open) {
        try {
            open.disconnect();
        } catch (MQException e) {
            if (e.reasonCode != CMQC.MQRC_CONNECTION_BROKEN) {
                throw new AssertionError("cannot disconnect", e);
            }
        }
    }

    private QueueCount countOf(String asked) {
        try {
            MQQueueManager known = counting.get(asked);
            if (known == null) {
                known = connect(cluster, asked);
                counting.put(asked, known);
            }
            return count(known, asked);
        } catch (MQException e) {
            counting.remove(asked);
            return QueueCount.notKnown(new QueueManagerName(asked));
        }
    }

    private MQQueue open() throws MQException {
        return connection.accessQueue(QUEUE, CMQC.MQOO_INPUT_SHARED);
    }

    @Override
    public String toString() {
        return name + " of " + queueManager;
    }
}
