package io.mooring.jms.internal.request;

import io.mooring.QueueManagerName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.jms.JMSException;
import javax.jms.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replies of one reply queue that were handed over, and which of them are not acknowledged yet.
 *
 * <p>If the link ends before they are, the queue manager puts them back and they come again. They are known by their message
 * ids, so that nobody is told of them a second time, whatever became of their requests.
 *
 * <p>May be used by any thread.
 */
final class HandedOver {
    private static final Logger log = LoggerFactory.getLogger(HandedOver.class);

    /** So many of a listener are unacknowledged at most: more would save next to nothing, and leave more behind if the program dies. */
    static final int MOST_OPEN = 16;

    /** Also those count that were acknowledged: an acknowledgement may be lost, and seem to have been made. */
    private static final int REMEMBERED = 16 * MOST_OPEN;

    /** An acknowledgement whose answer was lost may have been made: what it was for then never comes. */
    private static final Duration LOOKED_FOR = Duration.ofSeconds(10);

    private final Duration lookedFor;

    /** Guards all else. */
    private final ReentrantLock lock = new ReentrantLock();

    /** The message ids of the last ones. */
    private final Deque<String> recent = new ArrayDeque<>();

    private final List<Batch> batches = new ArrayList<>();
    private final Map<QueueManagerName, Left> left = new HashMap<>();

    /** What went back to the queue on a queue manager that was left. */
    private record Left(Set<String> ids, long until) {}

    HandedOver() {
        this(LOOKED_FOR);
    }

    /** Replies that went back are looked for on a queue manager that was left for so long. */
    HandedOver(Duration lookedFor) {
        this.lookedFor = lookedFor;
    }

    /** Whether this reply was handed over before, and has come again since the queue manager put it back. */
    boolean comesAgain(Message reply) {
        if (!isRedelivered(reply)) {
            return false;
        }
        String id = id(reply);
        lock.lock();
        try {
            left.values().forEach(each -> each.ids.remove(id));
            left.values().removeIf(each -> each.ids.isEmpty());
            if (!recent.contains(id)) {
                return false;
            }
        } finally {
            lock.unlock();
        }
        log.debug("the reply {} came again, since the link ended before it was acknowledged", id);
        return true;
    }

    /** For one more listener. */
    Batch newBatch() {
        lock.lock();
        try {
            Batch batch = new Batch();
            batches.add(batch);
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What one listener has handed over and its session has not acknowledged: who acknowledges one of these replies does so for
     * all. Guarded by the lock.
     */
    final class Batch {
        /** Their message ids. */
        private final List<String> open = new ArrayList<>();

        private @Nullable Message last;

        /** Counts acknowledgements, successful or not. */
        private long number;

        private Batch() {}

        /**
         * A reply was handed over by the listener.
         *
         * @return how many are not acknowledged now
         */
        int add(Message reply) {
            String id = id(reply);
            lock.lock();
            try {
                if (recent.size() == REMEMBERED) {
                    recent.removeFirst();
                }
                recent.addLast(id);
                open.add(id);
                last = reply;
                return open.size();
            } finally {
                lock.unlock();
            }
        }

        /** The last reply that was handed over and not acknowledged; null if all are. */
        @Nullable
        Message last() {
            lock.lock();
            try {
                return last;
            } finally {
                lock.unlock();
            }
        }

        /** The number of acknowledgements so far. */
        long number() {
            lock.lock();
            try {
                return number;
            } finally {
                lock.unlock();
            }
        }

        /** All were acknowledged, or that failed, and they come again. */
        void acknowledged() {
            lock.lock();
            try {
                open.clear();
                last = null;
                number++;
            } finally {
                lock.unlock();
            }
        }
    }

    /** The connection has left this queue manager: what is not acknowledged is on its queue again. */
    void left(QueueManagerName queueManager) {
        lock.lock();
        try {
            Set<String> open = new HashSet<>();
            batches.forEach(batch -> open.addAll(batch.open));
            if (!open.isEmpty()) {
                left.put(queueManager, new Left(open, System.nanoTime() + lookedFor.toNanos()));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether replies that were handed over are thought to be on the queue of this queue manager again. */
    boolean isLeftOn(QueueManagerName queueManager) {
        lock.lock();
        try {
            Left there = left.get(queueManager);
            if (there != null && System.nanoTime() - there.until >= 0) {
                left.remove(queueManager);
                return false;
            }
            return there != null;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isRedelivered(Message message) {
        try {
            return message.getJMSRedelivered();
        } catch (JMSException e) {
            return false;
        }
    }

    private static String id(Message message) {
        try {
            String id = message.getJMSMessageID();
            return id == null ? "" : id;
        } catch (JMSException e) {
            return "";
        }
    }
}
