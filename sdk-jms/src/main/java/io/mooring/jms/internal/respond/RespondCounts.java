package io.mooring.jms.internal.respond;

import io.mooring.QueueManagerName;
import io.mooring.observe.Telemetry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What became of the requests of one responder, in numbers. May be used by any thread. */
final class RespondCounts {
    private final String queue;
    private final Telemetry telemetry;
    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong replied = new AtomicLong();
    private final AtomicLong backedOut = new AtomicLong();
    private final AtomicLong inDoubt = new AtomicLong();
    private final AtomicLong setAside = new AtomicLong();
    private volatile long lastActivity = System.nanoTime();

    RespondCounts(String queue, Telemetry telemetry) {
        this.queue = queue;
        this.telemetry = telemetry;
    }

    void noteHandled(boolean answered) {
        // In this order, so that nobody sees a request handled whose reply does not count yet.
        if (answered) {
            replied.incrementAndGet();
        }
        handled.incrementAndGet();
    }

    void noteBackedOut(QueueManagerName queueManager) {
        telemetry.backedOut(queue, queueManager);
        backedOut.incrementAndGet();
    }

    void noteSetAside(QueueManagerName queueManager) {
        telemetry.requeued(queue, queueManager);
        setAside.incrementAndGet();
    }

    void noteInDoubt() {
        inDoubt.incrementAndGet();
    }

    /** A request was done with, in whatever way. */
    void noteActivity() {
        lastActivity = System.nanoTime();
    }

    long handled() {
        return handled.get();
    }

    long replied() {
        return replied.get();
    }

    long backedOut() {
        return backedOut.get();
    }

    long inDoubt() {
        return inDoubt.get();
    }

    long setAside() {
        return setAside.get();
    }

    Duration sinceActivity() {
        return Duration.ofNanos(System.nanoTime() - lastActivity);
    }
}
