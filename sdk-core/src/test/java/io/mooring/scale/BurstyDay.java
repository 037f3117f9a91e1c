package io.mooring.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A day of messages: a wave from night to noon, bursts of minutes, and batches that arrive within ten seconds. All
 * chance comes from the seed, by algorithms that the JDK specifies.
 */
final class BurstyDay {

    static final int SECONDS = 24 * 60 * 60;

    /** When each message arrives, in seconds since midnight, ascending. */
    final double[] arrivals;

    /** How long an instance works on each, in seconds. */
    final double[] work;

    BurstyDay(long seed, double meanWorkSeconds) {
        Random chance = new Random(seed);
        double[] rate = new double[SECONDS];
        for (int second = 0; second < SECONDS; second++) {
            rate[second] = 22 - 18 * StrictMath.cos(2 * StrictMath.PI * second / SECONDS);
        }
        for (int burst = 0; burst < 24; burst++) {
            int begin = chance.nextInt(SECONDS - 1000);
            int length = 120 + chance.nextInt(780);
            double height = 10 + 40 * chance.nextDouble();
            for (int second = begin; second < begin + length; second++) {
                rate[second] += height;
            }
        }
        for (int batch = 0; batch < 12; batch++) {
            int begin = chance.nextInt(SECONDS - 1000);
            double height = 50 + 150 * chance.nextDouble();
            for (int second = begin; second < begin + 10; second++) {
                rate[second] += height;
            }
        }
        List<double[]> seconds = new ArrayList<>();
        int total = 0;
        for (int second = 0; second < SECONDS; second++) {
            double[] within = new double[poisson(rate[second], chance)];
            for (int i = 0; i < within.length; i++) {
                within[i] = second + chance.nextDouble();
            }
            Arrays.sort(within);
            seconds.add(within);
            total += within.length;
        }
        arrivals = new double[total];
        work = new double[total];
        int next = 0;
        for (double[] within : seconds) {
            for (double at : within) {
                arrivals[next] = at;
                work[next++] = -meanWorkSeconds * StrictMath.log(1 - chance.nextDouble());
            }
        }
    }

    /** Counts how many waits of an exponential kind fit into one. */
    private static int poisson(double mean, Random chance) {
        int count = -1;
        double left = mean;
        while (left >= 0) {
            left += StrictMath.log(1 - chance.nextDouble());
            count++;
        }
        return count;
    }
}
