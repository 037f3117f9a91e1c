package io.mooring.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many operations the lanes of a race make. */
class RaceTest {
    private static final Duration ROUND = Duration.ofMillis(50);
    private static final Duration SLOW = Duration.ofMillis(10);

    private final List<Integer> rounds = new ArrayList<>();

    @Test
    void aLaneThatIsSlowMakesAsManyOperationsAsFitIntoARound() throws Exception {
        Race.ofAtMost(1_000_000, ROUND).lane("slow", lane(SLOW)).run(Effort.SMOKE);

        assertThat(last(rounds)).isBetween(1, (int) ROUND.dividedBy(SLOW));
    }

    @Test
    void aLaneThatNeedsLongerForOneMakesOne() throws Exception {
        Race.ofAtMost(1_000_000, SLOW.dividedBy(10)).lane("slow", lane(SLOW)).run(Effort.SMOKE);

        assertThat(last(rounds)).isOne();
    }

    @Test
    void aLaneThatIsFastMakesAllOfThemWhateverTheEffort() throws Exception {
        Race.ofAtMost(3, Duration.ofHours(1)).lane("fast", lane(Duration.ZERO)).run(Effort.SMOKE);

        assertThat(last(rounds)).isEqualTo(3);
    }

    @Test
    void lessEffortIsFewerOperations() throws Exception {
        Map<String, Samples> rates =
                new Race(20_000).lane("fast", lane(Duration.ZERO)).run(Effort.QUICK);

        assertThat(last(rounds)).isEqualTo(5_000);
        assertThat(rates).containsOnlyKeys("fast", "fast" + Race.CPU);
        assertThat(rates.get("fast").values()).hasSize(Effort.QUICK.rounds());
    }

    private Workload lane(Duration each) {
        return Workload.of(operations -> {
            rounds.add(operations);
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < operations * each.toNanos()) {
                Thread.onSpinWait();
            }
        });
    }

    private static int last(List<Integer> all) {
        return all.get(all.size() - 1);
    }
}
