package io.mooring.request;

import static io.mooring.request.Requests.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EndedKeysTest {
    private static final int CAPACITY = 1_000;

    private final EndedKeys keys = new EndedKeys(CAPACITY);

    @Test
    void itKnowsOnlyWhatItWasTold() {
        keys.add(key(1));

        assertThat(keys.contains(key(1))).isTrue();
        assertThat(keys.contains(key(2))).isFalse();
    }

    @Test
    void theLastOnesAreKnownAndAtMostTwiceAsMany() {
        for (long n = 0; n < 20 * CAPACITY; n++) {
            keys.add(key(n));
            keys.add(key(n)); // told twice, it counts once

            long newest = n;
            if (n % 97 == 0) {
                assertThat(LongStream.rangeClosed(Math.max(0, n - CAPACITY + 1), n))
                        .allMatch(known -> keys.contains(key(known)));
                assertThat(LongStream.rangeClosed(0, newest - 2 * CAPACITY)).noneMatch(old -> keys.contains(key(old)));
            }
        }
    }
}
