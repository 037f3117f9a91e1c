package io.mooring.scale;

import io.mooring.QueueManagerName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How fast messages arrive and how fast one reader takes them, as measured so far.
 *
 * @param arrival messages a second on all queue managers, smoothed; NaN: not measured
 * @param service messages a second by one reader that is never short of work, smoothed; NaN: not measured
 * @param quiet whether nothing was put between the last two observations; false if that is not known
 */
record Rates(double arrival, double service, boolean quiet) {

    static final Rates UNKNOWN = new Rates(Double.NaN, Double.NaN, false);

    /** Arrivals follow the present within half a minute or so. */
    private static final double ARRIVAL_MEMORY_SECONDS = 20;

    /** A program's speed changes seldom; the share of a new measurement in it. */
    private static final double SERVICE_SHARE = 0.3;

    /**
     * Who has a quarter of what was taken still waiting at both ends was hardly ever without work in between. A shorter queue
     * may have been empty meanwhile: then readers are at least as fast as it looks, and nothing says that they are slower.
     */
    private static final double CERTAIN_SHARE = 0.25;

    /** Whether both are known, so that a number of instances can be worked out. */
    boolean known() {
        return arrival >= 0 && service > 0;
    }

    /** What is known after another observation; queue managers without counts in both contribute nothing. */
    Rates after(FleetObservation before, FleetObservation now) {
        double seconds = seconds(Duration.between(before.at(), now.at()));
        Map<QueueManagerName, QueueObservation.Seen> earlier = new HashMap<>();
        before.seen().forEach(one -> earlier.put(one.queueManager(), one));
        long in = 0;
        boolean counted = false;
        long outWhileBusy = 0;
        int busyReaders = 0;
        boolean certain = true;
        for (QueueObservation.Seen later : now.seen()) {
            QueueObservation.Seen first = earlier.get(later.queueManager());
            if (first == null || first.counts().isEmpty() || later.counts().isEmpty()) {
                continue;
            }
            long put = later.counts().get().in() - first.counts().get().in();
            long got = later.counts().get().out() - first.counts().get().out();
            if (put < 0 || got < 0) {
                continue; // the queue manager was restarted and counts anew
            }
            counted = true;
            in += put;
            if (busyAllTheTime(first, later)) {
                outWhileBusy += got;
                busyReaders += later.readers();
                certain &= Math.min(first.depth(), later.depth()) >= got * CERTAIN_SHARE;
            }
        }
        if (!counted) {
            return new Rates(arrival, service, false);
        }
        // StrictMath: the same advice on every machine.
        double share = 1 - StrictMath.exp(-seconds / ARRIVAL_MEMORY_SECONDS);
        double arrivalNow = smoothed(arrival, in / seconds, share);
        double serviceNow = service;
        if (outWhileBusy > 0) {
            double sample = outWhileBusy / seconds / busyReaders;
            serviceNow = certain || sample > service ? smoothed(service, sample, SERVICE_SHARE) : service;
        }
        return new Rates(arrivalNow, serviceNow, in == 0 && now.complete());
    }

    /** As many readers before and after, and not fewer messages than readers at both looks: all of them had work then. */
    private static boolean busyAllTheTime(QueueObservation.Seen first, QueueObservation.Seen later) {
        return first.readers() > 0
                && first.readers() == later.readers()
                && first.depth() >= first.readers()
                && later.depth() >= later.readers();
    }

    private static double smoothed(double before, double sample, double share) {
        return Double.isNaN(before) ? sample : before + share * (sample - before);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
