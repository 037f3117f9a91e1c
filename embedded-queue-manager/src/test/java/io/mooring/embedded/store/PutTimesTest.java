package io.mooring.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PutTimesTest {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmssSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PutTimes times = new PutTimes();

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 19700101, 00000000",
        "2026-01-02T03:04:05.067Z, 20260102, 03040506",
        "2028-02-29T23:59:59.999Z, 20280229, 23595999"
    })
    void dateAndTimeHaveEightDigitsInGreenwichMeanTime(Instant instant, String date, String time) {
        PutTimes.PutTime at = times.at(instant.toEpochMilli());

        assertThat(at.date()).isEqualTo(date);
        assertThat(at.time()).isEqualTo(time);
    }

    @Test
    void anyInstantIsWrittenAsAFormatterWritesIt() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            Instant instant = Instant.ofEpochMilli(random.nextLong(4_102_444_800_000L)); // until the end of 2099
            PutTimes.PutTime at = times.at(instant.toEpochMilli());

            assertThat(at.date()).as("%s, seed %d", instant, seed).isEqualTo(DATE.format(instant));
            assertThat(at.time()).as("%s, seed %d", instant, seed).isEqualTo(TIME.format(instant));
        }
    }

    @Test
    void messagesOfTheSameHundredthOfASecondShareTheStrings() {
        PutTimes.PutTime first = times.at(1_700_000_000_120L);

        assertThat(times.at(1_700_000_000_129L)).isSameAs(first);
        assertThat(times.at(1_700_000_000_130L)).isNotSameAs(first);
    }
}
