package io.mooring.client;

import io.mooring.ConnectionClosedException;
import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.Move;
import io.mooring.MqException;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.internal.event.MoveHistory;
import io.mooring.internal.link.Link;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Conversation;
import io.mooring.message.MqMessage;
import io.mooring.observe.Telemetry;
import io.mooring.request.PendingRequests;
import io.mooring.request.ReplyQueue;
import io.mooring.request.RequestEnd;
import io.mooring.request.RequestObserver;
import io.mooring.request.StrayReply;
import io.mooring.request.Ticket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts requests to a queue and brings their replies, also those that stay behind when the connection moves.
 *
 * <pre>
 *   try (Requester prices = client.requester("PRICE.REQUEST", ReplyQueue.shared("PRICE.REPLY"))) {
 *     MqMessage reply = prices.request(MqMessage.ofText("ISIN=DE0007164600"), Duration.ofSeconds(5));
 *   }
 * </pre>
 *
 * <p>A request expires when its time is over, unless it expires sooner by itself. It and its reply are on one queue manager:
 * it is put over a link only once the reply queue is open there. Each request ends exactly once: by its reply, by {@link
 * io.mooring.ReplyTimeoutException}, by {@link io.mooring.PutInDoubtException}, by the queue manager's refusal, or by {@link
 * ConnectionClosedException}. While a request is pending, a planned move waits for it.
 *
 * <p>After a loss of the link the requests of before go on waiting: their replies are looked for on the former queue manager
 * over a direct connection, until the last of their deadlines. A temporary reply queue ends with its link; its requests time
 * out.
 *
 * <p><b>Threads.</b> May be used by any number of threads. Requests are put by the threads that call. One thread, {@code
 * mooring-replies} with the client's name and the number of the requester, reads the replies, or two where the queue is
 * shared and ids are passed through, since each takes one in the time of a round trip; there is one more for each queue
 * manager that replies are fetched from. Futures are completed and stray replies handed over on one other thread: what a
 * program hangs on a future holds up other futures, but neither replies nor deadlines.
 */
public final class Requester implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** A reader that waits for replies notices within a second that it is to end. */
    private static final Duration READERS_END_WITHIN = Duration.ofSeconds(3);

    private static final Duration OPENS_WITHIN = Duration.ofSeconds(30);

    private final String queue;
    private final ReplyQueue replyQueue;
    private final Caller caller;
    private final MoveHistory moves;
    private final String name;
    private final String thread;
    private final RequestIds ids;
    private final ReplyPlaces places;
    private final PendingRequests<MqMessage> pending;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Thread> readers = ConcurrentHashMap.newKeySet();
    private final Consumer<Link> newLink = this::read;
    private final Consumer<Move> moved;
    private final Runnable ending = this::end;

    /** The latest link that has a reader. Guarded by this. */
    private long readEpoch;

    Requester(RequesterBuilder settings) {
        this.queue = settings.queue;
        this.replyQueue = settings.replyQueue;
        this.caller = settings.caller;
        this.moves = settings.moves;
        int number = NUMBER.incrementAndGet();
        this.name = caller.client() + " requester " + number;
        this.thread = "mooring-replies " + caller.client() + " " + number;
        this.ids = new RequestIds(replyQueue);
        this.places = new ReplyPlaces(replyQueue, caller.keeper(), caller.client());
        this.pending = PendingRequests.<MqMessage>named(name)
                .maxOutstanding(settings.mostOutstanding)
                .reachOfPut(places::reach)
                .strays(settings.strays)
                .observer(new Figures(caller.telemetry(), queue, replyQueue.name()))
                .build();
        this.moved = pending::moved;
    }

    /** Hands what the registry tells to the client's telemetry. */
    private record Figures(Telemetry telemetry, String queue, String replyQueue) implements RequestObserver {
        @Override
        public void registered() {
            telemetry.requestRegistered(queue);
        }

        @Override
        public void ended(RequestEnd end, Duration latency) {
            telemetry.requestEnded(queue, end, latency);
        }

        @Override
        public void stray(StrayReply kind) {
            telemetry.strayReply(replyQueue, kind);
        }
    }

    void open() {
        boolean open = false;
        try {
            caller.keeper().onNewLink(newLink);
            moves.observe(moved);
            caller.atEnd(ending);
            read(caller.link());
            ReplyPlace place = places.enter(OPENS_WITHIN, true);
            if (place == null) {
                throw new MqException(
                        "Reply queue " + replyQueue.name() + " could not be opened within " + OPENS_WITHIN + " (client "
                                + caller.client() + ").",
                        null,
                        null);
            }
            place.leave();
            open = true;
        } finally {
            if (!open) {
                end();
            }
        }
    }

    /** Starts to read over a link, unless that was begun, or over a later one. */
    private void read(Link link) {
        synchronized (this) {
            if (link.epoch() <= readEpoch || closed.getCount() == 0) {
                return;
            }
            readEpoch = link.epoch();
        }
        startReader(link, true);
    }

    /**
     * Where a get chooses this requester's replies two threads read, since each takes one in the time of a round trip. The second
     * one begins when the first has the queue open: on a queue for one reader it must not come before it.
     */
    private boolean isReadByTwo() {
        return replyQueue.kind() == ReplyQueue.Kind.SHARED && replyQueue.passesIds();
    }

    private void startReader(Link link, boolean first) {
        ReplyReader reader = new ReplyReader(
                first, replyQueue, link, caller.keeper(), places, ids, closed, new ReplyReader.Arrivals() {
                    @Override
                    public void begin() {
                        if (first && isReadByTwo()) {
                            startReader(link, false);
                        }
                    }

                    @Override
                    public void take(MqMessage reply, ReplySite site, boolean stranded) {
                        arrived(reply, site, stranded);
                    }

                    @Override
                    public boolean isOwn(CorrelationId correlationId) {
                        return ids.isOwn(correlationId) || pending.isPending(correlationId);
                    }
                });
        Thread started = new Thread(null, () -> runReader(reader), thread, 0, false);
        started.setDaemon(true);
        readers.add(started);
        started.start();
    }

    private void runReader(ReplyReader reader) {
        try {
            reader.run();
        } finally {
            readers.remove(Thread.currentThread());
        }
    }

    private void arrived(MqMessage reply, ReplySite site, boolean stranded) {
        CorrelationId key = ids.keyOf(reply);
        Telemetry telemetry = caller.telemetry();
        telemetry.got(replyQueue.name(), site.queueManager());
        boolean fetched = stranded && pending.isPending(key);
        if (fetched) {
            telemetry.strandedReplySeen(replyQueue.name(), site.queueManager());
        }
        pending.reply(key, reply);
        if (fetched) {
            telemetry.strandedReplyFetched(replyQueue.name(), site.queueManager());
        }
    }

    /**
     * Puts a request and waits for its reply.
     *
     * @param message the request; its reply queue and type are set here, and its correlation id with pass-through ids
     * @param timeout the time for everything: for a free place among the outstanding requests, a link, the put, the reply
     * @return the reply
     * @throws io.mooring.ReplyTimeoutException if none came in that time; it tells where the request is
     * @throws io.mooring.PutInDoubtException if the link ended while the request was being put
     * @throws MqException if the queue manager refuses the put, there was no place or no link in that time, or this thread
     *     was interrupted
     * @throws ConnectionClosedException if this requester, or its client, was closed
     * @throws IllegalArgumentException if the timeout is not positive, or the message asks for reports or ids that cannot be
     *     told from a reply
     */
    public MqMessage request(MqMessage message, Duration timeout) {
        MqMessage identified = ids.identified(message);
        Ticket<MqMessage> ticket = register(identified, timeout);
        ReplyPlace place = put(identified, ticket, timeout);
        try {
            return ticket.await();
        } catch (InterruptedException e) {
            throw interrupted("for a reply from " + queue + "; the request was given up", e);
        } finally {
            place.leave();
        }
    }

    /**
     * Puts a request, on this thread, and returns without its reply.
     *
     * @param message as for {@link #request}
     * @param timeout as for {@link #request}
     * @return completed with the reply, or with one of the exceptions of {@link #request}; to cancel it gives the request up
     * @throws IllegalArgumentException as for {@link #request}
     */
    public CompletableFuture<MqMessage> requestAsync(MqMessage message, Duration timeout) {
        MqMessage identified = ids.identified(message);
        Ticket<MqMessage> ticket;
        ReplyPlace place;
        try {
            ticket = register(identified, timeout);
            place = put(identified, ticket, timeout);
        } catch (MqException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<MqMessage> reply = ticket.future();
        CompletableFuture<MqMessage> unused = reply.whenComplete((got, failure) -> place.leave());
        return reply;
    }

    private Ticket<MqMessage> register(MqMessage identified, Duration timeout) {
        CorrelationId key = RequestIds.keyOfRequest(identified);
        try {
            return key == null ? pending.register(timeout) : pending.register(key, timeout);
        } catch (InterruptedException e) {
            throw interrupted("for a free place among the outstanding requests to " + queue + "; nothing was put", e);
        }
    }

    /** Puts a request that was registered; whatever goes wrong ends it. Returns where, entered. */
    private ReplyPlace put(MqMessage identified, Ticket<MqMessage> ticket, Duration timeout) {
        try {
            while (true) {
                ReplyPlace place = places.enter(ticket.remaining(), false);
                if (place == null) {
                    throw new MqException(
                            "A request to " + queue + " was not put: within " + timeout
                                    + " there was no connection with reply queue " + replyQueue.name()
                                    + " open (client " + caller.client() + ").",
                            null,
                            null);
                }
                boolean put = false;
                try {
                    put = putAt(place, identified, ticket);
                    if (put) {
                        return place;
                    }
                } finally {
                    if (!put) {
                        place.leave();
                    }
                }
            }
        } catch (RuntimeException e) {
            ticket.fail(e);
            throw e;
        }
    }

    /** False if the link ended before the put had any effect. */
    private boolean putAt(ReplyPlace place, MqMessage identified, Ticket<MqMessage> ticket) {
        Duration remaining = ticket.remaining();
        if (remaining.isZero()) {
            return false; // the next wait for a place says so
        }
        Link link = place.link();
        MqMessage request = RequestIds.addressed(identified, place.site().queue(), remaining);
        Conversation conversation = null;
        boolean usable = false;
        try {
            conversation = link.borrow();
            MessageId id = conversation.put(queue, request, false);
            usable = true;
            PutReceipt receipt = caller.receipts().of(link, queue, id, request, PutState.STORED);
            ticket.bind(receipt);
            return true;
        } catch (CallFailure failure) {
            caller.keeper().noteFailure(link, failure);
            if (failure.isInDoubt()) {
                throw caller.inDoubt(link, queue, request, failure);
            }
            if (!failure.endsLink()) {
                usable = true;
                throw caller.refused("The request to " + queue, link, failure);
            }
            return false;
        } finally {
            Caller.giveBack(link, conversation, usable);
        }
    }

    private MqException interrupted(String waiting, @Nullable Throwable cause) {
        Thread.currentThread().interrupt();
        return new MqException(
                "The thread was interrupted while it waited " + waiting + " (client " + caller.client() + ").",
                null,
                cause);
    }

    /** How many requests were begun and have not ended. */
    public int outstanding() {
        return pending.outstanding();
    }

    /** Ends all requests, and tells the readers to end. */
    private void end() {
        caller.keeper().forget(newLink);
        moves.forget(moved);
        caller.forgetEnding(ending);
        synchronized (this) { // no reader is started after this
            closed.countDown();
        }
        pending.close();
        places.close();
    }

    /**
     * Ends all outstanding requests by {@link ConnectionClosedException}, and closes the reply queue, which may take a
     * second. Closing again has no effect. Closing the client does the same, without waiting for the reply queue.
     */
    @Override
    public void close() {
        end();
        long until = System.nanoTime() + READERS_END_WITHIN.toNanos();
        for (Thread reader : readers) {
            try {
                long left = until - System.nanoTime();
                if (left > 0 && reader != Thread.currentThread()) {
                    TimeUnit.NANOSECONDS.timedJoin(reader, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The request queue, the reply queue, and how many are outstanding. */
    @Override
    public String toString() {
        return name + " (" + queue + ", replies to " + replyQueue.name() + ", " + outstanding() + " outstanding)";
    }
}
