package io.mooring.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.mqi.Byte24;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Identifiers are unique, whoever makes them and however many at once. */
class IdentifiersTest {
    private final Identifiers identifiers = new Identifiers("QM1", 0x5f000000);

    private static String begin(Byte24 id) {
        return new String(id.toBytes(), 0, 16, StandardCharsets.US_ASCII);
    }

    @Test
    void theyNameTheQueueManager() {
        assertThat(begin(identifiers.message())).isEqualTo("AMQ QM1         ");
        assertThat(begin(identifiers.connection())).isEqualTo("AMQCQM1         ");
        assertThat(begin(new Identifiers("A.VERY.LONG.NAME", 1).message())).isEqualTo("AMQ A.VERY.LONG.");
        assertThat(identifiers.dynamicSuffix()).matches("[0-9A-F]{16}");
    }

    @Test
    void allOfThemDifferAlsoIfManyThreadsMakeThem() {
        Set<Long> unique = ConcurrentHashMap.newKeySet();
        long made = IntStream.range(0, 30_000)
                .parallel()
                .mapToLong(i -> switch (i % 4) {
                    case 0 -> add(unique, identifiers.message().third(), 1);
                    case 1 -> add(unique, identifiers.connection().third(), 1);
                    case 2 -> add(unique, Long.parseUnsignedLong(identifiers.dynamicSuffix(), 16), 1);
                    default -> add(unique, identifiers.reserve(1 + i % 7).third(), 1 + i % 7);
                })
                .sum();

        assertThat(unique).hasSize((int) made);
    }

    private static long add(Set<Long> unique, long first, int count) {
        for (int i = 0; i < count; i++) {
            unique.add(first + i);
        }
        return count;
    }
}
