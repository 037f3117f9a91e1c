package io.mooring.embedded.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The instances of one application that were asked to move and have not arrived yet, and the queue managers with room for
 * them. Guarded by its balancer.
 *
 * <p>A queue manager without room sends a client on only while another one has room, so nobody is refused everywhere; and
 * each arrival takes room or ends the rebalance, so it ends.
 *
 * @param <Q> queue manager
 */
final class Rebalance<Q> {
    private final Map<Q, Integer> room;
    private final long deadline;
    private int underWay;

    /**
     * A rebalance that begins.
     *
     * @param room how many instances each queue manager lacks
     * @param underWay how many instances were asked to move
     * @param deadline the {@link System#nanoTime} at which it is over, wherever they are
     */
    Rebalance(Map<Q, Integer> room, int underWay, long deadline) {
        this.room = new HashMap<>(room);
        this.underWay = underWay;
        this.deadline = deadline;
    }

    boolean isOver(long now) {
        return underWay <= 0 || now - deadline >= 0;
    }

    /**
     * An instance wants to come in.
     *
     * @param accepts whether a queue manager can be reached now
     * @return whether it may; then it is counted
     */
    boolean admits(Q queueManager, Predicate<Q> accepts) {
        int here = room.getOrDefault(queueManager, 0);
        boolean roomElsewhere = room.entrySet().stream()
                .anyMatch(other ->
                        !other.getKey().equals(queueManager) && other.getValue() > 0 && accepts.test(other.getKey()));
        if (here <= 0 && roomElsewhere) {
            return false;
        }
        room.put(queueManager, here - 1);
        underWay--;
        return true;
    }
}
