package io.mooring.benchmarks.scaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Some hours of one queue and the instances that read it, message by message.
 *
 * <p>Messages are taken in the order of their arrival by whichever instance is free first. An instance works from the
 * start-up delay after it was ordered, and costs from the order on; one that is let go ends its message, and those that
 * have not started go first.
 */
final class SimulatedFleet {

    static final int LOOK_SECONDS = 15;
    static final int START_UP_SECONDS = 40;

    private final Load load;
    private final ScalingRule rule;
    private final List<Instance> instances = new ArrayList<>();
    private final double[] waits;
    private int taken;
    private int arrived;
    private double instanceSeconds;

    SimulatedFleet(Load load, ScalingRule rule) {
        this.load = load;
        this.rule = rule;
        this.waits = new double[load.arrivals.length];
    }

    Result run(int running) {
        for (int i = 0; i < running; i++) {
            add(0, 0);
        }
        List<Integer> turns = new ArrayList<>();
        List<Look> looks = new ArrayList<>();
        int lastDirection = 0;
        int changes = 0;
        int deepest = 0;
        for (int look = LOOK_SECONDS; look <= load.seconds; look += LOOK_SECONDS) {
            workUntil(look);
            int now = look;
            int busy = (int) instances.stream()
                    .filter(one -> one.freeAt > now && one.readyAt <= now)
                    .count();
            int depth = arrived - taken + busy;
            deepest = Math.max(deepest, depth);
            int readers =
                    (int) instances.stream().filter(one -> one.readyAt <= now).count();
            int wanted = rule.instances(look, depth, readers, instances.size(), arrived, taken - busy);
            int direction = Integer.signum(wanted - instances.size());
            if (direction != 0) {
                changes++;
                if (lastDirection != 0 && direction != lastDirection) {
                    turns.add(look);
                }
                lastDirection = direction;
            }
            resize(wanted, look);
            looks.add(new Look(look, depth, wanted));
        }
        for (Instance one : instances) {
            instanceSeconds += load.seconds - one.orderedAt;
        }
        double[] waited = Arrays.copyOf(waits, taken);
        Arrays.sort(waited);
        return new Result(
                rule.name(),
                taken,
                Arrays.stream(waited).average().orElse(0),
                percentile(waited, 0.95),
                percentile(waited, 0.99),
                percentile(waited, 1),
                instanceSeconds / 3600,
                deepest,
                changes,
                turns,
                load.seconds,
                looks);
    }

    private static double percentile(double[] ascending, double share) {
        return ascending[(int) Math.ceil(share * ascending.length) - 1];
    }

    private void workUntil(int second) {
        while (arrived < load.arrivals.length && load.arrivals[arrived] < second) {
            arrived++;
        }
        while (taken < arrived) {
            Instance one = firstFree();
            double start = Math.max(load.arrivals[taken], one.freeAt);
            if (start >= second) {
                return;
            }
            waits[taken] = start - load.arrivals[taken];
            one.freeAt = start + load.work[taken];
            taken++;
        }
    }

    /** There are twenty at most: looking at all is quicker than keeping them in order. */
    private Instance firstFree() {
        Instance first = instances.get(0);
        for (int i = 1; i < instances.size(); i++) {
            Instance one = instances.get(i);
            if (one.freeAt < first.freeAt) {
                first = one;
            }
        }
        return first;
    }

    private void resize(int wanted, int now) {
        while (instances.size() < wanted) {
            add(now, now + START_UP_SECONDS);
        }
        instances.sort(Comparator.comparingDouble(one -> one.readyAt));
        while (instances.size() > wanted) {
            Instance last = instances.remove(instances.size() - 1);
            instanceSeconds += (last.readyAt > now ? now : Math.max(now, last.freeAt)) - last.orderedAt;
        }
    }

    private void add(double orderedAt, double readyAt) {
        Instance one = new Instance();
        one.orderedAt = orderedAt;
        one.readyAt = readyAt;
        one.freeAt = readyAt;
        instances.add(one);
    }

    private static final class Instance {
        double orderedAt;
        double readyAt;
        double freeAt;
    }

    /**
     * What was seen and decided.
     *
     * @param second since the beginning
     * @param depth messages waiting and being worked on
     * @param instances that were asked for
     */
    record Look(int second, int depth, int instances) {}

    /**
     * What came of it.
     *
     * @param rule that decided
     * @param taken messages that an instance took
     * @param mean wait until an instance took a message, in seconds
     * @param wait95 wait that 95 % did not exceed, in seconds
     * @param wait99 wait that 99 % did not exceed, in seconds
     * @param longest wait, in seconds
     * @param instanceHours from order to end
     * @param deepest depth at any look
     * @param changes of the number of instances
     * @param turns seconds at which the direction of change changed
     * @param seconds of all of it
     * @param looks what was seen and decided at each look
     */
    record Result(
            String rule,
            int taken,
            double mean,
            double wait95,
            double wait99,
            double longest,
            double instanceHours,
            int deepest,
            int changes,
            List<Integer> turns,
            int seconds,
            List<Look> looks) {

        int shortestBetweenTurns() {
            int shortest = seconds;
            for (int i = 1; i < turns.size(); i++) {
                shortest = Math.min(shortest, turns.get(i) - turns.get(i - 1));
            }
            return shortest;
        }

        String row() {
            return "| " + String.join(" | ", cells()) + " |";
        }

        List<String> cells() {
            return List.of(
                    rule,
                    format("%.1f", instanceHours),
                    format("%.2f", mean),
                    format("%.1f", wait95),
                    format("%.1f", wait99),
                    format("%.0f", longest),
                    String.valueOf(deepest),
                    String.valueOf(changes),
                    String.valueOf(turns.size()),
                    String.valueOf(shortestBetweenTurns()));
        }

        private static String format(String pattern, double value) {
            return String.format(Locale.ROOT, pattern, value);
        }
    }
}
