package io.mooring.internal.mq;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The queues that one conversation has open for one purpose, so that a call opens a queue only the first time.
 *
 * <p>Bounded: where a program puts to more queues than this, the one that was not used for longest is closed.
 */
final class OpenQueues {
    private final MQQueueManager queueManager;
    private final int options;
    private final int most;
    private final Map<String, Handle> handles = new HashMap<>();

    private static final class Handle {
        final MQQueue queue;
        long usedAt;

        Handle(MQQueue queue) {
            this.queue = queue;
        }
    }

    /**
     * None open yet.
     *
     * @param most how many are kept open; a queue manager allows one connection 256 handles unless told otherwise (MAXHANDS)
     */
    OpenQueues(MQQueueManager queueManager, int options, int most) {
        this.queueManager = queueManager;
        this.options = options;
        this.most = most;
    }

    /** The queue, opened now if it was not before. */
    MQQueue get(String name) throws MQException {
        Handle handle = handles.get(name);
        if (handle == null) {
            if (handles.size() >= most) {
                closeLeastUsed();
            }
            handle = new Handle(queueManager.accessQueue(name, options));
            handles.put(name, handle);
        }
        handle.usedAt = System.nanoTime();
        return handle.queue;
    }

    /** Forgets a handle that is of no use any more, and closes it as far as that works. */
    void drop(String name) {
        Handle handle = handles.remove(name);
        if (handle != null) {
            close(handle);
        }
    }

    /** Closes what has not been used for so long; a queue that nobody gets from must not count a reader. */
    void closeUnusedFor(long nanos) {
        long now = System.nanoTime();
        Iterator<Handle> each = handles.values().iterator();
        while (each.hasNext()) {
            Handle handle = each.next();
            if (now - handle.usedAt >= nanos) {
                each.remove();
                close(handle);
            }
        }
    }

    private void closeLeastUsed() {
        List<Map.Entry<String, Handle>> entries = new ArrayList<>(handles.entrySet());
        entries.stream()
                .min((one, other) -> Long.compare(one.getValue().usedAt - other.getValue().usedAt, 0))
                .ifPresent(entry -> drop(entry.getKey()));
    }

    private static void close(Handle handle) {
        try {
            handle.queue.close();
        } catch (MQException e) {
            // The handle ends with the conversation at the latest; whoever uses the link next learns what is wrong.
            handle.usedAt = 0;
        }
    }
}
