package io.mooring.request;

import io.mooring.ConnectionClosedException;
import io.mooring.CorrelationId;
import io.mooring.Move;
import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.ReplyTimeoutException;
import io.mooring.ReplyTimeoutException.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@link PendingRequests} and {@link Ticket} promise, in one place, since one lock decides all races.
 *
 * <p>Every change has two halves. Under the lock {@code end} decides whether it is this change that ends the request;
 * after it, {@code finish} tells the application. Only who won the first may do the second.
 */
final class Registry<R> {
    private final String name;
    private final Function<PutReceipt, Reach> reach;
    private final BiConsumer<PutReceipt, ? super R> answers;
    private final Deliveries<R> deliveries;
    private final Places places;

    /** Guards everything below and the state of each request; nothing is waited for and nobody called under it. */
    final ReentrantLock lock = new ReentrantLock();

    private final Deadlines<Request<R>> deadlines;
    private final Map<CorrelationId, Request<R>> byKey = new HashMap<>();
    private final PutsByQueueManager<R> byQueueManager = new PutsByQueueManager<>();
    private final EarlyReplies<R> early;

    /** Apart, so that the many answered requests do not make us forget the few that were not. */
    private final EndedKeys answered;

    private final EndedKeys unanswered;
    private MoveLink moves = MoveLink.beginning();
    private long order;
    private int outstanding;
    private boolean closed;

    /** What requests were put over that can be reached, or not, alike. */
    private record PutLink(QueueManagerName queueManager, long epoch) {}

    Registry(PendingRequestsBuilder<R> settings, Places places) {
        this.places = places;
        name = settings.name;
        reach = settings.reach;
        answers = settings.answers;
        deliveries = new Deliveries<>(name, settings.observer, settings.strays, settings.executor);
        early = new EarlyReplies<>(settings.maxEarlyReplies);
        answered = new EndedKeys(settings.remembered);
        unanswered = new EndedKeys(settings.remembered);
        deadlines = new Deadlines<>(name, lock, settings.ticker, settings.lingers, this::timeOut);
    }

    Request<R> register(long start, long deadline, @Nullable CorrelationId key) {
        Request<R> request;
        lock.lock();
        try {
            if (closed) {
                throw new ConnectionClosedException(name);
            }
            deadlines.start();
            request = new Request<>(this, start, deadline, ++order, moves);
            if (key == null) {
                early.departed(request);
            } else if (byKey.putIfAbsent(key, request) == null) {
                request.key = key;
            } else {
                throw new IllegalArgumentException(sameKey(key));
            }
            deadlines.add(request);
            outstanding++;
        } finally {
            lock.unlock();
        }
        deliveries.registered();
        return request;
    }

    /** What {@link Ticket} says of bind; the key is null if none was told. */
    void bind(Request<R> request, PutReceipt receipt, @Nullable CorrelationId told) {
        if (receipt.state() != PutState.STORED && receipt.state() != PutState.PENDING) {
            throw new IllegalArgumentException("The put of a request to " + receipt.queue() + " is " + receipt.state()
                    + "; only one that is stored or pending can be bound, end the others by fail.");
        }
        if (told != null) {
            requireKey(told);
        }
        List<Stray<R>> strays = new ArrayList<>();
        Outcome<R> outcome;
        boolean timedOut;
        MoveLink lastMove;
        lock.lock();
        try {
            CorrelationId registered = request.key;
            CorrelationId key = told != null
                    ? told
                    : registered != null ? registered : receipt.messageId().asCorrelationId();
            if (registered != null && !key.equals(registered)) {
                throw new IllegalArgumentException("A request was registered with correlation id " + registered
                        + " and is bound to " + key + "; bind it to the one it was registered with.");
            }
            boolean wasPending = request.end == null;
            outcome = wasPending ? arrive(request, receipt, key) : null;
            if (!wasPending) {
                arriveEnded(request, key, strays);
            }
            timedOut = wasPending && request.end == RequestEnd.TIMEOUT;
            early.release(strays);
            lastMove = moves;
        } finally {
            lock.unlock();
        }
        deliveries.strays(strays);
        if (outcome != null) {
            outcome.reply().ifPresent(reply -> tellPut(request, reply));
            finish(request, outcome);
        } else if (timedOut) {
            finish(request, timeout(request, lastMove, reach(receipt)));
        }
    }

    /**
     * The put of a pending request has returned; gives the outcome if that ends it, but for a timeout, whose outcome is made
     * without the lock. Called under the lock.
     */
    private @Nullable Outcome<R> arrive(Request<R> request, PutReceipt receipt, CorrelationId key) {
        if (request.receipt != null) {
            throw new IllegalStateException("The request to " + receipt.queue() + " with correlation id " + key
                    + " was bound before; register each request anew.");
        }
        early.landed(request);
        request.receipt = receipt;
        request.moved = request.moved.lastBefore(receipt.at());
        request.order = ++order;
        if (request.key == null) {
            if (byKey.putIfAbsent(key, request) != null) {
                end(request, RequestEnd.CLOSED);
                return Outcome.failure(() -> new MqException(sameKey(key), null, null));
            }
            request.key = key;
        }
        R reply = early.take(key);
        if (reply != null) {
            end(request, RequestEnd.REPLY);
            return Outcome.reply(reply);
        }
        if (now() >= request.deadline) {
            end(request, RequestEnd.TIMEOUT);
        } else {
            byQueueManager.add(request, receipt.queueManager());
        }
        return null;
    }

    /** The put of a request that has ended meanwhile has returned. Called under the lock. */
    private void arriveEnded(Request<R> request, CorrelationId key, List<Stray<R>> strays) {
        early.landed(request);
        if (request.key == null) {
            request.key = key;
            unanswered.add(key);
        }
        R reply = early.take(key);
        if (reply != null) {
            strays.add(new Stray<>(StrayReply.LATE, key, reply));
        }
    }

    /** What {@link Ticket} says of fail. */
    void fail(Request<R> request, RuntimeException failure) {
        List<Stray<R>> strays = new ArrayList<>();
        boolean ended;
        lock.lock();
        try {
            early.landed(request);
            ended = end(request, failure instanceof PutInDoubtException ? RequestEnd.IN_DOUBT : RequestEnd.CLOSED);
            early.release(strays);
        } finally {
            lock.unlock();
        }
        if (ended) {
            finish(request, Outcome.failure(() -> failure));
        }
        deliveries.strays(strays);
    }

    /** Ends a request at the wish of its caller; its put may still be in flight. */
    boolean giveUp(Request<R> request, Runnable first) {
        lock.lock();
        try {
            if (!end(request, RequestEnd.CLOSED)) {
                return false;
            }
        } finally {
            lock.unlock();
        }
        first.run();
        finish(request, Outcome.failure(() -> new CancellationException("The request was given up by its caller.")));
        return true;
    }

    int reply(CorrelationId key, R reply) {
        List<Stray<R>> strays = List.of();
        Request<R> request;
        int awaited;
        lock.lock();
        try {
            request = byKey.get(key);
            if (request != null) {
                end(request, RequestEnd.REPLY);
            } else {
                strays = withoutRequest(key, reply);
            }
            awaited = Math.max(0, outstanding - early.size());
        } finally {
            lock.unlock();
        }
        if (request != null) {
            tellPut(request, reply);
            finish(request, Outcome.reply(reply));
        }
        deliveries.strays(strays);
        return awaited;
    }

    /** Holds a reply that no request is known for, or gives it back as a stray; called under the lock. */
    private List<Stray<R>> withoutRequest(CorrelationId key, R reply) {
        List<Stray<R>> strays = new ArrayList<>();
        if (answered.contains(key)) {
            strays.add(new Stray<>(StrayReply.DUPLICATE, key, reply));
        } else if (unanswered.contains(key)) {
            strays.add(new Stray<>(StrayReply.LATE, key, reply));
        } else if (key.isNone()) {
            strays.add(new Stray<>(StrayReply.UNKNOWN, key, reply));
        } else {
            early.hold(key, reply, order, strays);
        }
        return strays;
    }

    /** Tells which put a reply answers, if that is known by now. */
    private void tellPut(Request<R> request, R reply) {
        PutReceipt put = request.receipt; // written before the request was found, under the lock
        if (put != null) {
            deliveries.guarded("the function that is told of puts", () -> answers.accept(put, reply));
        }
    }

    void moved(Move move) {
        lock.lock();
        try {
            moves = moves.then(move);
        } finally {
            lock.unlock();
        }
    }

    boolean isPending(CorrelationId key) {
        lock.lock();
        try {
            return byKey.containsKey(key);
        } finally {
            lock.unlock();
        }
    }

    boolean isAnswered(CorrelationId key) {
        lock.lock();
        try {
            return answered.contains(key);
        } finally {
            lock.unlock();
        }
    }

    int pendingOn(QueueManagerName queueManager) {
        lock.lock();
        try {
            return byQueueManager.count(queueManager);
        } finally {
            lock.unlock();
        }
    }

    List<Request<R>> portion(QueueManagerName queueManager, List<Request<R>> former, int size) {
        lock.lock();
        try {
            return byQueueManager.portion(queueManager, former, size);
        } finally {
            lock.unlock();
        }
    }

    int outstanding() {
        lock.lock();
        try {
            return outstanding;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        List<Stray<R>> strays = new ArrayList<>();
        List<Request<R>> ended = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            List<Request<R>> all = new ArrayList<>(byKey.values());
            early.inFlight().forEach(all::add);
            for (Request<R> request : all) {
                if (end(request, RequestEnd.CLOSED)) {
                    ended.add(request);
                }
            }
            early.clear(strays);
            deadlines.close();
        } finally {
            lock.unlock();
        }
        ended.forEach(request -> finish(request, Outcome.failure(() -> new ConnectionClosedException(name))));
        deliveries.strays(strays);
        deliveries.close();
    }

    void turn() {
        deadlines.turn();
    }

    long now() {
        return deadlines.now();
    }

    /** Ends those that are still pending; called without the lock. */
    private void timeOut(List<Request<R>> due) {
        List<Request<R>> ended = new ArrayList<>(due.size());
        MoveLink lastMove;
        lock.lock();
        try {
            for (Request<R> request : due) {
                // Without a receipt its put has not returned, and ends it when it does.
                if (request.receipt != null && end(request, RequestEnd.TIMEOUT)) {
                    ended.add(request);
                }
            }
            lastMove = moves;
        } finally {
            lock.unlock();
        }
        Map<PutLink, Reach> known = new HashMap<>();
        for (Request<R> request : ended) {
            PutReceipt put = receipt(request);
            PutLink link = new PutLink(put.queueManager(), put.epoch());
            finish(request, timeout(request, lastMove, known.computeIfAbsent(link, asked -> reach(put))));
        }
    }

    /** Decides that a request has ended, unless it had; called under the lock, and then {@link #finish} without it. */
    private boolean end(Request<R> request, RequestEnd end) {
        if (request.end != null) {
            return false;
        }
        request.end = end;
        outstanding--;
        deadlines.remove(request);
        byQueueManager.remove(request);
        CorrelationId key = request.key;
        if (key != null) {
            byKey.remove(key);
            (end == RequestEnd.REPLY ? answered : unanswered).add(key);
        }
        return true;
    }

    /** Tells about the end of a request; called once for each, without the lock. */
    private void finish(Request<R> request, Outcome<R> outcome) {
        places.free();
        RequestEnd end = request.end;
        if (end != null) {
            deliveries.ended(end, Duration.ofNanos(now() - request.start));
        }
        request.publish(outcome, deliveries);
    }

    private Outcome<R> timeout(Request<R> request, MoveLink lastMove, Reach reached) {
        Duration timeout = Duration.ofNanos(request.deadline - request.start);
        return Outcome.failure(
                () -> new ReplyTimeoutException(receipt(request), timeout, request.moved.upTo(lastMove), reached));
    }

    private Reach reach(PutReceipt put) {
        Reach[] reached = {Reach.NOT_TRIED};
        deliveries.guarded(
                "the function that tells the reach of " + put.queueManager(), () -> reached[0] = reach.apply(put));
        return reached[0];
    }

    private static PutReceipt receipt(Request<?> request) {
        PutReceipt receipt = request.receipt;
        if (receipt == null) {
            throw new IllegalStateException("a request has timed out that was not put");
        }
        return receipt;
    }

    private static String sameKey(CorrelationId key) {
        return "Another request with correlation id " + key
                + " is pending, their replies could not be told apart; give each request an id of its own.";
    }

    static void requireKey(CorrelationId key) {
        if (key.isNone()) {
            throw new IllegalArgumentException(
                    "A request whose replies have a correlation id of all zeros; that is none, give one.");
        }
    }
}
