package io.mooring.jms.internal.respond;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The end of a responder, for those who wait for it. May be used by any thread. */
final class RespondEnd {
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /**
     * It has come.
     *
     * @param cause why, if nobody asked for it
     */
    void came(@Nullable Throwable cause) {
        if (cause == null) {
            end.complete(null);
        } else {
            end.completeExceptionally(cause);
        }
    }

    /**
     * Waits for it, and throws its cause.
     *
     * @param responder whose end it is, for the message
     */
    void await(Object responder) throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("The " + responder + " has ended.", e.getCause());
        }
    }

    /** Waits only so long; whether it has come. */
    boolean hasComeWithin(Duration time) throws InterruptedException {
        try {
            end.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** For somebody who may complete what he is given. */
    CompletableFuture<Void> copy() {
        return end.copy();
    }
}
