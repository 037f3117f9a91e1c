package io.mooring.embedded.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RebalanceTest {
    private static final long LATER = 1000;

    @Test
    void aFullQueueManagerSendsOnWhileAnotherHasRoom() {
        Rebalance<String> rebalance = new Rebalance<>(Map.of("QM1", 0, "QM2", 1), 2, LATER);

        assertThat(rebalance.admits("QM1", other -> true)).as("QM1 is full").isFalse();
        assertThat(rebalance.admits("QM2", other -> true)).as("QM2 has room").isTrue();
        assertThat(rebalance.admits("QM1", other -> true))
                .as("no room anywhere")
                .isTrue();
    }

    @Test
    void roomThatCannotBeReachedDoesNotCount() {
        Rebalance<String> rebalance = new Rebalance<>(Map.of("QM1", 0, "QM2", 1), 1, LATER);

        assertThat(rebalance.admits("QM1", other -> !other.equals("QM2"))).isTrue();
    }

    @Test
    void itIsOverWhenAllHaveArrivedOrTheTimeIs() {
        Rebalance<String> rebalance = new Rebalance<>(Map.of("QM2", 1), 1, LATER);
        assertThat(rebalance.isOver(LATER - 1)).isFalse();
        assertThat(rebalance.isOver(LATER)).isTrue();

        assertThat(rebalance.admits("QM2", other -> true)).isTrue();
        assertThat(rebalance.isOver(0)).isTrue();
    }

    @Test
    void whoeverAsksEverybodyInAnyOrderIsAdmittedByOne() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 1000; run++) {
            List<Integer> queueManagers = new ArrayList<>(List.of(1, 2, 3, 4));
            int moving = random.nextInt(10);
            Rebalance<Integer> rebalance =
                    new Rebalance<>(Map.of(1, 0, 2, random.nextInt(4), 3, random.nextInt(4)), moving, LATER);
            int away = random.nextInt(5);
            for (int client = 0; client < 12; client++) {
                Collections.shuffle(queueManagers, random);
                assertThat(queueManagers.stream()
                                .filter(each -> each != away)
                                .anyMatch(each -> rebalance.admits(each, other -> other != away)))
                        .as("seed %d, client %d", seed, client)
                        .isTrue();
            }
        }
    }
}
