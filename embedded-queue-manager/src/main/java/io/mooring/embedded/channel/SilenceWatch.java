package io.mooring.embedded.channel;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a client has said nothing for too long; up to an eighth of that time late.
 *
 * <p>A read timeout of the socket would do the same, but a JDK socket with one never blocks in a read: each call of a client
 * would cost three system calls instead of one. Used by the thread that reads the socket.
 */
final class SilenceWatch {
    private static final int CHECKS = 8;

    private final LongSupplier nanoTime;
    private volatile long heardAt;
    private @Nullable Future<?> checks;

    SilenceWatch() {
        this(System::nanoTime);
    }

    /** With a time of its own, for tests. */
    SilenceWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.heardAt = nanoTime.getAsLong();
    }

    /**
     * Begins to watch.
     *
     * @param longest silence that is allowed
     * @param silent run on the timer's thread when it was longer, and again until {@link #end}
     */
    void begin(ScheduledExecutorService timer, Duration longest, Runnable silent) {
        long limit = longest.toNanos();
        Runnable check = () -> {
            if (nanoTime.getAsLong() - heardAt > limit) {
                silent.run();
            }
        };
        checks = timer.scheduleWithFixedDelay(check, limit, limit / CHECKS, TimeUnit.NANOSECONDS);
    }

    /** The client has sent something. */
    void heard() {
        heardAt = nanoTime.getAsLong();
    }

    /** Watches no more. */
    void end() {
        if (checks != null) {
            checks.cancel(false);
        }
    }
}
