package io.mooring.scale;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * KEDA's ibmmq scaler with the Horizontal Pod Autoscaler's defaults: an external metric with an average value as its
 * target, looked at each 15 s.
 *
 * <pre>
 * ratio = depth / (target * instances); within 0.9 to 1.1: as many as there are; else: depth / target, rounded up
 * up:     at once, in 15 s by 4 or to the double, whichever is more
 * down:   to the greatest number that was recommended in the last 300 s
 * </pre>
 */
final class KedaRule implements ScalingRule {

    private static final double TOLERANCE = 0.1;
    private static final int DOWN_WINDOW_SECONDS = 300;

    private final int fewest;
    private final int most;
    private final int target;
    private final Deque<int[]> recommended = new ArrayDeque<>();

    KedaRule(int fewest, int most, int target) {
        this.fewest = fewest;
        this.most = most;
        this.target = target;
    }

    @Override
    public String name() {
        return "KEDA, queueDepth " + target;
    }

    @Override
    public int instances(int second, int depth, int readers, int ordered, long in, long out) {
        double ratio = depth / (double) (target * ordered);
        int wanted = Math.abs(1 - ratio) <= TOLERANCE ? ordered : (int) Math.ceil(depth / (double) target);
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
