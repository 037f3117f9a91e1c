package io.mooring.embedded.store;

import io.mooring.embedded.admin.QueueStatistics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What was put to a queue and got from it: when last, and how many since the statistics were reset. Guarded by its monitor. */
final class QueueTraffic {
    private final InstantSource clock;
    private long lastPut;
    private long lastGet;
    private int highDepth;
    private int enqueued;
    private int dequeued;
    private long since;

    QueueTraffic(InstantSource clock) {
        this.clock = clock;
        this.since = clock.millis();
    }

    void put(long at) {
        lastPut = at;
        enqueued++;
    }

    void got() {
        lastGet = clock.millis();
        dequeued++;
    }

    void depthReached(int depth) {
        highDepth = Math.max(highDepth, depth);
    }

    Optional<Instant> lastPut() {
        return instant(lastPut);
    }

    Optional<Instant> lastGet() {
        return instant(lastGet);
    }

    /** What RESET QSTATS shows, then begins again. */
    QueueStatistics reset(String queue, int depth) {
        long now = clock.millis();
        QueueStatistics statistics =
                new QueueStatistics(queue, highDepth, enqueued, dequeued, Duration.ofMillis(now - since));
        highDepth = depth;
        enqueued = 0;
        dequeued = 0;
        since = now;
        return statistics;
    }

    private static Optional<Instant> instant(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
