package io.mooring.internal.link;

import io.mooring.ConnectFailedException;
import io.mooring.ConnectionClosedException;
import io.mooring.ConnectionState;
import io.mooring.MqException;
import io.mooring.QueueManagerName;
import io.mooring.ReconnectFailedException;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.ReconnectFailed;
import io.mooring.internal.life.Effect;
import io.mooring.internal.life.LifeKeeper;
import io.mooring.internal.life.LifeState;
import io.mooring.internal.life.News;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Conversation;
import io.mooring.internal.mq.Dialer;
import io.mooring.internal.mq.Route;
import io.mooring.reason.ReasonCode;
import io.mooring.reconnect.ConnectionLifetime;
import io.mooring.reconnect.ReconnectAttempt;
import io.mooring.reconnect.ReconnectPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one client linked: hears what happens to its links and does what the rules of its life say.
 *
 * <p>One thread of its own, {@code mooring-link} and the client's name, makes links, ends them, and tidies up; it runs no
 * code of the application. Everybody else only brings news and waits for a link.
 */
public final class LinkKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LinkKeeper.class);

    /** Queues and conversations that nobody used for so long are closed: no reader is counted that does not read. */
    private static final Duration UNUSED = Duration.ofSeconds(30);

    /** A link that was lost sooner, before any call on it was answered, had a short life. */
    private static final Duration SHORT_LIFE = Duration.ofSeconds(5);

    /**
     * So many short lives in a row are nothing special. Each one more counts as a failed attempt: where a queue manager takes
     * links and ends them, the end must not be answered at once for ever.
     */
    private static final int SHORT_LIVES_ALLOWED = 2;

    /** The wait after something of the application's that had to be asked has failed. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Clock clock;
    private final Attempts attempts;
    private final Fleet fleet;
    private final ReconnectPolicy policy;
    private final ConnectionLifetime lifetime;
    private final Routes routes;
    private final LifeKeeper life;
    private final ScheduledThreadPoolExecutor thread;
    private final RandomGenerator random = new SplittableRandom();
    private final Map<Long, Link> links = new ConcurrentHashMap<>();
    private final List<Consumer<Link>> newLinkObservers = new CopyOnWriteArrayList<>();

    /** The link that callers use, as a shortcut past the state; null while there is none. */
    private volatile @Nullable Link present;

    private volatile @Nullable Route lastRoute;
    private volatile @Nullable Link lastLink;
    private volatile Instant lastUpAt = Instant.EPOCH;
    private volatile int shortLives;
    private volatile boolean refusedEverywhere;

    /** Where a planned move was decided to go; null for a move that was not planned. Only for the keeper's thread. */
    private @Nullable List<Route> plannedWays;

    private volatile @Nullable CallFailure lastFailure;
    private volatile @Nullable ReconnectFailed failed;

    /** Only for those who wait for a change of state; nothing else is done under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();

    /**
     * A keeper without a link; {@link #connect} makes the first one.
     *
     * @param name the client's name, for threads, events and log lines
     * @param perRoute the longest time for one attempt to reach one queue manager
     * @param hearer takes the events, in order; must return at once and call nobody
     */
    public LinkKeeper(
            String name,
            Clock clock,
            Routes routes,
            Dialer dialer,
            Duration perRoute,
            ReconnectPolicy policy,
            ConnectionLifetime lifetime,
            Consumer<ConnectionEvent> hearer) {
        this.name = name;
        this.clock = clock;
        this.routes = routes;
        this.attempts = new Attempts(name, dialer, perRoute);
        this.fleet = new Fleet(name, routes::places, Fleet.by(dialer), perRoute);
        this.policy = policy;
        this.lifetime = lifetime;
        this.life = new LifeKeeper(name, event -> {
            if (event instanceof ReconnectFailed last) {
                failed = last;
            }
            hearer.accept(event);
        });
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread started = new Thread(null, task, "mooring-link " + name, 0, false);
            started.setDaemon(true);
            return started;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    /**
     * Makes the first link: tries every way once.
     *
     * @throws ConnectFailedException if none led to a queue manager; the keeper is then closed
     */
    public void connect() {
        long epoch = life.state().epoch();
        Attempts.Result result = attempts.run(epoch, routes.inOrder(), this::noteSocketLost);
        Link link = result.link();
        if (link == null) {
            close();
            throw result.asException(name);
        }
        up(link);
        schedule(this::tidy, UNUSED);
    }

    /** Calls an observer on the keeper's thread for each link after it is there; for those who hold queues open. */
    public void onNewLink(Consumer<Link> observer) {
        newLinkObservers.add(observer);
    }

    /** Calls an observer for no further link. */
    public void forget(Consumer<Link> observer) {
        newLinkObservers.remove(observer);
    }

    /**
     * Starts a conversation with the queue manager of a link, present or former, that does not belong to the link; for what
     * was left there. Whoever calls closes it.
     *
     * @return null if nobody answered in the time for one attempt, or the client was closed
     * @throws CallFailure if the queue manager is not there, or refuses it
     */
    public @Nullable Conversation reach(Link link) throws CallFailure {
        return attempts.reach(link.route());
    }

    /** All queue managers that the client can reach, whichever it is linked to. */
    public Fleet fleet() {
        return fleet;
    }

    /** Where the connection stands. */
    public ConnectionState state() {
        return life.state().state();
    }

    /** The present link, null while there is none. Does not wait. */
    public @Nullable Link linkOrNull() {
        Link link = present;
        return link == null || link.isBroken() || link.isRetired() ? null : link;
    }

    /**
     * The present link; waits until there is one.
     *
     * @param nanos the longest wait, {@link Long#MAX_VALUE} for one without end
     * @return null if that time went by
     * @throws ReconnectFailedException if reconnection was given up
     * @throws ConnectionClosedException if the client was closed
     */
    public @Nullable Link await(long nanos) {
        Link link = linkOrNull();
        return link != null ? link : awaitChange(nanos);
    }

    private @Nullable Link awaitChange(long nanos) {
        long left = nanos;
        lock.lock();
        try {
            while (true) {
                Link link = linkOrNull();
                if (link != null) {
                    return link;
                }
                throwIfOver();
                if (left <= 0) {
                    return null;
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MqException(
                    "The thread was interrupted while it waited for " + name
                            + " to be connected again; its call had no effect.",
                    null,
                    e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Fails as every call fails once there will be no link any more.
     *
     * @throws ReconnectFailedException if reconnection was given up
     * @throws ConnectionClosedException if the client was closed
     */
    public void throwIfOver() {
        switch (life.state().state()) {
            case CLOSED -> throw new ConnectionClosedException(name);
            case FAILED -> throw failure();
            default -> {
                // There is a link, or there will be one.
            }
        }
    }

    private RuntimeException failure() {
        ReconnectFailed last = failed;
        CallFailure cause = lastFailure;
        if (last == null) {
            return new ConnectionClosedException(name);
        }
        return new ReconnectFailedException(
                last.from(),
                last.outage(),
                last.attempts(),
                last.reason().orElse(null),
                cause == null ? null : cause.getCause());
    }

    /** A call has shown that a link is gone, or that its queue manager asks us to leave. */
    public void noteFailure(Link link, CallFailure failure) {
        if (!failure.endsLink()) {
            return;
        }
        Optional<ReasonCode> reason = Optional.of(failure.reason());
        if (failure.isQuiescing()) {
            hear(new News.QuiesceAsked(link.epoch(), clock.instant(), reason));
        } else if (!failure.isOfDialling()) {
            link.noteBroken();
        }
        hear(new News.LinkLost(link.epoch(), clock.instant(), reason));
    }

    private void noteSocketLost(long epoch) {
        Link link = links.get(epoch);
        if (link != null) {
            link.noteBroken();
        }
        hear(new News.LinkLost(epoch, clock.instant(), Optional.of(ReasonCode.CONNECTION_BROKEN)));
    }

    /**
     * Leaves a link on purpose, if nothing is under way on it at this moment.
     *
     * @return whether it is being left
     */
    public boolean moveIfUnused(Link link) {
        if (!link.retireIfUnused()) {
            return false;
        }
        hear(new News.MoveDue(link.epoch(), clock.instant()));
        return true;
    }

    /** Calls something on the keeper's thread after a while; not at all once the client is closed. */
    public void schedule(Runnable task, Duration delay) {
        try {
            ScheduledFuture<?> unused = thread.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: there is nothing left to be done.
            return;
        }
    }

    /** Ends the link for ever. Calls in flight end by themselves; conversations that are lent end when they come back. */
    @Override
    public void close() {
        hear(new News.CloseCalled(clock.instant()));
        thread.shutdown();
        attempts.close();
    }

    private void up(Link link) {
        links.put(link.epoch(), link);
        lastRoute = link.route();
        lastLink = link;
        lastUpAt = clock.instant();
        hear(new News.LinkUp(
                link.epoch(),
                clock.instant(),
                link.queueManager(),
                link.route().endpoint().toString()));
        link.arm();
        refusedEverywhere = false;
        lifetime.dueAfter(random).ifPresent(due -> schedule(() -> moveWhenSafe(link), due));
        newLinkObservers.forEach(observer -> schedule(() -> observer.accept(link), Duration.ZERO));
    }

    /** Applies news to the state, then does what follows from it; whoever waits for a link looks again. */
    private void hear(News news) {
        life.hear(news).forEach(this::carryOut);
        lock.lock();
        try {
            // The state is read under the lock: of two who bring news, the one who comes here last sees both.
            present = life.state() instanceof LifeState.Linked linked ? links.get(linked.epoch()) : null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.DropLink drop) {
            Link link = links.remove(drop.epoch());
            if (link != null) {
                drop(link);
            }
        } else if (effect instanceof Effect.PlanAttempt next) {
            plan(next);
        } else if (effect instanceof Effect.MakeLink make) {
            schedule(() -> make(make.epoch()), make.delay());
        }
    }

    /** Nothing new begins on it from now on; its conversations end on a thread that may wait for the network. */
    private void drop(Link link) {
        link.noteRetired();
        attempts.runAside(link::retire);
    }

    private void plan(Effect.PlanAttempt next) {
        Instant now = clock.instant();
        Duration sinceLoss = Duration.between(next.lostAt(), now);
        if (next.attempt() == 1) {
            Link last = lastLink;
            boolean answered = last != null && last.hasAnswered();
            shortLives = !answered && now.isBefore(lastUpAt.plus(SHORT_LIFE)) ? shortLives + 1 : 0;
        }
        int number = next.attempt() + Math.max(0, shortLives - SHORT_LIVES_ALLOWED);
        boolean onPurpose =
                next.attempt() == 1 && life.state() instanceof LifeState.Unlinked unlinked && unlinked.planned();
        // Nobody is away when we leave on purpose: the policy is for losses.
        Optional<Duration> delay = onPurpose
                ? Optional.of(Duration.ZERO)
                : delayBefore(new ReconnectAttempt(
                        number,
                        sinceLoss.isNegative() ? Duration.ZERO : sinceLoss,
                        next.reason(),
                        number > 1 && refusedEverywhere));
        hear(delay.<News>map(wait -> new News.AttemptPlanned(next.epoch(), now, wait))
                .orElseGet(() -> new News.GaveUp(next.epoch(), now, next.reason())));
    }

    /** What the policy says; one that throws must not leave the client without a link for ever. */
    private Optional<Duration> delayBefore(ReconnectAttempt attempt) {
        try {
            return policy.delayBefore(attempt);
        } catch (RuntimeException e) {
            log.error("{}: reconnect policy {} failed for {}; attempt in {}", name, policy, attempt, AFTER_FAILURE, e);
            return Optional.of(AFTER_FAILURE);
        }
    }

    private void make(long epoch) {
        if (life.state().epoch() != epoch || life.state().state().isOver()) {
            return;
        }
        try {
            Attempts.Result result = attempts.run(epoch, ways(), this::noteSocketLost);
            Link link = result.link();
            if (link != null) {
                up(link);
                return;
            }
            lastFailure = result.lastFailure();
            refusedEverywhere = result.refusedEverywhere();
            attempts.runAside(this::refreshRoutes);
            hear(new News.AttemptFailed(epoch, clock.instant(), result.reason()));
        } catch (RuntimeException e) {
            // A channel table that cannot be read, say. Whatever it is must not end the reconnection.
            log.warn("{}: attempt to make link {} failed", name, epoch, e);
            hear(new News.AttemptFailed(epoch, clock.instant(), Optional.empty()));
        }
    }

    /** A planned move goes where it was decided to; any other away from where the last link led, if there is a choice. */
    private List<Route> ways() {
        List<Route> planned = plannedWays;
        plannedWays = null;
        return planned == null ? routes.after(Optional.ofNullable(lastRoute)) : planned;
    }

    /** The link's time is up: draws lots where the next one leads, and moves there once nothing is under way here. */
    private void moveWhenSafe(Link link) {
        if (linkOrNull() != link) {
            return;
        }
        List<Route> ways;
        try {
            ways = routes.spread();
        } catch (RuntimeException e) {
            log.warn("{}: where a planned move could lead is not known; looked at again later", name, e);
            schedule(() -> moveWhenSafe(link), AFTER_FAILURE);
            return;
        }
        if (ways.get(0).endpoint().equals(link.route().endpoint())) {
            // The lot fell on where we are.
            lifetime.dueAfter(random).ifPresent(due -> schedule(() -> moveWhenSafe(link), due));
            return;
        }
        plannedWays = ways;
        if (!moveIfUnused(link)) {
            plannedWays = null;
            schedule(() -> moveWhenSafe(link), lifetime.looksAgain());
        }
    }

    private void refreshRoutes() {
        try {
            routes.refresh();
        } catch (RuntimeException e) {
            // Who reads the table has said what is wrong with it; the one that was read last is still good.
            log.debug("{}: the routes could not be refreshed", name, e);
        }
    }

    private void tidy() {
        try {
            attempts.runAside(this::refreshRoutes);
            Link link = linkOrNull();
            if (link != null) {
                link.tidy(UNUSED.toNanos());
            }
        } finally {
            schedule(this::tidy, UNUSED);
        }
    }

    /** Runs a task of the keeper's thread; a defect of ours in one must not end the others. */
    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("{}: a task on the link's thread failed", name, e);
        }
    }

    /** The queue manager of the present link, else of the last one. */
    public Optional<QueueManagerName> queueManager() {
        LifeState state = life.state();
        if (state instanceof LifeState.Linked linked) {
            return Optional.of(linked.queueManager());
        }
        return state instanceof LifeState.Unlinked unlinked ? Optional.of(unlinked.from()) : Optional.empty();
    }
}
