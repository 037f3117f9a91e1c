package io.mooring.embedded.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Put date and time as a message descriptor has them: {@code YYYYMMDD} and {@code HHMMSSTH} in GMT. Messages of the same
 * hundredth of a second share the strings. Safe for use by many threads.
 */
public final class PutTimes {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmssSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int HUNDREDTH = 10;

    /**
     * One hundredth of a second.
     *
     * @param hundredth since the epoch
     * @param date as MQMD.PutDate
     * @param time as MQMD.PutTime
     */
    public record PutTime(long hundredth, String date, String time) {}

    private volatile PutTime latest = format(0);

    /** Date and time of an instant in milliseconds since the epoch. */
    public PutTime at(long millis) {
        PutTime cached = latest;
        if (cached.hundredth != millis / HUNDREDTH) {
            cached = format(millis / HUNDREDTH);
            latest = cached;
        }
        return cached;
    }

    private static PutTime format(long hundredth) {
        Instant instant = Instant.ofEpochMilli(hundredth * HUNDREDTH);
        return new PutTime(hundredth, DATE.format(instant), TIME.format(instant));
    }
}
