package io.mooring.channeltable;

import java.time.Duration;

/**
 * How long a web server may take.
 *
 * @param connect until the connection is there
 * @param answer until the whole answer is there, its connection included
 */
record HttpLimits(Duration connect, Duration answer) {
    static final HttpLimits DEFAULT = new HttpLimits(Duration.ofSeconds(3), Duration.ofSeconds(5));
}
