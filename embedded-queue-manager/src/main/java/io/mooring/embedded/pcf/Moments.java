package io.mooring.embedded.pcf;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Instants as the date and time strings of status answers, in the time zone of the JVM; blank if there is none. */
final class Moments {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm.ss");

    private Moments() {}

    static String date(Optional<Instant> instant) {
        return format(instant, DATE);
    }

    static String time(Optional<Instant> instant) {
        return format(instant, TIME);
    }

    private static String format(Optional<Instant> instant, DateTimeFormatter format) {
        return instant.map(moment -> format.format(moment.atZone(ZoneId.systemDefault())))
                .orElse("");
    }
}
