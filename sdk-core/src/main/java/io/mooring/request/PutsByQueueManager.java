package io.mooring.request;

import io.mooring.QueueManagerName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pending requests of each queue manager, in the order in which their puts were told, linked through their own fields.
 *
 * <p>Not safe for threads.
 */
final class PutsByQueueManager<R> {
    /** The requests on one queue manager. */
    static final class Group<R> {
        private final QueueManagerName queueManager;
        private @Nullable Request<R> first;
        private @Nullable Request<R> last;
        private int size;

        private Group(QueueManagerName queueManager) {
            this.queueManager = queueManager;
        }
    }

    private final Map<QueueManagerName, Group<R>> groups = new HashMap<>();

    void add(Request<R> request, QueueManagerName queueManager) {
        Group<R> group = groups.computeIfAbsent(queueManager, Group::new);
        request.group = group;
        request.previousPut = group.last;
        if (group.last == null) {
            group.first = request;
        } else {
            group.last.nextPut = request;
        }
        group.last = request;
        group.size++;
    }

    /** Removes a request, if it is there. */
    void remove(Request<R> request) {
        Group<R> group = request.group;
        if (group == null) {
            return;
        }
        Request<R> previous = request.previousPut;
        Request<R> next = request.nextPut;
        if (previous == null) {
            group.first = next;
        } else {
            previous.nextPut = next;
        }
        if (next == null) {
            group.last = previous;
        } else {
            next.previousPut = previous;
        }
        request.group = null;
        request.previousPut = null;
        request.nextPut = null;
        group.size--;
        if (group.size == 0) {
            groups.remove(group.queueManager);
        }
    }

    int count(QueueManagerName queueManager) {
        Group<R> group = groups.get(queueManager);
        return group == null ? 0 : group.size;
    }

    /**
     * Some requests on a queue manager.
     *
     * @param former the portion before, empty for the first one
     * @return those after it, empty if there are none
     */
    List<Request<R>> portion(QueueManagerName queueManager, List<Request<R>> former, int size) {
        List<Request<R>> portion = new ArrayList<>();
        Group<R> group = groups.get(queueManager);
        Request<R> request = group == null ? null : after(group, former);
        while (request != null && portion.size() < size) {
            portion.add(request);
            request = request.nextPut;
        }
        return portion;
    }

    /** The first request that was not in this portion nor in those before it. */
    private static <R> @Nullable Request<R> after(Group<R> group, List<Request<R>> portion) {
        // Those that ended meanwhile lead nowhere; hardly ever all of them have.
        for (int i = portion.size() - 1; i >= 0; i--) {
            if (portion.get(i).group == group) {
                return portion.get(i).nextPut;
            }
        }
        long seen = portion.isEmpty() ? 0 : portion.get(portion.size() - 1).order;
        Request<R> request = group.first;
        while (request != null && request.order <= seen) {
            request = request.nextPut;
        }
        return request;
    }
}
