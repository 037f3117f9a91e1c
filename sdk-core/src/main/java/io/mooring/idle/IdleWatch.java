package io.mooring.idle;

import io.mooring.observe.LogFields;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A source that is being watched, until it has left or this is closed. Made by {@link IdleShutdown#watching}.
 *
 * <p>Safe for use by many threads. It has one thread, a daemon, named {@code mooring-idle} and the source; the source and
 * what is done before and after leaving are called there.
 */
public final class IdleWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IdleWatch.class);

    /** So often the time between two attempts doubles at most; more would not be noticed before the limit. */
    private static final int MOST_DOUBLINGS = 20;

    private final IdleShutdown settings;
    private final ActivitySource source;
    private final RandomGenerator random;
    private final Waiter waiter;
    private final Departure departure;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> sourceEnd;
    private final Thread thread;

    /** The reason that was logged last; used by the one thread only. */
    private String lastReason = "";

    /** Waits, so that tests need not. */
    interface Waiter {
        /** Waits so long, or less if the watch is closed; answers whether it is. */
        boolean closedWithin(Duration time, CountDownLatch closed);
    }

    private IdleWatch(IdleShutdown settings, ActivitySource source, RandomGenerator random, Waiter waiter) {
        this.settings = settings;
        this.source = source;
        this.random = random;
        this.waiter = waiter;
        this.sourceEnd = source.whenEnded();
        this.departure = new Departure(settings, source, () -> closed.getCount() == 0);
        this.thread = new Thread(null, this::run, "mooring-idle " + source, 0, false);
        this.thread.setDaemon(true);
    }

    static IdleWatch start(IdleShutdown settings, ActivitySource source, RandomGenerator random) {
        return start(settings, source, random, IdleWatch::waitFor);
    }

    static IdleWatch start(IdleShutdown settings, ActivitySource source, RandomGenerator random, Waiter waiter) {
        IdleWatch watch = new IdleWatch(settings, source, random, waiter);
        // On whichever thread ends the source, so nothing is done there.
        CompletableFuture<Void> unused = watch.sourceEnd.whenComplete((end, failure) -> watch.closed.countDown());
        watch.thread.start();
        return watch;
    }

    /**
     * Waits until the source has left, or the watch was closed.
     *
     * @return whether the source has left, so that the program may end
     * @throws IllegalStateException if the source failed in a way that ended the watch
     * @throws InterruptedException if this thread is interrupted; the watch goes on
     */
    public boolean await() throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    /**
     * Waits for so long at most.
     *
     * @return whether the source has left within the time
     * @throws IllegalStateException if the source failed in a way that ended the watch
     * @throws InterruptedException if this thread is interrupted; the watch goes on
     */
    public boolean await(Duration most) throws InterruptedException {
        try {
            return ended.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    /** Completes when the watch has ended: true if the source has left, false if the watch was closed before. */
    public CompletableFuture<Boolean> ended() {
        return ended.copy();
    }

    /**
     * Stops watching. A source that has stepped aside comes back first; one whose leaving is decided leaves. Waits for that,
     * unless called by the source or by what is done before or after leaving. The second time it does nothing.
     */
    @Override
    public void close() {
        closed.countDown();
        if (Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            boolean left = watch();
            if (left) {
                leave();
            } else if (sourceEnd.isDone()) {
                line(Level.INFO).log("{}: has ended by itself, and is not watched any more", source);
                sourceEnd.join();
            }
            ended.complete(left);
        } catch (CompletionException e) {
            ended.completeExceptionally(e.getCause() == null ? e : e.getCause());
        } catch (Throwable e) { // The source is an application's; its Error must not leave anybody waiting.
            line(Level.ERROR)
                    .setCause(e)
                    .log("{}: watching it for idleness failed; it goes on, but will not leave by itself", source);
            ended.completeExceptionally(e);
        }
    }

    /** Answers true when the source is to leave, false when the watch was closed. */
    private boolean watch() {
        int inVain = 0;
        Duration wait = untilIdle();
        while (!waiter.closedWithin(wait, closed)) {
            Duration missing = settings.idle().minus(source.idleFor());
            if (missing.compareTo(Duration.ZERO) > 0) {
                inVain = 0;
                wait = untilIdle();
                continue;
            }
            Departure.Outcome outcome = departure.attempt();
            while (outcome.end() == Departure.End.ASIDE) {
                if (sourceEnd.isDone()) {
                    return false;
                }
                line(Level.ERROR)
                        .setCause(outcome.failure())
                        .log("{}: stepped aside and has to come back: {}", source, outcome.because());
                boolean lastTry = waiter.closedWithin(settings.retry(), closed);
                outcome = departure.comeBack(outcome.because(), outcome.failure());
                if (lastTry && outcome.end() == Departure.End.ASIDE && !sourceEnd.isDone()) {
                    line(Level.ERROR)
                            .setCause(outcome.failure())
                            .log("{}: is left with its queue closed: {}", source, outcome.because());
                    return false;
                }
            }
            if (outcome.end() == Departure.End.LEFT) {
                return true;
            }
            wait = nextDelay(inVain++);
            logStay(outcome, wait);
        }
        return false;
    }

    /** To when it is idle, and a little longer, so that instances which fall idle together do not step aside together. */
    private Duration untilIdle() {
        Duration missing = settings.idle().minus(source.idleFor());
        Duration spread = share(settings.retry(), random.nextDouble());
        return missing.isNegative() ? spread : missing.plus(spread);
    }

    private Duration nextDelay(int inVain) {
        Duration longest = settings.idle().compareTo(settings.retry()) > 0 ? settings.idle() : settings.retry();
        Duration delay = settings.retry();
        for (int i = 0; i < Math.min(inVain, MOST_DOUBLINGS) && delay.compareTo(longest) < 0; i++) {
            delay = delay.plus(delay);
        }
        return share(delay.compareTo(longest) > 0 ? longest : delay, 0.5 + random.nextDouble());
    }

    private static Duration share(Duration time, double share) {
        return Duration.ofNanos((long) (time.toNanos() * share));
    }

    private void leave() {
        Duration idle = source.idleFor();
        line(Level.INFO)
                .addKeyValue(LogFields.IDLE, idle.toMillis())
                .log("{}: idle for {}, leaves: enough readers stay and no messages wait", source, idle);
        try {
            source.leave();
        } catch (Throwable e) { // An Error too: it has left, and who waits for that is to hear it.
            line(Level.ERROR).setCause(e).log("{}: has left the queue, but failed to end in order", source);
        }
        try {
            settings.afterLeaving().run();
        } catch (Throwable e) {
            line(Level.ERROR).setCause(e).log("{}: has left, but what was to be done afterwards failed", source);
        }
    }

    /** An interrupt is what the source left behind on this thread; it must not cost anybody the watch. */
    private static boolean waitFor(Duration time, CountDownLatch closed) {
        long end = System.nanoTime() + time.toNanos();
        while (true) {
            try {
                return closed.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                log.debug("An interrupt of this thread is of no meaning.", e);
            }
        }
    }

    /** A reason is told once; while it does not change, it is for whoever looks closely. */
    private void logStay(Departure.Outcome outcome, Duration wait) {
        boolean known = outcome.because().equals(lastReason);
        line(outcome.failure() != null ? Level.WARN : known ? Level.DEBUG : Level.INFO)
                .addKeyValue(LogFields.DELAY, wait.toMillis())
                .setCause(outcome.failure())
                .log("{}: idle, but stays: {}; tries again in {}", source, outcome.because(), wait);
        lastReason = outcome.because();
    }

    private LoggingEventBuilder line(Level level) {
        return log.atLevel(level).addKeyValue(LogFields.SOURCE, source);
    }

    private IllegalStateException failed(ExecutionException e) {
        return new IllegalStateException("Watching " + source + " for idleness failed.", e.getCause());
    }
}
