package io.mooring.request;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of a request gets: a reply, or an exception that is made where it is needed.
 *
 * <p>Exceptions are made by whoever throws them or completes a future with them: a million timeouts at one moment are then
 * no million sentences and stack traces in the queue of an executor.
 */
final class Outcome<R> {
    private final @Nullable R reply;
    private final @Nullable Supplier<? extends RuntimeException> failure;

    private Outcome(@Nullable R reply, @Nullable Supplier<? extends RuntimeException> failure) {
        this.reply = reply;
        this.failure = failure;
    }

    static <R> Outcome<R> reply(R reply) {
        return new Outcome<>(reply, null);
    }

    static <R> Outcome<R> failure(Supplier<? extends RuntimeException> failure) {
        return new Outcome<>(null, failure);
    }

    /** The reply, or the exception thrown. */
    R get() {
        if (reply == null) {
            throw exception();
        }
        return reply;
    }

    /** The reply, if there is one. */
    Optional<R> reply() {
        return Optional.ofNullable(reply);
    }

    /** Completes a future in the same sense. */
    void completes(ReplyFuture<R> future) {
        if (reply == null) {
            future.end(exception());
        } else {
            future.end(reply);
        }
    }

    private RuntimeException exception() {
        return failure == null
                ? new IllegalStateException("a request ended with neither reply nor failure")
                : failure.get();
    }
}
