package io.mooring.benchmarks;

import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.mqi.Reason;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A way in which a client loses its queue manager, and how that is set right again.
 *
 * @param name what it is called in a table
 * @param happen what it does to the queue manager
 * @param heal what makes the queue manager take clients again
 * @param median within which time half of the moves are to be over
 * @param most within which time 99 of 100 are
 */
record Loss(
        String name,
        Consumer<EmbeddedQueueManager> happen,
        Consumer<EmbeddedQueueManager> heal,
        Duration median,
        Duration most) {
    private static final String QUIESCE = "quiesce";
    private static final String DROPPED = "socket dropped";
    private static final String CRASH = "crash";
    private static final Duration MEDIAN = Duration.ofMillis(50);
    private static final Duration MOST = Duration.ofMillis(150);

    /** Sockets stay open and nothing answers: noticed by the heartbeat, each second here. */
    private static final Duration NOTICED = Duration.ofMillis(2_500);

    static final List<Loss> ALL = List.of(
            new Loss(DROPPED, EmbeddedQueueManager::dropSockets, queueManager -> {}, MEDIAN, MOST),
            new Loss(
                    "listener gone",
                    queueManager -> {
                        queueManager.stopListening();
                        queueManager.dropSockets();
                    },
                    EmbeddedQueueManager::startListening,
                    MEDIAN,
                    MOST),
            new Loss(QUIESCE, EmbeddedQueueManager::quiesce, EmbeddedQueueManager::endQuiesce, MEDIAN, MOST),
            new Loss("asked to move", EmbeddedQueueManager::askToReconnect, queueManager -> {}, MEDIAN, MOST),
            new Loss(
                    "black hole",
                    EmbeddedQueueManager::blackHole,
                    EmbeddedQueueManager::endBlackHole,
                    NOTICED,
                    NOTICED));

    /** Those that every library is to survive; wherever the queue manager can be, it takes nobody back before it is healed. */
    static final List<Loss> COMMON = List.of(
            new Loss(DROPPED, EmbeddedQueueManager::dropSockets, queueManager -> {}, MEDIAN, MOST),
            new Loss(
                    "listener gone",
                    queueManager -> {
                        queueManager.stopListening();
                        queueManager.dropSockets();
                    },
                    EmbeddedQueueManager::startListening,
                    MEDIAN,
                    MOST),
            new Loss(
                    "asked to reconnect",
                    queueManager -> {
                        queueManager.refuseConnects(Reason.Q_MGR_QUIESCING);
                        queueManager.askToReconnect();
                    },
                    EmbeddedQueueManager::acceptConnects,
                    MEDIAN,
                    MOST),
            new Loss(CRASH, EmbeddedQueueManager::crash, EmbeddedQueueManager::start, MEDIAN, MOST),
            new Loss(
                    "black hole",
                    queueManager -> {
                        queueManager.stopListening();
                        queueManager.blackHole(connection -> true);
                    },
                    queueManager -> {
                        queueManager.endBlackHole();
                        queueManager.startListening();
                    },
                    NOTICED,
                    NOTICED));

    /** Whether the client may find the same queue manager again at once. */
    boolean leavesTheListener() {
        return name.equals(DROPPED);
    }

    /** Whether it takes all messages along that are not persistent. */
    boolean takesMessages() {
        return name.equals(CRASH);
    }

    /**
     * Whether it moves a JMS connection that waits for replies and calls nothing: one of a queue manager that quiesces stays,
     * and the loss of a host is noticed by the heartbeat, after minutes.
     */
    boolean movesIdleJms() {
        return !name.equals(QUIESCE) && !isSlow();
    }

    /** Whether it is noticed only after a heartbeat was not answered. */
    boolean isSlow() {
        return median.equals(NOTICED);
    }
}
