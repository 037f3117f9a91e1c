package io.mooring.request;

import java.util.concurrent.CompletableFuture;

/** The future of a request: whoever completes it from outside, by a timeout of the JDK's for one, gives the request up. */
final class ReplyFuture<R> extends CompletableFuture<R> {
    private final Request<R> request;

    ReplyFuture(Request<R> request) {
        this.request = request;
    }

    /** Completes it as the registry says. */
    void end(R reply) {
        super.complete(reply);
    }

    /** Completes it as the registry says. */
    void end(RuntimeException failure) {
        super.completeExceptionally(failure);
    }

    // If the request has ended already, so has this future or is about to: what comes from outside is then too late.

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return request.giveUp(() -> super.cancel(mayInterruptIfRunning)) || isCancelled();
    }

    @Override
    public boolean complete(R value) {
        return request.giveUp(() -> super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return request.giveUp(() -> super.completeExceptionally(failure));
    }
}
