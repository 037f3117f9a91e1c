package io.mooring.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Many instances that leave at once, in every order that chance can think of: between any two of their steps, each queue
 * manager's count being one, any other instance may take any of its own.
 *
 * <p>The seed is in the failure; {@code -Dmooring.test.seed=<seed>} plays it again.
 */
class GeneratedDeparturesTest {
    private final long seed = Long.getLong("mooring.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** All idle from the first moment, and some that are busy for ever; now and then a queue manager does not answer. */
    @RepeatedTest(400)
    void theFloorStaysInWhicheverOrderTheyLeave() {
        int instances = 1 + random.nextInt(8);
        int floor = random.nextInt(4);
        ModelWorld world = new ModelWorld(random, 1 + random.nextInt(4), random.nextInt(3) == 0 ? 0.2 : 0);
        int busy = random.nextInt(3);
        for (int i = 0; i < busy; i++) {
            world.addReader();
        }
        world.run(instances, settings(floor), 1 + random.nextInt(6));

        assertThat(world.fewestThatStayed())
                .as("seed %d: %d instances, %d busy ones, floor %d: %s", seed, instances, busy, floor, world)
                .isGreaterThanOrEqualTo(Math.min(floor, instances + busy));
    }

    /** Everybody tries until nobody can leave any more. */
    @RepeatedTest(100)
    void exactlyTheFloorIsLeftInTheEnd() {
        int instances = 3 + random.nextInt(6);
        int floor = 1 + random.nextInt(3);
        ModelWorld world = new ModelWorld(random, 1 + random.nextInt(4), 0);
        world.run(instances, settings(floor), 1_000);

        assertThat(world.fewestThatStayed())
                .as("seed %d: %d instances, floor %d: %s", seed, instances, floor, world)
                .isEqualTo(Math.min(floor, instances));
    }

    /** Readers that move between queue managers, at most twice within one attempt, deceive nobody: one may leave, no more. */
    @RepeatedTest(1_000)
    void readersThatMoveWhileTheyAreCountedDoNotPassForTwo() {
        int instances = 2 + random.nextInt(2);
        int moving = 1 + random.nextInt(3);
        int floor = moving + instances - 1;
        ModelWorld world = new ModelWorld(random, 2 + random.nextInt(2), 0);
        for (int i = 0; i < moving; i++) {
            world.addReader();
        }
        world.movesAllowed(2);
        world.run(instances, settings(floor), 1);

        assertThat(world.fewestThatStayed())
                .as("seed %d: %d instances, %d moving ones, floor %d: %s", seed, instances, moving, floor, world)
                .isGreaterThanOrEqualTo(Math.min(floor, instances + moving));
    }

    private static IdleShutdown settings(int floor) {
        return IdleShutdown.after(Duration.ofMinutes(1)).keeping(floor);
    }
}
