package io.mooring.jms;

import java.time.Duration;

/** Times as IBM's client takes them. */
final class Seconds {
    private Seconds() {}

    static int of(String what, Duration time) {
        boolean fits = time.getSeconds() > 0 && time.getNano() == 0 && time.getSeconds() <= Integer.MAX_VALUE;
        if (!fits) {
            throw new IllegalArgumentException(what + " of " + time + "; give whole seconds, one or more.");
        }
        return (int) time.getSeconds();
    }
}
