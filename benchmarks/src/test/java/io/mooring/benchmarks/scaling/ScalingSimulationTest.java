package io.mooring.benchmarks.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.benchmarks.scaling.SimulatedFleet.Result;
import io.mooring.scale.ScaleAdvisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The advisor against the rule of KEDA's ibmmq scaler, over a day of bursts: 2 to 20 instances that take 5 messages a
 * second each and need 40 s to start. Seeds 1 to 3 were used to choose the advisor's defaults, so other seeds judge.
 */
class ScalingSimulationTest {

    private static final int FEWEST = 2;
    private static final int MOST = 20;
    private static final int RUNNING_AT_MIDNIGHT = 4;
    private static final double MEAN_WORK_SECONDS = 0.2;
    private static final long SEED_OF_THE_TABLE = 11;
    private static final Pattern ROW = Pattern.compile("^\\| (KEDA, queueDepth|Mooring, |all 20)");

    private static final Map<String, Result> RESULTS = new ConcurrentHashMap<>();
    private static final Map<Long, Load> DAYS = new ConcurrentHashMap<>();

    private static final ScaleAdvisor DEFAULTS = ScaleAdvisor.instancesBetween(FEWEST, MOST);
    private static final ScaleAdvisor THRIFTY = DEFAULTS.busyAtMost(1)
            .depthPerInstance(1000)
            .drainWithin(Duration.ofMinutes(5))
            .coolDown(Duration.ofMinutes(1));
    private static final ScaleAdvisor QUICK = DEFAULTS.coolDown(Duration.ofMinutes(1));

    /** Targets of KEDA's rule; its default is 20. More than 300 is slower and hardly cheaper. */
    private static final int[] TARGETS = {5, 20, 50, 100, 150, 200, 300};

    /** What a row of the table comes from: a name, the rules, and whether rates are measured. */
    private record Setting(String name, ScaleAdvisor advisor, boolean measuring, int coolDownSeconds) {
        ScalingRule rule() {
            return new AdvisorRule(name, advisor, measuring, RUNNING_AT_MIDNIGHT);
        }
    }

    private static final List<Setting> SETTINGS = List.of(
            new Setting("Mooring, defaults, measured rates", DEFAULTS, true, 180),
            new Setting("Mooring, thrifty, measured rates", THRIFTY, true, 60),
            new Setting("Mooring, defaults, depth only", DEFAULTS, false, 180),
            new Setting("Mooring, 100 each, cool-down 1 min, depth only", QUICK, false, 60),
            new Setting("Mooring, 200 each, cool-down 1 min, depth only", QUICK.depthPerInstance(200), false, 60),
            new Setting("Mooring, 300 each, cool-down 1 min, depth only", QUICK.depthPerInstance(300), false, 60));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {SEED_OF_THE_TABLE, 12, 13})
    void withItsDefaultsItCostsLessThanTheThresholdRuleWithItsDefaultsAndKeepsFewerWaiting(long seed) {
        Result keda = run(seed, HpaRule.keda(FEWEST, MOST, 20));
        for (Setting setting : SETTINGS) {
            Result ours = run(seed, setting.rule());
            if (setting.advisor() == DEFAULTS) {
                assertThat(ours.instanceHours()).as(ours.rule()).isLessThan(keda.instanceHours());
                assertThat(ours.wait95()).as(ours.rule()).isLessThanOrEqualTo(keda.wait95());
            }
        }
    }

    /** However the threshold is chosen, one of our rows is cheaper and no slower: tuning it does not close the gap. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {SEED_OF_THE_TABLE, 12, 13})
    void forEachTargetOfTheThresholdRuleThereIsASettingThatIsCheaperAndNoSlower(long seed) {
        for (int target : TARGETS) {
            Result keda = run(seed, HpaRule.keda(FEWEST, MOST, target));
            assertThat(SETTINGS)
                    .as("%s: %.1f h, %.1f s", keda.rule(), keda.instanceHours(), keda.wait95())
                    .anySatisfy(setting -> {
                        Result ours = run(seed, setting.rule());
                        assertThat(ours.instanceHours()).isLessThan(keda.instanceHours());
                        assertThat(ours.wait95()).isLessThanOrEqualTo(keda.wait95());
                    });
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {SEED_OF_THE_TABLE, 12, 13})
    void theDirectionChangesAtMostOnceInACoolDownAndTheBacklogIsBounded(long seed) {
        Result always = run(seed, ScalingRule.always(MOST));
        for (Setting setting : SETTINGS) {
            Result ours = run(seed, setting.rule());

            assertThat(ours.turns()).as(ours.rule()).hasSizeGreaterThan(10);
            assertThat(ours.shortestBetweenTurns()).as(ours.rule()).isGreaterThanOrEqualTo(setting.coolDownSeconds());
            // What 20 instances could not have helped, and what they would have done while the turn that they had to
            // wait for, their start, and two looks went by.
            int waiting = setting.coolDownSeconds() + SimulatedFleet.START_UP_SECONDS + 2 * SimulatedFleet.LOOK_SECONDS;
            assertThat(ours.deepest())
                    .as(ours.rule())
                    .isLessThan(always.deepest() + (int) (waiting * MOST / MEAN_WORK_SECONDS));
            assertThat(ours.taken()).as(ours.rule()).isGreaterThan(day(seed).arrivals.length - 1500);
        }
    }

    @Test
    void theTableInTheDocumentIsWhatComesOut() throws IOException {
        long seed = SEED_OF_THE_TABLE;
        List<String> table = Stream.of(
                        Arrays.stream(TARGETS).<ScalingRule>mapToObj(target -> HpaRule.keda(FEWEST, MOST, target)),
                        SETTINGS.stream().map(Setting::rule),
                        Stream.of(ScalingRule.always(MOST)))
                .flatMap(rules -> rules)
                .map(rule -> run(seed, rule).row())
                .toList();
        Path module = Path.of(System.getProperty("basedir", "."));
        Files.write(Files.createDirectories(module.resolve("target")).resolve("scaling-table.md"), table);

        List<String> page = Files.readAllLines(module.resolve("../docs/scaling.md"));
        assertThat(page.stream().filter(line -> ROW.matcher(line).find()))
                .as("rows of docs/scaling.md against benchmarks/target/scaling-table.md, seed %d", SEED_OF_THE_TABLE)
                .containsExactlyElementsOf(table);
        assertThat(page)
                .contains(String.format(
                        Locale.ROOT,
                        "The work alone is %.0f instance-hours.",
                        day(seed).totalWork() / 3600));
    }

    private static Load day(long seed) {
        return DAYS.computeIfAbsent(seed, one -> Load.burstyDay(one, MEAN_WORK_SECONDS));
    }

    /** The days of the table and what came of them are needed twice. */
    private static Result run(long seed, ScalingRule rule) {
        return RESULTS.computeIfAbsent(
                seed + " " + rule.name(), key -> new SimulatedFleet(day(seed), rule).run(RUNNING_AT_MIDNIGHT));
    }
}
