package io.mooring.benchmarks.scaling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Messages and the work that they make: when each arrives, by rates that change from second to second. All chance comes from
 * the seed, by algorithms that the JDK specifies.
 */
final class Load {

    static final int DAY = 24 * 60 * 60;
    private static final int HOUR = 60 * 60;

    /** For the table. */
    final String name;

    /** Until the end, in seconds. */
    final int seconds;

    /** When each message arrives, in seconds since the beginning, ascending. */
    final double[] arrivals;

    /** How long an instance works on each, in seconds. */
    final double[] work;

    private Load(String name, double[] rate, Random chance, double meanWorkSeconds) {
        this.name = name;
        this.seconds = rate.length;
        List<double[]> each = new ArrayList<>();
        int total = 0;
        for (int second = 0; second < seconds; second++) {
            double[] within = new double[poisson(rate[second], chance)];
            for (int i = 0; i < within.length; i++) {
                within[i] = second + chance.nextDouble();
            }
            Arrays.sort(within);
            each.add(within);
            total += within.length;
        }
        arrivals = new double[total];
        work = new double[total];
        int next = 0;
        for (double[] within : each) {
            for (double at : within) {
                arrivals[next] = at;
                work[next++] = -meanWorkSeconds * StrictMath.log(1 - chance.nextDouble());
            }
        }
    }

    /** A day: a wave from night to noon, bursts of minutes, and batches that arrive within ten seconds. */
    static Load burstyDay(long seed, double meanWorkSeconds) {
        Random chance = new Random(seed);
        double[] rate = wave();
        for (int burst = 0; burst < 24; burst++) {
            int begin = chance.nextInt(DAY - 1000);
            int length = 120 + chance.nextInt(780);
            add(rate, begin, length, 10 + 40 * chance.nextDouble());
        }
        for (int batch = 0; batch < 12; batch++) {
            int begin = chance.nextInt(DAY - 1000);
            add(rate, begin, 10, 50 + 150 * chance.nextDouble());
        }
        return new Load("a day of bursts", rate, chance, meanWorkSeconds);
    }

    /** A day that goes from 4 messages a second at midnight to 40 at noon and back. */
    static Load diurnal(long seed, double meanWorkSeconds) {
        return new Load("a quiet day", wave(), new Random(seed), meanWorkSeconds);
    }

    /** Eight hours of 10 messages a second, in each of which 80 more come for five minutes. */
    static Load bursts(long seed, double meanWorkSeconds) {
        double[] rate = constant(8 * HOUR, 10);
        for (int hour = 0; hour < 8; hour++) {
            add(rate, hour * HOUR + HOUR / 2, 300, 80);
        }
        return new Load("bursts", rate, new Random(seed), meanWorkSeconds);
    }

    /** From 5 messages a second to 85 within two hours, an hour there, and back within two. */
    static Load ramp(long seed, double meanWorkSeconds) {
        double[] rate = new double[5 * HOUR];
        for (int second = 0; second < rate.length; second++) {
            double up = Math.min(1, second / (2.0 * HOUR));
            double down = Math.min(1, (rate.length - second) / (2.0 * HOUR));
            rate[second] = 5 + 80 * Math.min(up, down);
        }
        return new Load("a ramp", rate, new Random(seed), meanWorkSeconds);
    }

    /** Four hours of 25 messages a second; for half an hour the sender is away, then it catches up at three times the rate. */
    static Load outage(long seed, double meanWorkSeconds) {
        int away = HOUR / 2;
        double[] rate = constant(4 * HOUR, 25);
        add(rate, HOUR, away, -25);
        add(rate, HOUR + away, away / 2, 50);
        return new Load("outage and catch-up", rate, new Random(seed), meanWorkSeconds);
    }

    /**
     * What a backlog monitor has recorded: {@code recorded-load.csv}, the messages put from one look to the next.
     *
     * @param secondsOfALook how long the time from look to look is taken to be
     */
    static Load recorded(long seed, double meanWorkSeconds, int secondsOfALook) throws IOException {
        List<Double> rate = new ArrayList<>();
        try (InputStream in = Load.class.getResourceAsStream("recorded-load.csv")) {
            if (in == null) {
                throw new IllegalStateException("recorded-load.csv is missing beside Load.class");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    double puts = Double.parseDouble(line.substring(line.indexOf(',') + 1));
                    for (int i = 0; i < secondsOfALook; i++) {
                        rate.add(puts);
                    }
                }
            }
        }
        double[] rates = rate.stream().mapToDouble(Double::doubleValue).toArray();
        return new Load("recorded", rates, new Random(seed), meanWorkSeconds);
    }

    /** The seconds that one instance would need for all of it. */
    double totalWork() {
        return Arrays.stream(work).sum();
    }

    private static double[] wave() {
        double[] rate = new double[DAY];
        for (int second = 0; second < DAY; second++) {
            rate[second] = 22 - 18 * StrictMath.cos(2 * StrictMath.PI * second / DAY);
        }
        return rate;
    }

    private static double[] constant(int seconds, double rate) {
        double[] rates = new double[seconds];
        Arrays.fill(rates, rate);
        return rates;
    }

    private static void add(double[] rate, int begin, int length, double height) {
        for (int second = begin; second < begin + length; second++) {
            rate[second] += height;
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
