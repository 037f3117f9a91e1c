package io.mooring.jms.internal.request;

import io.mooring.QueueManagerName;
import io.mooring.ReplyTimeoutException.Reach;
import io.mooring.jms.internal.ibm.DirectFactories;
import io.mooring.jms.internal.ibm.DynamicQueues;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches replies from queue managers that the connection has left, each in a thread of its own and over a direct
 * connection, for as long as somebody waits for one there.
 *
 * <p>May be used by any thread.
 */
final class StrandedReplies {
    private static final Logger log = LoggerFactory.getLogger(StrandedReplies.class);

    /** A thread that waits for a reply notices within this time that it is to end. */
    private static final long SLICE_MILLIS = 250;

    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    private final String requester;
    private final ConnectionFactory factory;
    private final Site site;

    /** Guards what follows; nothing is called under it but what answers at once. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private final Map<QueueManagerName, Thread> fetching = new HashMap<>();
    private final Set<QueueManagerName> left = new LinkedHashSet<>();
    private boolean closed;

    private final Map<QueueManagerName, Reach> reached = new ConcurrentHashMap<>();
    private volatile QueueManagerName present;

    /** What there is to fetch, and where. */
    interface Site {
        /** The reply queue's name, of a dynamic queue its own. */
        String queue();

        /** Which messages on it, null for all. */
        @Nullable
        String selector();

        /**
         * Whether somebody waits for a reply on this queue manager.
         *
         * @param former all that the connection has left
         */
        boolean isAwaited(QueueManagerName queueManager, Set<QueueManagerName> former);

        /** A reply was fetched. */
        void take(Message reply, QueueManagerName queueManager);
    }

    StrandedReplies(String requester, ConnectionFactory factory, Site site, QueueManagerName present) {
        this.requester = requester;
        this.factory = factory;
        this.site = site;
        this.present = present;
    }

    /** The connection has come to be on this queue manager. */
    void moved(QueueManagerName to) {
        lock.lock();
        try {
            left.add(present);
            left.remove(to);
            present = to;
            reached.remove(to);
            left.forEach(this::fetchFrom);
            changed.signalAll(); // whoever fetches where we are again can end
        } finally {
            lock.unlock();
        }
    }

    /** A request was put to this queue manager; its put may have returned after the move away from there. */
    void put(QueueManagerName queueManager) {
        if (!queueManager.equals(present)) {
            lock.lock();
            try {
                if (!queueManager.equals(present)) {
                    left.add(queueManager);
                    fetchFrom(queueManager);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** What attempts to reach a queue manager have shown. */
    Reach reach(QueueManagerName queueManager) {
        return reached.getOrDefault(queueManager, Reach.NOT_TRIED);
    }

    /** Starts a thread, unless there is one or none is needed; called under the lock. */
    private void fetchFrom(QueueManagerName queueManager) {
        if (!fetching.containsKey(queueManager) && isNeeded(queueManager)) {
            Thread thread = new Thread(
                    null, () -> fetchAll(queueManager), "mooring-stranded " + requester + " " + queueManager, 0, false);
            thread.setDaemon(true);
            fetching.put(queueManager, thread);
            thread.start();
        }
    }

    /** Called under the lock. */
    private boolean isNeeded(QueueManagerName queueManager) {
        return !closed && !queueManager.equals(present) && site.isAwaited(queueManager, left);
    }

    private boolean isStillNeeded(QueueManagerName queueManager) {
        lock.lock();
        try {
            return isNeeded(queueManager);
        } finally {
            lock.unlock();
        }
    }

    private void fetchAll(QueueManagerName queueManager) {
        Duration delay = FIRST_DELAY;
        while (goesOn(queueManager)) {
            try {
                reached.putIfAbsent(queueManager, Reach.NOT_REACHED);
                List<ConnectionFactory> ways = DirectFactories.to(queueManager.value(), factory);
                for (ConnectionFactory way : ways) {
                    if (isStillNeeded(queueManager)) {
                        fetchBy(way, queueManager);
                    }
                }
            } catch (JMSException | RuntimeException e) {
                log.warn("{}: replies on {} could not be fetched", requester, queueManager, e);
            }
            pause(
                    queueManager,
                    delay.plus(delay.multipliedBy(ThreadLocalRandom.current().nextInt(25))
                            .dividedBy(100)));
            Duration longer = delay.multipliedBy(2);
            delay = longer.compareTo(LONGEST_DELAY) < 0 ? longer : LONGEST_DELAY;
        }
    }

    /** Ends the fetching in one step with the decision; who leaves a queue manager later starts it anew. */
    private boolean goesOn(QueueManagerName queueManager) {
        lock.lock();
        try {
            boolean needed = isNeeded(queueManager);
            if (!needed) {
                fetching.remove(queueManager, Thread.currentThread());
            }
            return needed;
        } finally {
            lock.unlock();
        }
    }

    /** Reads what is there and comes, until nobody waits for more or the queue manager is out of reach. */
    private void fetchBy(ConnectionFactory way, QueueManagerName queueManager) {
        Connection connection = null;
        try {
            connection = way.createConnection();
            Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(site.queue()), site.selector());
            connection.start();
            reached.put(queueManager, Reach.REACHED);
            while (isStillNeeded(queueManager)) {
                Message reply = consumer.receive(SLICE_MILLIS);
                if (reply != null) {
                    site.take(reply, queueManager);
                    reply.acknowledge();
                }
            }
        } catch (JMSException e) {
            log.debug("{}: replies on {} are out of reach", requester, queueManager, e);
        } finally {
            close(connection);
        }
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (JMSException e) {
            log.debug("a direct connection could not be closed", e);
        }
    }

    private void pause(QueueManagerName queueManager, Duration time) {
        lock.lock();
        try {
            long nanos = time.toNanos();
            while (nanos > 0 && isNeeded(queueManager)) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            // Nobody has a reason to; the thread is ours, and goes on until it is closed.
            log.debug("{}: interrupted while waiting for {}", requester, queueManager);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends all threads; they notice within a slice, or when an attempt to connect has ended.
     *
     * @param deletes whether the queues that stay behind are ours, and are to go
     */
    void close(boolean deletes) {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            if (deletes) {
                left.forEach(this::deleteOn);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called under the lock. */
    private void deleteOn(QueueManagerName queueManager) {
        Thread fetches = fetching.get(queueManager);
        Thread thread = new Thread(
                null,
                () -> {
                    join(fetches);
                    DynamicQueues.delete(site.queue(), queueManager.value(), factory);
                },
                "mooring-stranded " + requester + " " + queueManager,
                0,
                false);
        thread.setDaemon(true);
        fetching.put(queueManager, thread);
        thread.start();
    }

    private static void join(@Nullable Thread fetches) {
        try {
            if (fetches != null) {
                fetches.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the threads to end after {@link #close}; one that tries to connect may take longer. */
    void awaitEnd(Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        for (Thread thread : threads()) {
            try {
                long left = until - System.nanoTime();
                if (left > 0 && thread != Thread.currentThread()) {
                    TimeUnit.NANOSECONDS.timedJoin(thread, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<Thread> threads() {
        lock.lock();
        try {
            return List.copyOf(fetching.values());
        } finally {
            lock.unlock();
        }
    }
}
