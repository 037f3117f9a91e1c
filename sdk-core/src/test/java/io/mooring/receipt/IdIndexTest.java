package io.mooring.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdIndexTest {
    private static final int CAPACITY = 4;

    @Test
    void aNewIndexHasNothing() {
        IdIndex index = new IdIndex(CAPACITY);

        assertThat(chain(index, 0, 0)).isEmpty();
    }

    @Test
    void aChainLeadsFromTheLatestToTheOldestThatIsThere() {
        IdIndex index = new IdIndex(CAPACITY);
        for (int entry = 0; entry < 6; entry++) {
            index.add(entry, entry % 2);
        }

        assertThat(chain(index, 0, 6)).containsExactly(4L, 2L);
        assertThat(chain(index, 1, 6)).containsExactly(5L, 3L);
    }

    /** Numbers are kept as 32 bits: they must still be right where these bits turn over. */
    @ParameterizedTest
    @ValueSource(longs = {(1L << 31) - 3, (1L << 32) - 3, (1L << 32) - 1, 1L << 32, (1L << 40) + 1})
    void numbersAreRightHoweverManyPutsThereWere(long first) {
        IdIndex index = new IdIndex(CAPACITY);
        for (long entry = first; entry < first + 6; entry++) {
            index.add(entry, 0);
        }

        assertThat(chain(index, 0, first + 6)).containsExactly(first + 5, first + 4, first + 3, first + 2);
    }

    @Test
    void aNumberSoOldThatItSeemsNewAgainEndsAllTheSame() {
        IdIndex index = new IdIndex(CAPACITY);
        index.add(1, 3); // its low bits come again 2^32 puts later
        long later = (1L << 32) + 1;
        for (long entry = later - 1; entry < later + 3; entry++) {
            index.add(entry, 0);
        }

        assertThat(chain(index, 3, later + 3))
                .as("another place's chain, which falls and ends")
                .isSubsetOf(later - 1, later, later + 1, later + 2);
    }

    private static List<Long> chain(IdIndex index, int hash, long next) {
        long oldest = Math.max(0, next - CAPACITY);
        List<Long> chain = new ArrayList<>();
        for (long entry = index.latest(hash, oldest, next); entry >= 0; entry = index.before(entry, oldest)) {
            long present = entry;
            assertThat(chain).as("numbers fall").allMatch(former -> former > present);
            chain.add(entry);
        }
        return chain;
    }
}
