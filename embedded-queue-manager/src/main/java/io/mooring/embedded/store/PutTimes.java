package io.mooring.embedded.store;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Put date and time as a message descriptor has them: {@code YYYYMMDD} and {@code HHMMSSTH} in GMT. Messages of the same
 * hundredth of a second share the strings. Safe for use by many threads.
 */
public final class PutTimes {
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
        LocalDateTime at = LocalDateTime.ofInstant(Instant.ofEpochMilli(hundredth * HUNDREDTH), ZoneOffset.UTC);
        int date = digits(at.getYear(), at.getMonthValue(), at.getDayOfMonth());
        int time = digits(at.getHour(), at.getMinute(), at.getSecond()) * 100 + (int) Math.floorMod(hundredth, 100L);
        return new PutTime(hundredth, eight(date), eight(time));
    }

    private static int digits(int first, int second, int third) {
        return (first * 100 + second) * 100 + third;
    }

    private static String eight(int number) {
        return String.valueOf(100_000_000 + number).substring(1);
    }
}
