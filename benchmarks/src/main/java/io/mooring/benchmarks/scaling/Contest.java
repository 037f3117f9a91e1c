package io.mooring.benchmarks.scaling;

import io.mooring.benchmarks.page.BarChart;
import io.mooring.benchmarks.page.BarChart.Bar;
import io.mooring.benchmarks.page.LineChart;
import io.mooring.benchmarks.page.LineChart.Line;
import io.mooring.benchmarks.page.LineChart.Point;
import io.mooring.benchmarks.page.Section;
import io.mooring.benchmarks.scaling.SimulatedFleet.Look;
import io.mooring.benchmarks.scaling.SimulatedFleet.Result;
import io.mooring.scale.ScaleAdvisor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The same loads for each rule: 2 to 20 instances that take 5 messages a second each and need 40 s to start. All of it comes
 * from a seed, so that it is the same everywhere.
 */
public final class Contest {
    private static final int FEWEST = 2;
    private static final int MOST = 20;
    private static final int RUNNING_AT_FIRST = 4;
    private static final double MEAN_WORK_SECONDS = 0.2;
    private static final long SEED = 21;

    /** A look of the recording is one second; it is played as slowly as the rules look. */
    private static final int SECONDS_OF_A_RECORDED_LOOK = SimulatedFleet.LOOK_SECONDS;

    private static final int SECONDS_PER_HOUR = 3600;
    private static final String OWN = "Mooring, measured rates";
    private static final String SHOWN = "KEDA, queueDepth 100";

    private final Map<String, Load> loads = new LinkedHashMap<>();
    private final Map<String, List<Result>> results = new LinkedHashMap<>();

    /** Names of all loads, as {@link #Contest} takes them. */
    public static List<String> names() {
        return List.of("diurnal", "bursts", "ramp", "outage", "recorded");
    }

    /** Lets each rule decide about each of these loads. */
    public Contest(List<String> names) throws IOException {
        for (String name : names) {
            Load load = load(name);
            List<Result> of = new ArrayList<>();
            for (ScalingRule rule : rules()) {
                of.add(new SimulatedFleet(load, rule).run(RUNNING_AT_FIRST));
            }
            loads.put(load.name, load);
            results.put(load.name, of);
        }
    }

    private static Load load(String name) throws IOException {
        return switch (name) {
            case "diurnal" -> Load.diurnal(SEED, MEAN_WORK_SECONDS);
            case "bursts" -> Load.bursts(SEED, MEAN_WORK_SECONDS);
            case "ramp" -> Load.ramp(SEED, MEAN_WORK_SECONDS);
            case "outage" -> Load.outage(SEED, MEAN_WORK_SECONDS);
            case "recorded" -> Load.recorded(SEED, MEAN_WORK_SECONDS, SECONDS_OF_A_RECORDED_LOOK);
            default -> throw new IllegalArgumentException("there is no load '" + name + "'; there are " + names());
        };
    }

    private static List<ScalingRule> rules() {
        ScaleAdvisor defaults = ScaleAdvisor.instancesBetween(FEWEST, MOST);
        ScaleAdvisor thrifty = defaults.busyAtMost(1)
                .depthPerInstance(1000)
                .drainWithin(Duration.ofMinutes(5))
                .coolDown(Duration.ofMinutes(1));
        return List.of(
                HpaRule.keda(FEWEST, MOST, 20),
                HpaRule.keda(FEWEST, MOST, 100),
                HpaRule.keda(FEWEST, MOST, 200),
                HpaRule.threshold(FEWEST, MOST, 100),
                HpaRule.threshold(FEWEST, MOST, 500),
                new AdvisorRule(OWN, defaults, true, RUNNING_AT_FIRST),
                new AdvisorRule("Mooring, thrifty, measured rates", thrifty, true, RUNNING_AT_FIRST),
                new AdvisorRule("Mooring, depth only", defaults, false, RUNNING_AT_FIRST),
                ScalingRule.always(MOST));
    }

    /** What came of it, a section for each load, after one for all. */
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of(
                        "All loads",
                        "A simulation by those who wrote the rules, message by message; no figure of it was measured. "
                                + FEWEST + " to " + MOST + " instances that take 5 messages a second each and need "
                                + SimulatedFleet.START_UP_SECONDS + " s to start; a look each "
                                + SimulatedFleet.LOOK_SECONDS
                                + " s. KEDA's `ibmmq` rule and the plain threshold are those of Kubernetes' Horizontal Pod"
                                + " Autoscaler with its defaults. The work alone is the least that anybody could use."
                                + " \"Mooring\" is `instancesBetween(2, 20)`; \"thrifty\" as in [scaling](scaling.md).")
                .with(bars("advisor-waiting", "Wait that 95 % of the messages did not exceed", "s", Result::wait95))
                .with(bars("advisor-hours", "Instance-hours", "h", Result::instanceHours)));
        results.forEach((name, of) -> sections.add(section(name, of)));
        return sections;
    }

    private BarChart bars(String file, String title, String unit, ToDoubleFunction<Result> value) {
        List<Bar> bars = new ArrayList<>();
        results.forEach((load, of) -> of.forEach(result -> bars.add(new Bar(
                load,
                result.rule(),
                value.applyAsDouble(result),
                value.applyAsDouble(result),
                value.applyAsDouble(result)))));
        return new BarChart(file, title, unit, null, false, bars);
    }

    private Section section(String name, List<Result> of) {
        Load load = Objects.requireNonNull(loads.get(name));
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        of.forEach(result -> samples.put(
                result.rule(),
                List.of(result.instanceHours(), result.mean(), result.wait95(), result.wait99(), result.longest())));
        String file = "advisor-" + name.replaceAll("[^a-z]+", "-");
        return Section.of(
                        Character.toUpperCase(name.charAt(0)) + name.substring(1),
                        String.format(
                                Locale.ROOT,
                                "%s%,d messages in %.1f hours; the work alone is %.1f instance-hours.",
                                name.equals("recorded") ? RECORDING : "",
                                load.arrivals.length,
                                load.seconds / (double) SECONDS_PER_HOUR,
                                load.totalWork() / SECONDS_PER_HOUR))
                .withTable(
                        List.of(
                                "rule",
                                "instance-hours",
                                "mean wait s",
                                "95 % wait s",
                                "99 % wait s",
                                "longest s",
                                "deepest",
                                "changes",
                                "turns",
                                "shortest between turns s"),
                        of.stream().map(Result::cells).toList())
                .with(curve(file + "-instances", "Instances, " + name, "instances", of, load, true))
                .with(curve(file + "-depth", "Messages waiting, " + name, "messages", of, load, false))
                .withSamples(samples);
    }

    private static final String RECORDING =
            "Recorded by our own backlog monitor from a run against the embedded queue manager, in which thirty senders send and"
                    + " pause for times of a heavy-tailed distribution; each second of it is played as "
                    + SECONDS_OF_A_RECORDED_LOOK + ". ";

    private static LineChart curve(
            String file, String title, String up, List<Result> of, Load load, boolean instances) {
        List<Line> lines = new ArrayList<>();
        for (Result result : of) {
            if (result.rule().equals(OWN) || result.rule().equals(SHOWN)) {
                List<Point> points = new ArrayList<>();
                for (Look look : result.looks()) {
                    double value = instances ? look.instances() : look.depth();
                    points.add(new Point(look.second() / (double) SECONDS_PER_HOUR, value, value, value));
                }
                lines.add(new Line(result.rule(), points));
            }
        }
        if (instances) {
            lines.add(new Line("work that arrives", work(load)));
        }
        return new LineChart(file, title, "hours", up, false, false, lines);
    }

    /** How many instances the messages of each five minutes would keep busy. */
    private static List<Point> work(Load load) {
        int window = 300;
        double[] work = new double[(load.seconds + window - 1) / window];
        for (int i = 0; i < load.arrivals.length; i++) {
            work[(int) load.arrivals[i] / window] += load.work[i];
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < work.length; i++) {
            double busy = work[i] / window;
            points.add(new Point((i + 0.5) * window / SECONDS_PER_HOUR, busy, busy, busy));
        }
        return points;
    }
}
