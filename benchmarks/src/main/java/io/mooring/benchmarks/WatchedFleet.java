package io.mooring.benchmarks;

import com.sun.management.ThreadMXBean;
import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.mqi.Verb;
import io.mooring.scale.QueueManagerAddress;
import io.mooring.scale.QueueManagerReaders;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Embedded queue managers with the same queues on each, and what watching them costs them. */
final class WatchedFleet implements AutoCloseable {
    static final String POLLER = "BENCH.POLLER";
    private static final String PREFIX = "WATCHED";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<EmbeddedQueueManager> queueManagers = new ArrayList<>();
    private final List<CountingRelay> relays = new ArrayList<>();
    private final LongAdder bytes = new LongAdder();
    private final String[] queues;

    WatchedFleet(int queueManagers, int queues) {
        this.queues = new String[queues];
        StringBuilder script =
                new StringBuilder("ALTER QMGR MONQ(LOW)\nDEF QL(" + POLLER + ") SHARE DEFSOPT(SHARED)\n");
        for (int i = 0; i < queues; i++) {
            this.queues[i] = "BENCH.Q" + i;
            script.append("DEF QL(").append(this.queues[i]).append(")\n");
        }
        for (int i = 0; i < queueManagers; i++) {
            this.queueManagers.add(EmbeddedQueueManager.named(PREFIX + i)
                    .mqsc(script.toString())
                    .start());
        }
    }

    String[] queues() {
        return queues.clone();
    }

    /** How to read them. */
    QueueManagerReaders readers() {
        return readers(queueManagers.stream().map(EmbeddedQueueManager::port).toList());
    }

    /** The same by relays that count bytes. */
    QueueManagerReaders countedReaders() throws IOException {
        for (EmbeddedQueueManager queueManager : queueManagers) {
            relays.add(new CountingRelay(queueManager.port(), bytes));
        }
        return readers(relays.stream().map(CountingRelay::port).toList());
    }

    private QueueManagerReaders readers(List<Integer> ports) {
        QueueManagerAddress[] addresses = new QueueManagerAddress[ports.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = QueueManagerAddress.of(
                    new QueueManagerName(PREFIX + i), new Endpoint("127.0.0.1", ports.get(i)), "APP.SVRCONN");
        }
        return QueueManagerReaders.to(addresses);
    }

    /** Calls of all verbs, answered by all of them until now. */
    long calls() {
        long calls = 0;
        for (EmbeddedQueueManager queueManager : queueManagers) {
            for (Verb verb : Verb.values()) {
                calls += queueManager.calls(verb);
            }
        }
        return calls;
    }

    /** Connections of all of them. */
    long connections() {
        return queueManagers.stream()
                .mapToLong(queueManager -> queueManager.connections().size())
                .sum();
    }

    /** Bytes that went through the relays. */
    long bytes() {
        return bytes.sum();
    }

    /** Nanoseconds of processor time of the queue managers' threads, each of which bears its owner's name. */
    double processorNanos() {
        double nanos = 0;
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo thread = THREADS.getThreadInfo(id);
            if (thread != null && thread.getThreadName().startsWith(PREFIX)) {
                nanos += THREADS.getThreadCpuTime(id);
            }
        }
        return nanos;
    }

    @Override
    public void close() {
        relays.forEach(CountingRelay::close);
        queueManagers.forEach(EmbeddedQueueManager::close);
    }
}
