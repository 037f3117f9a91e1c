package io.mooring.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.mooring.QueueManagerName;
import io.mooring.scale.BacklogListener;
import io.mooring.scale.BacklogMonitor;
import io.mooring.scale.BacklogMonitorBuilder;
import io.mooring.scale.FleetObservation;
import io.mooring.scale.QueueDetail;
import io.mooring.scale.QueueManagerReaders;
import io.mooring.scale.QueueReader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Passes of a backlog monitor over a fleet, one soon after the other: how long each took, and what all of them cost.
 *
 * <p>A pass begins when the monitor asks which queue managers there are, and ends when it has told of the last queue.
 */
final class Passes implements BacklogListener {
    private static final Duration BEAT = Duration.ofMillis(1);
    private static final long PATIENCE_SECONDS = 300;
    private static final double MICRO = 1e3;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final WatchedFleet fleet;
    private final int skipped;
    private final int wanted;
    private final String last;
    private final List<Double> micros = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile long begin;
    private volatile boolean passing;
    private volatile Cost before = new Cost(0, 0, 0, 0);
    private volatile Cost after = before;
    private int passes;

    private Passes(WatchedFleet fleet, int skipped, int wanted) {
        this.fleet = fleet;
        this.skipped = skipped;
        this.wanted = wanted;
        String[] queues = fleet.queues();
        this.last = queues[queues.length - 1];
    }

    /**
     * What has been used.
     *
     * @param calls that the queue managers answered
     * @param bytes in both directions, where relays count them
     * @param processMicros of processor time of the whole process
     * @param serverMicros of that, in threads of the queue managers
     */
    record Cost(double calls, double bytes, double processMicros, double serverMicros) {
        Cost since(Cost earlier, int passes) {
            return new Cost(
                    (calls - earlier.calls) / passes,
                    (bytes - earlier.bytes) / passes,
                    (processMicros - earlier.processMicros) / passes,
                    (serverMicros - earlier.serverMicros) / passes);
        }
    }

    /**
     * What passes took and cost.
     *
     * @param micros of each
     * @param cost of one, on average
     */
    record Measured(Samples micros, Cost cost) {}

    /** Watches all queues of the fleet for some passes, of which the first ones are not counted. */
    static Measured of(WatchedFleet fleet, QueueManagerReaders readers, int skipped, int wanted, QueueDetail... details)
            throws InterruptedException {
        Passes passes = new Passes(fleet, skipped, wanted);
        BacklogMonitorBuilder builder = BacklogMonitor.over(passes.timed(readers))
                .queue(fleet.queues())
                .every(BEAT)
                .also(details)
                .listener(passes);
        try (BacklogMonitor monitor = builder.start()) {
            if (!passes.done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the monitor made " + passes.passes + " passes only; it has seen "
                        + monitor.latest(passes.last));
            }
        }
        return new Measured(new Samples(passes.micros), passes.after.since(passes.before, wanted));
    }

    private QueueManagerReaders timed(QueueManagerReaders readers) {
        return new QueueManagerReaders() {
            @Override
            public List<QueueManagerName> names() {
                if (!passing) { // it asks again before it tells
                    passing = true;
                    begin = System.nanoTime();
                }
                return readers.names();
            }

            @Override
            public void refresh() {
                readers.refresh();
            }

            @Override
            public QueueReader open(QueueManagerName name) {
                return readers.open(name);
            }
        };
    }

    @Override
    public void observed(FleetObservation observation) {
        if (!observation.queue().equals(last) || done.getCount() == 0) {
            return;
        }
        double took = (System.nanoTime() - begin) / MICRO;
        passing = false;
        if (!observation.complete()) {
            throw new IllegalStateException("a queue manager was not read: " + observation);
        }
        passes++;
        if (passes == skipped) {
            before = costs();
        } else if (passes > skipped) {
            micros.add(took);
        }
        if (passes == skipped + wanted) {
            after = costs();
            done.countDown();
        }
    }

    private Cost costs() {
        return new Cost(
                fleet.calls(), fleet.bytes(), PROCESS.getProcessCpuTime() / MICRO, fleet.processorNanos() / MICRO);
    }
}
