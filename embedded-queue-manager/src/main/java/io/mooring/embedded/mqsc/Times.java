package io.mooring.embedded.mqsc;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes instants as MQSC does, in the time of a zone: {@code 2025-10-10} and {@code 14.57.01}. */
final class Times {
    private final DateTimeFormatter date;
    private final DateTimeFormatter time;

    Times(ZoneId zone) {
        date = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(zone);
        time = DateTimeFormatter.ofPattern("HH.mm.ss", Locale.ROOT).withZone(zone);
    }

    String date(Instant instant) {
        return date.format(instant);
    }

    String time(Instant instant) {
        return time.format(instant);
    }
}
