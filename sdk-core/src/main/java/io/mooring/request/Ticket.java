package io.mooring.request;

import io.mooring.ConnectionClosedException;
import io.mooring.CorrelationId;
import io.mooring.PutInDoubtException;
import io.mooring.PutReceipt;
import io.mooring.ReplyTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * One request that was registered, from before its put until its end.
 *
 * <p>Whoever registers it puts the request and then calls {@code bind} or {@link #fail} exactly once, also if the request
 * has ended meanwhile: until then replies that nobody knows are held for it. All methods may be called by any thread.
 *
 * @param <R> what a reply is
 */
public sealed interface Ticket<R> permits Request {
    /**
     * Tells that the request was put. Its reply is known by the key that it was registered with, or else by the request's
     * message id.
     *
     * @param receipt the receipt of the put, stored or pending; for one that is in doubt call {@link #fail}
     * @throws IllegalArgumentException if the receipt is in another state
     * @throws IllegalStateException if the request was bound before and has not ended
     */
    void bind(PutReceipt receipt);

    /**
     * Tells that the request was put, and the correlation id that its reply will have.
     *
     * <p>If another pending request has this key, the request ends as {@link RequestEnd#CLOSED}, since replies could not be
     * told apart.
     *
     * @param key the one that it was registered with, if there was one
     * @throws IllegalArgumentException if the receipt is neither stored nor pending, or the key is all zeros or not the one
     *     that it was registered with
     * @throws IllegalStateException if the request was bound before and has not ended
     */
    void bind(PutReceipt receipt, CorrelationId key);

    /**
     * Tells that the put failed: the request ends with this exception, as {@link RequestEnd#IN_DOUBT} for a {@link
     * PutInDoubtException} and else as {@link RequestEnd#CLOSED}. Without effect on a request that has ended.
     */
    void fail(RuntimeException failure);

    /**
     * Waits for the end. The thread that brings it wakes this one up directly; no other thread comes between.
     *
     * @return the reply
     * @throws ReplyTimeoutException if none came in time
     * @throws PutInDoubtException if it is in doubt whether the request was put
     * @throws ConnectionClosedException if the requester was closed
     * @throws CancellationException if the request was given up
     * @throws InterruptedException if this thread was interrupted; the request was given up
     */
    R await() throws InterruptedException;

    /**
     * The end as a future, the same one at each call.
     *
     * <p>It is completed on the registry's executor, so what a program hangs on it holds up neither replies nor deadlines.
     * Exceptions are those of {@link #await()}. To cancel it, or to complete it in any other way, gives the request up.
     */
    CompletableFuture<R> future();

    /**
     * Gives the request up; it ends as {@link RequestEnd#CLOSED}, and a reply is late.
     *
     * @return whether this ended it; false if it had ended
     */
    boolean cancel();

    /** The correlation id that the reply will have, once it is known. */
    Optional<CorrelationId> key();

    /** The receipt of the put, once it is there. */
    Optional<PutReceipt> receipt();

    /** The time until its deadline, zero if that has passed. Says nothing about whether it has ended. */
    Duration remaining();
}
