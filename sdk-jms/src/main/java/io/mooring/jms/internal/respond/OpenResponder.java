package io.mooring.jms.internal.respond;

import io.mooring.ReconnectFailedException;
import io.mooring.client.ConsumeTrouble;
import io.mooring.event.ConnectionListener;
import io.mooring.event.ReconnectFailed;
import io.mooring.idle.ActivitySource;
import io.mooring.idle.ReaderCensus;
import io.mooring.jms.MooringConnection;
import io.mooring.jms.RequestHandler;
import io.mooring.jms.Responder;
import io.mooring.observe.Telemetry;
import io.mooring.reason.ReasonClass;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * The life of a responder: its connection, its sessions, and what it is to do with them.
 *
 * <p>What waits for handlers is done by one thread, the keeper, one thing after the other; whoever asks for it waits only so
 * long. It does what is wanted at that time, so a task that comes too late has nothing to do.
 */
public final class OpenResponder implements Responder {
    private enum Phase {
        ANSWERING,
        PAUSED,
        ENDING
    }

    /** So long a close waits where no request is in hand: the client is held up by queue managers that do not answer. */
    private static final Duration LONGEST_WITHOUT_REQUEST = Duration.ofSeconds(5);

    /** So long the keeper's thread lives with nothing to do. */
    private static final Duration KEEPER_IDLE = Duration.ofSeconds(1);

    private final MooringConnection known;
    private final RespondSettings settings;
    private final Telemetry telemetry;
    private final RespondLog log;
    private final ThreadPoolExecutor keeper;
    private final RespondCounts counts;
    private final RespondingSessions sessions;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** Refusals by the queue manager or the client in a row, without a request between them. Used by the keeper. */
    private int refusals;

    /** How many requests were done with when the last refusal came. Used by the keeper. */
    private long doneAtRefusal;

    /** Guards what follows; no call is made under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();

    /** Written under the lock. */
    private volatile Phase phase = Phase.ANSWERING;

    /** Why it ended by itself; written under the lock, before the phase. */
    private volatile @Nullable Throwable failure;

    private OpenResponder(
            Connection connection, RespondSettings settings, Telemetry telemetry, RequestHandler<Message> handler) {
        this.known = MooringConnection.of(connection);
        this.settings = settings;
        this.telemetry = telemetry;
        this.log = new RespondLog(known.name(), settings.queue());
        this.counts = new RespondCounts(settings.queue(), telemetry);
        this.sessions = new RespondingSessions(
                connection,
                settings.consuming().threads(),
                session -> new RespondingSession(this, settings, handler, session),
                log);
        this.keeper = new ThreadPoolExecutor(
                1, 1, KEEPER_IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), this::keeperThread);
        keeper.allowCoreThreadTimeOut(true);
    }

    /**
     * Opens a responder on a connection, which is its own from then on; closes it if that fails.
     *
     * @throws JMSException if the queue cannot be opened
     */
    public static Responder open(
            Connection connection, RespondSettings settings, Telemetry telemetry, RequestHandler<Message> handler)
            throws JMSException {
        OpenResponder responder = new OpenResponder(connection, settings, telemetry, handler);
        boolean open = false;
        try {
            connection.setExceptionListener(responder::heard);
            responder.known.addListener(ConnectionListener.on(ReconnectFailed.class, responder::gaveUp));
            responder.sessions.open();
            open = true;
        } finally {
            if (!open) {
                responder.sessions.end();
            }
        }
        responder.log.began(settings.consuming().threads());
        return responder;
    }

    @Override
    public String queue() {
        return settings.queue();
    }

    @Override
    public MooringConnection connection() {
        return known;
    }

    @Override
    public long handled() {
        return counts.handled();
    }

    @Override
    public long replied() {
        return counts.replied();
    }

    @Override
    public long backedOut() {
        return counts.backedOut();
    }

    @Override
    public long inDoubt() {
        return counts.inDoubt();
    }

    @Override
    public long setAside() {
        return counts.setAside();
    }

    @Override
    public boolean isOpen() {
        return phase != Phase.ENDING;
    }

    @Override
    public boolean hasRequestInHand() {
        return sessions.hasRequestInHand();
    }

    @Override
    public Duration idleFor() {
        Duration since = counts.sinceActivity();
        return hasRequestInHand() ? Duration.ZERO : since;
    }

    @Override
    public void pause() {
        if (sessions.isCalledByHandler()) {
            throw new IllegalStateException("The handler of " + this
                    + " cannot pause it and wait for itself; let another thread pause it, or close it.");
        }
        if (moveTo(Phase.PAUSED)) {
            await(settling(), "stopped");
        }
    }

    @Override
    public void resume() {
        if (!moveTo(Phase.ANSWERING)) {
            throw new IllegalStateException("The " + this + " has ended; open another one instead.");
        }
        await(settling(), "opened the queue");
    }

    @Override
    public ActivitySource countedBy(ReaderCensus census) {
        return new CountedResponder(this, census, telemetry);
    }

    @Override
    public void await() throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("The " + this + " has ended.", e.getCause());
        }
    }

    @Override
    public CompletableFuture<Void> whenEnded() {
        return end.copy();
    }

    @Override
    public void close() {
        close(LONGEST_CLOSE);
    }

    @Override
    public void close(Duration longest) {
        beginEnd();
        if (sessions.isCalledByHandler()) {
            return;
        }
        Duration first = longest.compareTo(LONGEST_WITHOUT_REQUEST) < 0 ? longest : LONGEST_WITHOUT_REQUEST;
        try {
            if (!hasEndedWithin(first) && !(hasRequestInHand() && hasEndedWithin(longest.minus(first)))) {
                log.stillGoingOn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasEndedWithin(Duration time) throws InterruptedException {
        try {
            end.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    RespondLog log() {
        return log;
    }

    RespondCounts counts() {
        return counts;
    }

    void tell(ConsumeTrouble trouble, String nextStep) {
        log.trouble(trouble, nextStep);
        try {
            settings.consuming().troubleHook().accept(trouble);
        } catch (RuntimeException e) {
            log.hookFailed(trouble, e);
        }
    }

    /** For a thread that should not go on at once: waits, but no longer than there is something to receive. */
    void delay(long millis) {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            while (phase == Phase.ANSWERING && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // Nobody is to interrupt this thread; the delay is only shorter.
            left = 0;
        } finally {
            lock.unlock();
        }
    }

    /** The connection's exception listener: what is about its link is told by its events, all else ends a delivery. */
    private void heard(JMSException refusal) {
        ReasonClass kind = ReasonCode.of(refusal).map(ReasonCode::reasonClass).orElse(ReasonClass.UNKNOWN);
        if (kind == ReasonClass.CONNECTION_GONE
                || kind == ReasonClass.RECONNECT_FAILED
                || kind == ReasonClass.QUIESCING
                || phase != Phase.ANSWERING) {
            return;
        }
        keeper.execute(() -> reopen(refusal));
    }

    /**
     * IBM's client has stopped to deliver, on which session it does not say: all are made anew, as often as that takes. By
     * the keeper.
     */
    private void reopen(JMSException refusal) {
        long done = counts.handled() + counts.setAside();
        refusals = done == doneAtRefusal ? refusals + 1 : 1;
        doneAtRefusal = done;
        tell(
                new ConsumeTrouble(
                        ConsumeTrouble.Kind.REFUSED,
                        settings.queue(),
                        known.queueManager(),
                        Optional.empty(),
                        List.of(),
                        Optional.of(refusal)),
                "IBM's client delivers no requests; the queue is opened again");
        sessions.close();
        delay(RespondingSession.delayMillis(refusals));
        if (phase == Phase.ANSWERING) {
            try {
                sessions.open();
            } catch (JMSException e) {
                keeper.execute(() -> reopen(e));
            }
        }
    }

    private void gaveUp(ReconnectFailed event) {
        lock.lock();
        try {
            if (phase != Phase.ENDING && failure == null) {
                failure = new ReconnectFailedException(
                        event.from(),
                        event.outage(),
                        event.attempts(),
                        event.reason().orElse(null),
                        null);
            }
        } finally {
            lock.unlock();
        }
        beginEnd();
    }

    private void beginEnd() {
        lock.lock();
        try {
            if (phase == Phase.ENDING) {
                return;
            }
            phase = Phase.ENDING;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        keeper.execute(this::end);
    }

    private void end() {
        sessions.end();
        Throwable cause = failure;
        log.ended(counts.handled(), cause);
        if (cause == null) {
            end.complete(null);
        } else {
            end.completeExceptionally(cause);
        }
    }

    /** Returns whether that is so now; once it ends, it ends. */
    private boolean moveTo(Phase next) {
        lock.lock();
        try {
            if (phase != Phase.ENDING) {
                phase = next;
                changed.signalAll();
            }
            return phase == next;
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<Void> settling() {
        return CompletableFuture.runAsync(this::settle, keeper);
    }

    /** Brings the sessions to what is wanted now; by the keeper only. */
    private void settle() {
        Phase wanted = phase;
        if (wanted == Phase.PAUSED) {
            sessions.close();
        } else if (wanted == Phase.ANSWERING && sessions.isEmpty()) {
            try {
                sessions.open();
            } catch (JMSException e) {
                sessions.close();
                throw new IllegalStateException("The " + this + " cannot open its queue: " + e.getMessage(), e);
            }
        }
    }

    private void await(CompletableFuture<Void> settling, String what) {
        try {
            settling.get(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "The " + this + " has not " + what + " within " + LONGEST_CLOSE + ": "
                            + (hasRequestInHand() ? "a request is in hand" : "the queue manager does not answer")
                            + ". It does so as soon as it can; resume it or close it.",
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The " + this + " has not " + what + ".", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before the " + this + " had " + what + ".", e);
        }
    }

    private Thread keeperThread(Runnable work) {
        Thread thread = new Thread(null, work, "mooring-responder " + settings.queue(), 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /** The queue, the connection and the number of threads. */
    @Override
    public String toString() {
        return "responder on " + settings.queue() + " by " + known.name() + " on "
                + settings.consuming().threads() + " thread(s)";
    }
}
