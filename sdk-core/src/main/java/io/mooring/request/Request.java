package io.mooring.request;

import io.mooring.CorrelationId;
import io.mooring.PutReceipt;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What the registry knows about a request; what may be done with it is written in {@link Registry}.
 *
 * <p>There may be a million of these: with key, receipt, future and place in the index one takes some 300 bytes.
 */
final class Request<R> extends TimingWheel.Timed implements Ticket<R> {
    private final Registry<R> registry;

    /** When the registration began, in nanoseconds as the deadline. */
    final long start;

    // The registry's lock guards everything below.

    /** Its place in the order of registrations, and from its bind on in the order of binds; one count for both. */
    long order;

    @Nullable
    CorrelationId key;

    @Nullable
    PutReceipt receipt;

    /** The last move of the connection before the put. */
    MoveLink moved;

    /** How it ended; null while it is pending. What decides every race. */
    @Nullable
    RequestEnd end;

    /** What its caller gets; comes a moment after its end. */
    private @Nullable Outcome<R> outcome;

    private @Nullable ReplyFuture<R> future;

    /** Completed with the outcome where it comes about, for threads that wait. */
    private @Nullable CompletableFuture<Outcome<R>> arrival;

    // The list of PutsByQueueManager.
    PutsByQueueManager.@Nullable Group<R> group;

    @Nullable
    Request<R> previousPut;

    @Nullable
    Request<R> nextPut;

    Request(Registry<R> registry, long start, long deadline, long order, MoveLink moved) {
        super(deadline);
        this.registry = registry;
        this.start = start;
        this.order = order;
        this.moved = moved;
    }

    /** Gives the outcome to whoever waits or will ask; called once, without the lock. */
    void publish(Outcome<R> ended, Deliveries<R> deliveries) {
        CompletableFuture<Outcome<R>> waiting;
        ReplyFuture<R> asked;
        registry.lock.lock();
        try {
            outcome = ended;
            waiting = arrival;
            asked = future;
        } finally {
            registry.lock.unlock();
        }
        if (waiting != null) {
            waiting.complete(ended);
        }
        if (asked != null) {
            deliveries.run(() -> ended.completes(asked));
        }
    }

    /**
     * Ends it, unless it has ended.
     *
     * @param first done before anybody is told, if it had not ended
     * @return whether this ended it
     */
    boolean giveUp(Runnable first) {
        return registry.giveUp(this, first);
    }

    @Override
    public void bind(PutReceipt put) {
        registry.bind(this, put, null);
    }

    @Override
    public void bind(PutReceipt put, CorrelationId replyKey) {
        registry.bind(this, put, replyKey);
    }

    @Override
    public void fail(RuntimeException failure) {
        registry.fail(this, failure);
    }

    @Override
    public R await() throws InterruptedException {
        CompletableFuture<Outcome<R>> waiting = arrival();
        try {
            return waiting.get().get();
        } catch (InterruptedException e) {
            if (cancel()) {
                throw e;
            }
            // It ended at the same moment: a reply must not get lost, and the interrupt is there for the next wait.
            Thread.currentThread().interrupt();
            return waiting.join().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The arrival of a reply is never completed by an exception.", e);
        }
    }

    private CompletableFuture<Outcome<R>> arrival() {
        registry.lock.lock();
        try {
            if (arrival == null) {
                arrival = outcome == null ? new CompletableFuture<>() : CompletableFuture.completedFuture(outcome);
            }
            return arrival;
        } finally {
            registry.lock.unlock();
        }
    }

    @Override
    public CompletableFuture<R> future() {
        ReplyFuture<R> asked;
        Outcome<R> ended;
        registry.lock.lock();
        try {
            if (future != null) {
                return future;
            }
            asked = new ReplyFuture<>(this);
            future = asked;
            ended = outcome;
        } finally {
            registry.lock.unlock();
        }
        if (ended != null) {
            ended.completes(asked); // nobody can have hung anything on it yet
        }
        return asked;
    }

    @Override
    public boolean cancel() {
        return giveUp(() -> {});
    }

    @Override
    public Optional<CorrelationId> key() {
        registry.lock.lock();
        try {
            return Optional.ofNullable(key);
        } finally {
            registry.lock.unlock();
        }
    }

    @Override
    public Optional<PutReceipt> receipt() {
        registry.lock.lock();
        try {
            return Optional.ofNullable(receipt);
        } finally {
            registry.lock.unlock();
        }
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadline - registry.now()));
    }

    /** The request in a sentence, such as {@code request ID:414d… to PRICES on QM1}. */
    @Override
    public String toString() {
        PutReceipt put = receipt().orElse(null);
        return put == null
                ? "request that is being put"
                : "request " + put.messageId() + " to " + put.queue() + " on " + put.queueManager();
    }
}
