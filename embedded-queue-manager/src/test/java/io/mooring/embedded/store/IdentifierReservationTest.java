package io.mooring.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.wire.WireWriter;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Message ids that a client may make by counting up the last two bytes of the first. */
class IdentifierReservationTest {
    private static final int COUNT = 1_000;

    @Test
    void theCounterOfARangeDoesNotOverflowAndRangesDoNotOverlap() {
        Identifiers identifiers = new Identifiers("QM1", 0x6B0036FF);
        long end = 0;

        for (int i = 0; i < 200; i++) {
            long first = unique(identifiers);
            assertThat(first).isGreaterThanOrEqualTo(end);
            assertThat((first & 0xFFFF) + COUNT).isLessThanOrEqualTo(0x10000);
            end = first + COUNT;
        }
    }

    private static long unique(Identifiers identifiers) {
        return ByteBuffer.wrap(
                        new WireWriter(24).byte24(identifiers.reserve(COUNT)).toBytes())
                .getLong(16);
    }
}
