package io.mooring.embedded.mqsc;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/** Writes instants as MQSC does, in the time of a zone: {@code 2025-10-10} and {@code 14.57.01}. */
final class Times {
    /** Zones and formats cost a new JVM some milliseconds; most scripts display nothing. */
    private static final class Formats {
        static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
        static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm.ss", Locale.ROOT);
    }

    private final Supplier<ZoneId> zone;

    Times(Supplier<ZoneId> zone) {
        this.zone = zone;
    }

    String date(Instant instant) {
        return Formats.DATE.format(instant.atZone(zone.get()));
    }

    String time(Instant instant) {
        return Formats.TIME.format(instant.atZone(zone.get()));
    }
}
