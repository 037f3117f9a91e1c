package io.mooring.request;

import io.mooring.ConnectionClosedException;
import io.mooring.CorrelationId;
import io.mooring.Move;
import io.mooring.MqException;
import io.mooring.QueueManagerName;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one requester that wait for their replies.
 *
 * <pre>{@code
 * Ticket<Reply> ticket = pending.register(Duration.ofSeconds(5));   // before the put: a reply may overtake its return
 * try {
 *     ticket.bind(put(message));                                    // from now on the reply is known by its key
 * } catch (MqException e) {
 *     ticket.fail(e);
 * }
 * Reply reply = ticket.await();                                     // or ticket.future()
 *
 * pending.reply(correlationId, reply);                              // whoever reads the reply queue
 * }</pre>
 *
 * <p>Each request ends exactly once, as {@link RequestEnd} says. Its time counts from its registration, by a monotonic
 * clock; it never ends before its time and at most 4.2 ms after it, beside what the scheduler of the operating system
 * adds. A request whose put has not returned by then ends when that returns: by its reply if it has come, or else by
 * timeout. A reply for which no request waits is counted, logged, and handed over as a {@link StrayReply}.
 *
 * <p>May be used by any thread. No code of the application runs under its lock or holds up a deadline: futures are
 * completed and stray replies handed over on the executor. Its own threads are daemons and exist only while there is
 * something for them to do, and a few seconds longer: {@code mooring-requests} and its name for deadlines, and, where no
 * executor was given, {@code mooring-replies} and its name. A pending request takes some 300 bytes of heap.
 *
 * @param <R> what a reply is
 */
public final class PendingRequests<R> implements AutoCloseable {
    private static final int PORTION = 256;

    private final Places places;
    private final Registry<R> registry;

    PendingRequests(PendingRequestsBuilder<R> settings) {
        places = new Places(settings.name, settings.maxOutstanding);
        registry = new Registry<>(settings, places);
    }

    /**
     * A registry to be built.
     *
     * @param name the requester's name, in log lines, exceptions and names of threads
     */
    public static <R> PendingRequestsBuilder<R> named(String name) {
        return new PendingRequestsBuilder<>(name);
    }

    /**
     * Registers a request whose reply will be known by the message id that its put gives, or by a key told then.
     *
     * @param timeout the time for everything: the wait for a free place, the put, the reply
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws MqException if there was no free place among the outstanding requests in that time
     * @throws ConnectionClosedException if the registry is closed
     * @throws InterruptedException if this thread was interrupted while it waited for a place; nothing is registered
     */
    public Ticket<R> register(Duration timeout) throws InterruptedException {
        return register(timeout, null);
    }

    /**
     * Registers a request whose reply will be known by a correlation id that is known before the put.
     *
     * @throws IllegalArgumentException if the key is all zeros or that of another pending request; and as {@link
     *     #register(Duration)} all others
     */
    public Ticket<R> register(CorrelationId key, Duration timeout) throws InterruptedException {
        Registry.requireKey(key);
        return register(timeout, key);
    }

    private Ticket<R> register(Duration timeout, @Nullable CorrelationId key) throws InterruptedException {
        long start = registry.now();
        long nanos = nanos(timeout);
        places.take(timeout, nanos);
        Ticket<R> ticket = null;
        try {
            ticket = registry.register(start, start + nanos, key);
        } finally {
            if (ticket == null) {
                places.free();
            }
        }
        return ticket;
    }

    /**
     * Takes in a reply: ends its request, or holds it for a put in flight, or hands it over as a stray.
     *
     * @param key the reply's correlation id
     * @return how many further requests wait for a reply that has not come, as far as is known at that moment
     */
    public int reply(CorrelationId key, R reply) {
        return registry.reply(key, reply);
    }

    /** Takes note of a move of the connection, for the requests that were put before it. Call it in the order of moves. */
    public void moved(Move move) {
        registry.moved(move);
    }

    /** Whether a request waits for a reply with this correlation id. */
    public boolean isPending(CorrelationId key) {
        return registry.isPending(key);
    }

    /** Whether a request that this correlation id answers had its reply; known of the last ones only. */
    public boolean isAnswered(CorrelationId key) {
        return registry.isAnswered(key);
    }

    /** How many requests that were put to this queue manager wait for their replies. */
    public int pendingOn(QueueManagerName queueManager) {
        return registry.pendingOn(queueManager);
    }

    /**
     * Calls an action, on this thread and under no lock, for the requests that wait and were put to this queue manager.
     *
     * <p>In the order in which their puts were told, each at most once. Those that end or come meanwhile may or may not be
     * among them. Copies some hundred at a time, however many there are.
     */
    public void forEachPendingOn(QueueManagerName queueManager, Consumer<? super Ticket<R>> action) {
        List<Request<R>> portion = registry.portion(queueManager, List.of(), PORTION);
        while (!portion.isEmpty()) {
            portion.forEach(action);
            portion = registry.portion(queueManager, portion, PORTION);
        }
    }

    /** How many requests were registered and have not ended. */
    public int outstanding() {
        return registry.outstanding();
    }

    /**
     * Ends all requests by {@link ConnectionClosedException} and takes no further ones. Does not wait for what a program
     * has hung on their futures. Replies that come later are strays. Closing again has no effect.
     */
    @Override
    public void close() {
        registry.close();
    }

    /** Hands over what is due now; for tests, which have a ticker and no thread. */
    void turn() {
        registry.turn();
    }

    /** The timeout in nanoseconds, at most 146 years. */
    private static long nanos(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException(
                    "A request with a timeout of " + timeout + "; give the time in which its reply is to come.");
        }
        long most = Long.MAX_VALUE / 2;
        return timeout.compareTo(Duration.ofNanos(most)) > 0 ? most : timeout.toNanos();
    }
}
