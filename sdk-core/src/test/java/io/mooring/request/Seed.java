package io.mooring.request;

import java.util.Random;

/** The seed of a test with generated inputs: printed, and taken from the system property {@code mooring.seed}. */
final class Seed {
    private Seed() {}

    static long of(Class<?> test) {
        long seed = Long.getLong("mooring.seed", new Random().nextLong());
        System.out.println(test.getSimpleName() + ": -Dmooring.seed=" + seed);
        return seed;
    }
}
