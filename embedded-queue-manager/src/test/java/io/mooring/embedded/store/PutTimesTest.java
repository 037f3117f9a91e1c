package io.mooring.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Put date and time in GMT, to the hundredth of a second. */
class PutTimesTest {
    private final PutTimes times = new PutTimes();

    @Test
    void dateAndTimeAreThoseOfTheDescriptor() {
        PutTimes.PutTime time =
                times.at(Instant.parse("2026-11-20T23:59:59.987Z").toEpochMilli());

        assertThat(time.date()).isEqualTo("20261120");
        assertThat(time.time()).isEqualTo("23595998");
    }

    @Test
    void theSameHundredthSharesItsStringsAndTheNextDoesNot() {
        PutTimes.PutTime time = times.at(1_000_000);

        assertThat(times.at(1_000_009)).isSameAs(time);
        assertThat(times.at(1_000_010).time()).isNotEqualTo(time.time());
        assertThat(times.at(1_000_000)).isEqualTo(time);
    }

    @Test
    void manyThreadsGetTheTimeThatTheyAskFor() {
        assertThat(LongStream.range(0, 20_000)
                        .parallel()
                        .filter(i -> times.at(i * 7).hundredth() != i * 7 / 10))
                .isEmpty();
    }
}
