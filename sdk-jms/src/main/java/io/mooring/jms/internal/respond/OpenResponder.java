package io.mooring.jms.internal.respond;

import io.mooring.QueueManagerName;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.Session;
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

    /** So long the keeper's thread lives with nothing to do. */
    private static final Duration KEEPER_IDLE = Duration.ofSeconds(1);

    private final Connection connection;
    private final MooringConnection known;
    private final RespondSettings settings;
    private final Telemetry telemetry;
    private final RequestHandler<Message> handler;
    private final RespondLog log;
    private final ThreadPoolExecutor keeper;
    private final List<RespondingSession> sessions = new CopyOnWriteArrayList<>();
    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong replied = new AtomicLong();
    private final AtomicLong backedOut = new AtomicLong();
    private final AtomicLong inDoubt = new AtomicLong();
    private final AtomicLong setAside = new AtomicLong();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile long lastActivity = System.nanoTime();

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
        this.connection = connection;
        this.known = MooringConnection.of(connection);
        this.settings = settings;
        this.telemetry = telemetry;
        this.handler = handler;
        this.log = new RespondLog(known.name(), settings.queue());
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
            responder.openSessions();
            connection.start();
            open = true;
        } finally {
            if (!open) {
                responder.closeConnection();
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
        return handled.get();
    }

    @Override
    public long replied() {
        return replied.get();
    }

    @Override
    public long backedOut() {
        return backedOut.get();
    }

    @Override
    public long inDoubt() {
        return inDoubt.get();
    }

    @Override
    public long setAside() {
        return setAside.get();
    }

    @Override
    public boolean isOpen() {
        return phase != Phase.ENDING;
    }

    @Override
    public boolean hasRequestInHand() {
        return sessions.stream().anyMatch(RespondingSession::hasRequestInHand);
    }

    @Override
    public Duration idleFor() {
        long since = lastActivity;
        return hasRequestInHand() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    @Override
    public void pause() {
        if (isCalledByHandler()) {
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
        if (isCalledByHandler()) {
            return;
        }
        try {
            end.handle((nothing, thrown) -> null).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.stillGoingOn(longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("What has ended normally cannot have failed.", e);
        }
    }

    void noteHandled(boolean answered) {
        handled.incrementAndGet();
        if (answered) {
            replied.incrementAndGet();
        }
    }

    void noteBackedOut(QueueManagerName queueManager) {
        backedOut.incrementAndGet();
        telemetry.backedOut(settings.queue(), queueManager);
    }

    void noteSetAside(QueueManagerName queueManager) {
        setAside.incrementAndGet();
        telemetry.requeued(settings.queue(), queueManager);
    }

    void noteInDoubt() {
        inDoubt.incrementAndGet();
    }

    void noteActivity() {
        lastActivity = System.nanoTime();
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

    /** IBM's client has stopped to deliver, on which session it does not say: all are made anew. */
    private void reopen(JMSException refusal) {
        long done = handled.get() + setAside.get();
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
                "IBM's client has stopped to deliver requests; the queue is opened again");
        stop();
        closeSessions();
        delay(RespondingSession.delayMillis(refusals));
        settle();
    }

    private void gaveUp(ReconnectFailed event) {
        lock.lock();
        try {
            if (phase != Phase.ENDING && failure == null) {
                failure = new ReconnectFailedException(
                        event.from(), event.outage(), event.attempts(), event.reason().orElse(null), null);
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
        stop();
        closeSessions();
        closeConnection();
        Throwable cause = failure;
        log.ended(handled.get(), cause);
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
            stop();
            closeSessions();
        } else if (wanted == Phase.ANSWERING && sessions.isEmpty()) {
            try {
                openSessions();
                connection.start();
            } catch (JMSException e) {
                closeSessions();
                throw new IllegalStateException("The " + this + " cannot open its queue: " + e.getMessage(), e);
            }
        }
    }

    private void openSessions() throws JMSException {
        for (int i = 0; i < settings.consuming().threads(); i++) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            boolean opened = false;
            try {
                sessions.add(new RespondingSession(this, settings, handler, log, session));
                opened = true;
            } finally {
                if (!opened) {
                    session.close();
                }
            }
        }
    }

    private void stop() {
        try {
            connection.stop();
        } catch (JMSException e) {
            log.whileClosing(e);
        }
    }

    private void closeSessions() {
        for (RespondingSession session : sessions) {
            try {
                session.close();
            } catch (JMSException e) {
                log.whileClosing(e);
            }
        }
        sessions.clear();
    }

    private void closeConnection() {
        try {
            connection.close();
        } catch (JMSException e) {
            log.whileClosing(e);
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

    private boolean isCalledByHandler() {
        Thread caller = Thread.currentThread();
        return sessions.stream().anyMatch(session -> session.isHandledBy(caller));
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
