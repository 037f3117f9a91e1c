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
import io.mooring.jms.internal.respond.RespondPhase.Phase;
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
    private final ReaderCensus census;
    private final RespondPhase phase = new RespondPhase();
    private final RespondEnd end = new RespondEnd();

    /** Refusals by the queue manager or the client in a row, without a request between them. Used by the keeper. */
    private int refusals;

    /** How many requests were done with when the last refusal came. Used by the keeper. */
    private long doneAtRefusal;

    private OpenResponder(
            Connection connection,
            RespondSettings settings,
            Telemetry telemetry,
            ReaderCensus census,
            RequestHandler<Message> handler) {
        this.known = MooringConnection.of(connection);
        this.settings = settings;
        this.telemetry = telemetry;
        this.census = census;
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
     * @param census counts the readers of its queue
     * @throws JMSException if the queue cannot be opened
     */
    public static Responder open(
            Connection connection,
            RespondSettings settings,
            Telemetry telemetry,
            ReaderCensus census,
            RequestHandler<Message> handler)
            throws JMSException {
        OpenResponder responder = new OpenResponder(connection, settings, telemetry, census, handler);
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
        return !phase.is(Phase.ENDING);
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
        if (phase.moveTo(Phase.PAUSED)) {
            await(settling(), "stopped");
        }
    }

    @Override
    public void resume() {
        if (!phase.moveTo(Phase.ANSWERING)) {
            throw new IllegalStateException("The " + this + " has ended; open another one instead.");
        }
        await(settling(), "opened the queue");
    }

    @Override
    public void leave() {
        close();
        telemetry.idleShutdown(settings.queue());
    }

    @Override
    public ReaderCensus census() {
        return census;
    }

    @Override
    public ActivitySource countedBy(ReaderCensus other) {
        return new CountedResponder(this, other);
    }

    @Override
    public void await() throws InterruptedException {
        end.await(this);
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
        beginEnd(null);
        if (sessions.isCalledByHandler()) {
            return;
        }
        Duration first = longest.compareTo(LONGEST_WITHOUT_REQUEST) < 0 ? longest : LONGEST_WITHOUT_REQUEST;
        try {
            if (!end.hasComeWithin(first) && !(hasRequestInHand() && end.hasComeWithin(longest.minus(first)))) {
                log.stillGoingOn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    /** See {@link RespondPhase#delay}. */
    void delay(long millis) {
        phase.delay(millis);
    }

    /** The connection's exception listener: what is about its link is told by its events, all else ends a delivery. */
    private void heard(JMSException refusal) {
        ReasonClass kind = ReasonCode.of(refusal).map(ReasonCode::reasonClass).orElse(ReasonClass.UNKNOWN);
        if (kind == ReasonClass.CONNECTION_GONE
                || kind == ReasonClass.RECONNECT_FAILED
                || kind == ReasonClass.QUIESCING
                || !phase.is(Phase.ANSWERING)) {
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
        if (phase.is(Phase.ANSWERING)) {
            try {
                sessions.open();
            } catch (JMSException e) {
                keeper.execute(() -> reopen(e));
            }
        }
    }

    private void gaveUp(ReconnectFailed event) {
        beginEnd(new ReconnectFailedException(
                event.from(), event.outage(), event.attempts(), event.reason().orElse(null), null));
    }

    private void beginEnd(@Nullable Throwable cause) {
        if (phase.end(cause)) {
            keeper.execute(this::end);
        }
    }

    private void end() {
        sessions.end();
        Throwable cause = phase.failure();
        log.ended(counts.handled(), cause);
        end.came(cause);
    }

    private CompletableFuture<Void> settling() {
        return CompletableFuture.runAsync(this::settle, keeper);
    }

    /** Brings the sessions to what is wanted now; by the keeper only. */
    private void settle() {
        Phase wanted = phase.present();
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
