package io.mooring.scale;

import io.mooring.MqException;
import io.mooring.QueueManagerName;
import io.mooring.reason.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Queue managers that are not there: they do what a test says, and count what they are asked. */
final class FakeFleet implements QueueManagerReaders {
    final List<QueueManagerName> names = new CopyOnWriteArrayList<>();
    private final Map<QueueManagerName, FakeQueueManager> queueManagers = new ConcurrentHashMap<>();

    static FakeFleet of(QueueManagerName... names) {
        FakeFleet fleet = new FakeFleet();
        for (QueueManagerName name : names) {
            fleet.names.add(name);
            fleet.queueManagers.put(name, new FakeQueueManager(name));
        }
        return fleet;
    }

    FakeQueueManager get(QueueManagerName name) {
        return queueManagers.get(name);
    }

    @Override
    public List<QueueManagerName> names() {
        return List.copyOf(names);
    }

    @Override
    public QueueReader open(QueueManagerName name) {
        return get(name).open();
    }

    /** One of them; a queue has the same depth and readers whatever its name. */
    static final class FakeQueueManager {
        private final QueueManagerName name;
        final AtomicInteger opens = new AtomicInteger();
        final AtomicInteger closes = new AtomicInteger();
        final AtomicInteger reads = new AtomicInteger();
        final AtomicInteger holds = new AtomicInteger();
        final List<List<String>> asked = new CopyOnWriteArrayList<>();
        volatile int depth;
        volatile int readers;
        volatile boolean away;
        volatile boolean linkBroken;
        volatile @Nullable ReasonCode refusesToHold;
        volatile @Nullable ReasonCode refuses;
        volatile @Nullable CountDownLatch stuck;
        private @Nullable Reader holder;

        FakeQueueManager(QueueManagerName name) {
            this.name = name;
        }

        private QueueReader open() {
            opens.incrementAndGet();
            requireThere();
            linkBroken = false;
            return new Reader();
        }

        private void requireThere() {
            CountDownLatch latch = stuck;
            if (latch != null) {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            if (away) {
                throw new MqException(name + " is away.", ReasonCode.HOST_NOT_AVAILABLE, null);
            }
        }

        private synchronized boolean take(Reader reader) {
            if (holder == null || holder == reader) {
                holder = reader;
                return true;
            }
            return false;
        }

        private synchronized void release(Reader reader) {
            if (holder == reader) {
                holder = null;
            }
        }

        private final class Reader implements QueueReader {
            @Override
            public List<QueueObservation> read(List<String> queues, Set<QueueDetail> details, Instant at) {
                reads.incrementAndGet();
                asked.add(queues);
                requireLink();
                List<QueueObservation> seen = new ArrayList<>();
                for (String queue : queues) {
                    ReasonCode refusal = refuses;
                    seen.add(
                            refusal != null
                                    ? new QueueObservation.Refused(queue, name, at, refusal)
                                    : QueueObservation.seen(queue, name, at, depth, readers));
                }
                return seen;
            }

            @Override
            public boolean hold(String queue) {
                holds.incrementAndGet();
                requireLink();
                ReasonCode refusal = refusesToHold;
                if (refusal != null) {
                    throw new MqException("Could not open " + queue + " on " + name + ".", refusal, null);
                }
                return take(this);
            }

            @Override
            public void close() {
                closes.incrementAndGet();
                release(this);
            }

            private void requireLink() {
                requireThere();
                if (linkBroken) {
                    throw new MqException("The link is broken.", ReasonCode.CONNECTION_BROKEN, null);
                }
            }
        }
    }
}
