package io.mooring.embedded.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharesTest {
    @Test
    void whoHasMoreKeepsTheOneThatIsLeftOver() {
        Map<String, Integer> present = new LinkedHashMap<>();
        present.put("QM1", 0);
        present.put("QM2", 20);
        present.put("QM3", 1);

        assertThat(Shares.of(present)).isEqualTo(Map.of("QM1", 7, "QM2", 7, "QM3", 7));
        present.put("QM3", 0);
        assertThat(Shares.of(present)).isEqualTo(Map.of("QM1", 7, "QM2", 7, "QM3", 6));
    }

    @Test
    void whatIsEvenStaysAsItIs() {
        assertThat(Shares.of(Map.of("QM1", 3, "QM2", 4))).isEqualTo(Map.of("QM1", 3, "QM2", 4));
        assertThat(Shares.of(Map.of("QM1", 4, "QM2", 3))).isEqualTo(Map.of("QM1", 4, "QM2", 3));
    }

    @Test
    void nobodyHasNoShare() {
        assertThat(Shares.of(Map.of())).isEmpty();
    }

    @Test
    void sharesAreEvenCompleteAndMoveAsFewAsPossible() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 1000; run++) {
            Map<Integer, Integer> present = new LinkedHashMap<>();
            int queueManagers = 1 + random.nextInt(10);
            for (int i = 0; i < queueManagers; i++) {
                present.put(i, random.nextInt(random.nextBoolean() ? 3 : 100));
            }
            Map<Integer, Integer> shares = Shares.of(present);

            List<Integer> values = List.copyOf(shares.values());
            String context = "seed " + seed + ": " + present + " to " + shares;
            assertThat(shares.keySet()).as(context).isEqualTo(present.keySet());
            assertThat(sum(values)).as(context).isEqualTo(sum(List.copyOf(present.values())));
            assertThat(Collections.max(values) - Collections.min(values))
                    .as(context)
                    .isBetween(0, 1);
            assertThat(moves(present, shares)).as(context).isEqualTo(fewestMoves(present));
        }
    }

    private static int moves(Map<Integer, Integer> present, Map<Integer, Integer> shares) {
        return present.keySet().stream()
                .mapToInt(key -> Math.max(0, present.getOrDefault(key, 0) - shares.getOrDefault(key, 0)))
                .sum();
    }

    /** Those above the higher share must go; if this leaves too few of them, the higher share is not everybody's. */
    private static int fewestMoves(Map<Integer, Integer> present) {
        List<Integer> counts = present.values().stream().sorted().toList();
        int total = sum(counts);
        int low = total / counts.size();
        int extra = total % counts.size();
        int surplusOverLow =
                counts.stream().mapToInt(count -> Math.max(0, count - low)).sum();
        int keepOneMore =
                (int) counts.stream().filter(count -> count > low).limit(extra).count();
        return surplusOverLow - keepOneMore;
    }

    private static int sum(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).sum();
    }
}
