package io.mooring.scale;

import static io.mooring.scale.Observations.QM1;
import static io.mooring.scale.Observations.fleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final Instant START = Instant.parse("2026-01-01T03:00:00Z");

    @Test
    void whatArrivesIsCountedAndWhatABusyReaderTakes() {
        Rates rates = Rates.UNKNOWN.after(at(0, 50, 4, 1000, 950), at(10, 150, 4, 1300, 1150));

        assertThat(rates.arrival()).isEqualTo(30, within(1e-9)); // 300 in 10 s
        assertThat(rates.service()).isEqualTo(5, within(1e-9)); // 200 in 10 s by 4
        assertThat(rates.known()).isTrue();
    }

    @Test
    void readersThatMayHaveBeenShortOfWorkTellNothingOfTheirSpeed() {
        Rates rates = Rates.UNKNOWN.after(at(0, 2, 4, 0, 0), at(10, 150, 4, 300, 150));

        assertThat(rates.arrival()).isEqualTo(30, within(1e-9));
        assertThat(rates.known()).isFalse();
    }

    /** Between two looks a short queue is empty at times: what was taken then says how fast readers are at least. */
    @Test
    void aShortQueueCanOnlyShowThatReadersAreFasterThanWasThought() {
        FleetObservation before = at(0, 20, 4, 0, 0);
        FleetObservation after = at(10, 20, 4, 200, 200); // 5 a second by each, 20 waiting of 200 taken

        assertThat(Rates.UNKNOWN.after(before, after).service()).isNaN();
        assertThat(new Rates(20, 6, false).after(before, after).service()).isEqualTo(6);
        assertThat(new Rates(20, 4, false).after(before, after).service()).isEqualTo(4.3, within(1e-9));
    }

    @Test
    void aQueueThatHoldsAQuarterOfWhatIsTakenShowsThatReadersAreSlowerToo() {
        Rates rates = new Rates(20, 6, false).after(at(0, 50, 4, 0, 0), at(10, 50, 4, 200, 200));

        assertThat(rates.service()).isEqualTo(5.7, within(1e-9));
    }

    @Test
    void readersThatCameOrWentMeanwhileTellNothingOfTheirSpeed() {
        assertThat(Rates.UNKNOWN
                        .after(at(0, 50, 3, 0, 0), at(10, 50, 4, 300, 300))
                        .known())
                .isFalse();
    }

    @Test
    void withoutCountsNothingIsMeasured() {
        FleetObservation before = fleet(START, QueueObservation.seen("ORDERS", QM1, START, 10, 2));
        assertThat(Rates.UNKNOWN.after(before, at(10, 10, 2, 5, 5)).arrival()).isNaN();
        assertThat(Rates.UNKNOWN.after(at(-10, 10, 2, 5, 5), before).quiet()).isFalse();
    }

    @Test
    void aQueueManagerThatCountsAnewIsLeftOutOnce() {
        Rates known = new Rates(30, 5, false);
        Rates rates = known.after(at(0, 50, 4, 1000, 950), at(10, 50, 4, 12, 12));

        assertThat(rates.arrival()).isEqualTo(30);
        assertThat(rates.service()).isEqualTo(5);
    }

    @Test
    void arrivalsFollowThePresentInSomeTenSeconds() {
        Rates after20s = new Rates(0, 5, false).after(at(0, 50, 4, 0, 0), at(20, 50, 4, 2000, 2000));

        assertThat(after20s.arrival()).isEqualTo(63.2, within(0.1));
    }

    @Test
    void quietIsOnlyWhatWasCountedAsNothingEverywhere() {
        assertThat(Rates.UNKNOWN.after(at(0, 0, 4, 7, 7), at(10, 0, 4, 7, 7)).quiet())
                .isTrue();
        assertThat(Rates.UNKNOWN.after(at(0, 0, 4, 7, 7), at(10, 0, 4, 8, 8)).quiet())
                .isFalse();
    }

    private static FleetObservation at(int second, int depth, int readers, long in, long out) {
        Instant now = START.plusSeconds(second);
        return fleet(
                now, QueueObservation.seen("ORDERS", QM1, now, depth, readers).withCounts(in, out));
    }
}
