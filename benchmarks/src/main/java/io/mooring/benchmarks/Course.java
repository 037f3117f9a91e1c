package io.mooring.benchmarks;

import io.mooring.benchmarks.page.BarChart;
import io.mooring.benchmarks.page.BarChart.Bar;
import io.mooring.benchmarks.page.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lets contenders run a course of one or more legs, one contender after the other, round by round. */
final class Course {
    private static final double NANOS_PER_SECOND = 1e9;

    /** A contender. */
    interface Runner {
        /** Runs all legs once; what is done outside of {@link Watch#leg} is not measured. */
        void round(int operations, Watch watch) throws Exception;

        /** Disconnects. */
        void close() throws Exception;
    }

    /** Measures the legs of one contender's round. */
    interface Watch {
        /** Runs a leg that has so many operations. */
        void leg(String name, int operations, Work work) throws Exception;
    }

    /** What a leg does. */
    interface Work {
        void run() throws Exception;
    }

    /** What a contender reached in a leg: operations per second, and bytes of heap that its threads took for each. */
    record Result(Samples rate, Samples heap) {}

    private record Place(String contender, String leg) {}

    private final Map<String, Runner> runners = new LinkedHashMap<>();
    private final Map<Place, List<Double>> rates = new LinkedHashMap<>();
    private final Map<Place, List<Double>> heaps = new LinkedHashMap<>();
    private final ThreadsHeap heap;

    /**
     * A course whose queue managers are not counted in.
     *
     * @param queueManager the name that their threads begin with
     */
    Course(String queueManager) {
        this.heap = new ThreadsHeap(thread -> !thread.startsWith(queueManager));
    }

    /** Adds a contender, which the course closes. */
    Course runner(String name, Runner runner) {
        if (runners.putIfAbsent(name, runner) != null) {
            throw new IllegalArgumentException("there are two contenders of the name " + name);
        }
        return this;
    }

    /** Runs all rounds, and closes the contenders. */
    void run(int operations, Effort effort) throws Exception {
        try {
            int all = effort.warmUps() + effort.rounds();
            for (int round = -effort.warmUps(); round < effort.rounds(); round++) {
                BenchmarkProgram.progress("  round " + (round + effort.warmUps() + 1) + " of " + all);
                for (Map.Entry<String, Runner> runner : runners.entrySet()) {
                    try {
                        runner.getValue().round(operations, watch(runner.getKey(), round >= 0));
                    } catch (Exception e) {
                        throw new IllegalStateException(runner.getKey() + " failed in round " + round, e);
                    }
                }
            }
        } finally {
            for (Runner runner : runners.values()) {
                runner.close();
            }
        }
    }

    private Watch watch(String contender, boolean counts) {
        return (leg, operations, work) -> {
            ThreadsHeap.Reading before = heap.read();
            long begin = System.nanoTime();
            work.run();
            double nanos = (double) System.nanoTime() - begin;
            double bytes = heap.read().since(before);
            if (counts) {
                Place place = new Place(contender, leg);
                rates.computeIfAbsent(place, key -> new ArrayList<>()).add(operations * NANOS_PER_SECOND / nanos);
                heaps.computeIfAbsent(place, key -> new ArrayList<>()).add(bytes / operations);
            }
        };
    }

    /**
     * What all contenders reached in some legs, with a chart of the ratios beside whom each is compared with.
     *
     * @param chart name of the chart's file
     * @param legs in the order of the table
     */
    Section section(String chart, String title, List<String> legs, List<? extends Contestant<?>> contestants) {
        List<List<String>> rows = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        for (String leg : legs) {
            for (Contestant<?> contestant : contestants) {
                Result own = result(contestant.name(), leg);
                String beside = "";
                String ratio = "";
                if (!contestant.name().equals(contestant.beside())) {
                    Samples ahead = own.rate()
                            .dividedBy(result(contestant.beside(), leg).rate());
                    beside = contestant.beside();
                    ratio = String.format(Locale.ROOT, "%.2f", ahead.median());
                    bars.add(ahead.bar(leg, contestant.name() + ", beside " + beside));
                }
                String bytes = Samples.number(own.heap().median());
                rows.add(List.of(leg, contestant.name(), own.rate().withSpread(), bytes, beside, ratio));
                samples.put(
                        leg + ", " + contestant.name() + ", per s", own.rate().values());
                samples.put(
                        leg + ", " + contestant.name() + ", bytes of heap",
                        own.heap().values());
            }
        }
        return Section.of(title, "")
                .withTable(List.of("What", "Library", "per s", "bytes of heap for each", "beside", "Ratio"), rows)
                .with(BarChart.ofRatios(chart, title, "times the rate without it", bars))
                .withSamples(samples);
    }

    /** What a contender reached in a leg. */
    Result result(String contender, String leg) {
        Place place = new Place(contender, leg);
        List<Double> rate = rates.get(place);
        List<Double> bytes = heaps.get(place);
        if (rate == null || bytes == null) {
            throw new IllegalStateException("nothing was measured for " + place + "; there is " + rates.keySet());
        }
        return new Result(new Samples(rate), new Samples(bytes));
    }
}
