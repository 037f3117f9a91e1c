package io.mooring.request;

import io.mooring.MqException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The bound on outstanding requests: free places, given in the order in which they were asked for. Safe for threads. */
final class Places {
    private final String name;
    private final int bound;

    /** Null if there is no bound. */
    private final @Nullable Semaphore free;

    Places(String name, int bound) {
        this.name = name;
        this.bound = bound;
        this.free = bound == Integer.MAX_VALUE ? null : new Semaphore(bound, true);
    }

    /**
     * Waits for a free place and takes it.
     *
     * @param timeout as the caller gave it, for the exception
     * @param nanos the same in nanoseconds
     * @throws MqException if none became free in that time
     */
    void take(Duration timeout, long nanos) throws InterruptedException {
        if (free != null && !free.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            throw new MqException(
                    "No request could be registered with '" + name + "' within " + timeout
                            + ": as many as its bound of " + bound
                            + " are outstanding. Nothing was put; put fewer at once or raise the bound.",
                    null,
                    null);
        }
    }

    void free() {
        if (free != null) {
            free.release();
        }
    }
}
