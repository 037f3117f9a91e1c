package io.mooring.benchmarks.scaling;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Kubernetes' Horizontal Pod Autoscaler with its defaults over the depth of a queue, looked at each 15 s.
 *
 * <pre>
 * KEDA's ibmmq scaler: the depth of each instance is to be the target (an external metric with an average value)
 *        ratio = depth / (target * instances); wanted = depth / target, rounded up
 * plain threshold: the depth of the queue is to be the target (an external metric with a value)
 *        ratio = depth / target; wanted = instances * ratio, rounded up
 *
 * ratio within 0.9 to 1.1: as many as there are
 * up:     at once, in 15 s by 4 or to the double, whichever is more
 * down:   to the greatest number that was recommended in the last 300 s
 * </pre>
 */
final class HpaRule implements ScalingRule {

    private static final double TOLERANCE = 0.1;
    private static final int DOWN_WINDOW_SECONDS = 300;

    private final String name;
    private final boolean perInstance;
    private final int fewest;
    private final int most;
    private final int target;
    private final Deque<int[]> recommended = new ArrayDeque<>();

    private HpaRule(String name, boolean perInstance, int fewest, int most, int target) {
        this.name = name;
        this.perInstance = perInstance;
        this.fewest = fewest;
        this.most = most;
        this.target = target;
    }

    /** KEDA's ibmmq scaler with this {@code queueDepth}; 20 is its default. */
    static HpaRule keda(int fewest, int most, int queueDepth) {
        return new HpaRule("KEDA, queueDepth " + queueDepth, true, fewest, most, queueDepth);
    }

    /** A plain threshold for the depth of the whole queue. */
    static HpaRule threshold(int fewest, int most, int depth) {
        return new HpaRule("plain threshold, depth " + depth, false, fewest, most, depth);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int instances(int second, int depth, int readers, int ordered, long in, long out) {
        double ratio = depth / (double) (perInstance ? target * ordered : target);
        double exact = perInstance ? depth / (double) target : ordered * ratio;
        int wanted = Math.abs(1 - ratio) <= TOLERANCE ? ordered : (int) Math.ceil(exact);
        recommended.addLast(new int[] {second, wanted});
        while (recommended.getFirst()[0] < second - DOWN_WINDOW_SECONDS) {
            recommended.removeFirst();
        }
        int result = wanted;
        if (wanted < ordered) {
            int greatest = recommended.stream().mapToInt(one -> one[1]).max().orElse(wanted);
            result = Math.min(ordered, greatest);
        } else if (wanted > ordered) {
            result = Math.min(wanted, Math.max(ordered + 4, ordered * 2));
        }
        return Math.min(most, Math.max(fewest, result));
    }
}
