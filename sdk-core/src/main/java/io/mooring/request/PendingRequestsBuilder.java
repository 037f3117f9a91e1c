package io.mooring.request;

import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import io.mooring.ReplyTimeoutException.Reach;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a registry of pending requests; see {@link PendingRequests#named(String)}. Everything has a default. Not safe for
 * threads.
 *
 * @param <R> what a reply is
 */
public final class PendingRequestsBuilder<R> {
    final String name;
    Function<PutReceipt, Reach> reach = put -> Reach.NOT_TRIED;
    BiConsumer<StrayReply, ? super R> strays = (kind, reply) -> {};
    BiConsumer<PutReceipt, ? super R> answers = (put, reply) -> {};
    RequestObserver observer = RequestObserver.NONE;

    @Nullable
    Executor executor;

    int maxOutstanding = Integer.MAX_VALUE;
    int maxEarlyReplies = 1_000;
    int remembered = 1 << 15;
    LongSupplier ticker = System::nanoTime;

    @Nullable
    Duration lingers = Duration.ofSeconds(5);

    PendingRequestsBuilder(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A registry of requests without a name; give the requester's.");
        }
        this.name = name;
    }

    /**
     * Tells at a deadline whether the queue manager that holds the request could be reached; by default always {@link
     * Reach#NOT_TRIED}. Called on the thread of the deadlines or that of a late bind, under no lock; it must answer
     * at once, from what is known.
     */
    public PendingRequestsBuilder<R> reach(Function<QueueManagerName, Reach> known) {
        reach = put -> known.apply(put.queueManager());
        return this;
    }

    /**
     * As {@link #reach}, where it depends also on the link that the request was put over. Asked once for all requests of
     * the same queue manager and epoch that are due together, with the receipt of one of them.
     */
    public PendingRequestsBuilder<R> reachOfPut(Function<PutReceipt, Reach> known) {
        reach = known;
        return this;
    }

    /** Takes the replies for which no request waits, on the executor; by default they are only counted and logged. */
    public PendingRequestsBuilder<R> strays(BiConsumer<StrayReply, ? super R> handler) {
        strays = handler;
        return this;
    }

    /**
     * Is told which put a reply answers, before anybody gets the reply; by default nobody is. Called by whichever thread
     * brings both together, under no lock; not called for a reply that overtakes the put of a request whose key was known
     * before.
     */
    public PendingRequestsBuilder<R> answers(BiConsumer<PutReceipt, ? super R> told) {
        answers = told;
        return this;
    }

    /** Hears what metrics are made of; by default nobody does. */
    public PendingRequestsBuilder<R> observer(RequestObserver hears) {
        observer = hears;
        return this;
    }

    /**
     * Where futures are completed and stray replies handed over; by default one thread of the registry's own.
     *
     * <p>{@code Runnable::run} does it on whichever thread brings the end, which is the quickest and lets a program's
     * continuation hold up replies and deadlines. Where it refuses work, that is done on the thread that brings the end.
     */
    public PendingRequestsBuilder<R> executor(Executor runsContinuations) {
        executor = runsContinuations;
        return this;
    }

    /**
     * How many requests may be outstanding; by default as many as there are. A further one waits for a free place up to its
     * timeout, the first that asked is the first to get one.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public PendingRequestsBuilder<R> maxOutstanding(int requests) {
        maxOutstanding = positive("maxOutstanding", requests);
        return this;
    }

    /**
     * How many replies are held that came before the put of their request returned; by default 1,000. If there are more,
     * the oldest is handed over as {@link StrayReply#UNKNOWN}.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public PendingRequestsBuilder<R> maxEarlyReplies(int replies) {
        maxEarlyReplies = positive("maxEarlyReplies", replies);
        return this;
    }

    /**
     * How many of the requests that ended last are remembered at least, for answered ones and for all others each, so that
     * a reply can be told late or duplicate; by default 32,768, at 2 MB of heap at most.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public PendingRequestsBuilder<R> remembered(int requests) {
        remembered = positive("remembered", requests);
        return this;
    }

    /** With a clock of the test's, and without a thread: the test calls {@link PendingRequests#turn()}. */
    PendingRequestsBuilder<R> turnedByHand(LongSupplier nanoseconds) {
        ticker = nanoseconds;
        lingers = null;
        return this;
    }

    /** How long the thread of the deadlines stays when nothing is pending. */
    PendingRequestsBuilder<R> lingers(Duration idle) {
        lingers = idle;
        return this;
    }

    /** The registry; it has no thread before the first request. */
    public PendingRequests<R> build() {
        return new PendingRequests<>(this);
    }

    private static int positive(String setting, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + " is " + value + "; it must be at least 1.");
        }
        return value;
    }
}
