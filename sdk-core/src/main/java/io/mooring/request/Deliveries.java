package io.mooring.request;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Everything that is said to the application: completed futures, stray replies, figures, log lines.
 *
 * <p>Called without any lock. Code of the application runs on the executor; only where that refuses, on the thread that
 * calls. What it throws goes to the log and no further.
 */
final class Deliveries<R> {
    private static final Logger log = LoggerFactory.getLogger(PendingRequests.class);

    private static final Duration LINGERS = Duration.ofSeconds(5);

    private final String name;
    private final RequestObserver observer;
    private final BiConsumer<StrayReply, ? super R> strays;
    private final Executor executor;
    private final @Nullable ThreadPoolExecutor own;

    /**
     * The deliveries of one registry.
     *
     * @param executor where code of the application runs; null for a thread of our own
     */
    Deliveries(
            String name,
            RequestObserver observer,
            BiConsumer<StrayReply, ? super R> strays,
            @Nullable Executor executor) {
        this.name = name;
        this.observer = observer;
        this.strays = strays;
        this.own = executor == null ? ownThread(name) : null;
        this.executor = executor == null ? requireNonNull(own) : executor;
    }

    /** One thread, which exists only while there is something to do and a little longer. */
    private static ThreadPoolExecutor ownThread(String name) {
        ClassLoader applicationLoader = Thread.currentThread().getContextClassLoader();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1, 1, LINGERS.toNanos(), TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(null, work, "mooring-replies " + name, 0, false);
                    thread.setDaemon(true);
                    thread.setContextClassLoader(applicationLoader);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    void run(Runnable work) {
        Runnable guarded = () -> guarded("what the application does with a reply", work);
        try {
            executor.execute(guarded);
        } catch (Throwable e) { // Refused, or no thread to be had: better here than never.
            log.debug("{}: the executor refuses; continuing on this thread", name, e);
            guarded.run();
        }
    }

    void registered() {
        guarded("the observer", observer::registered);
    }

    void ended(RequestEnd end, Duration latency) {
        guarded("the observer", () -> observer.ended(end, latency));
    }

    void strays(List<Stray<R>> replies) {
        for (Stray<R> stray : replies) {
            guarded("the observer", () -> observer.stray(stray.kind()));
            // A late reply was announced by its timeout; the others say that something is not as it should be.
            log.atLevel(stray.kind() == StrayReply.LATE ? Level.INFO : Level.WARN)
                    .addKeyValue("mq.connection", name)
                    .addKeyValue("mq.correlation_id", stray.key())
                    .addKeyValue("mq.reply", stray.kind())
                    .log("{}: {}", name, sentence(stray));
            run(() -> strays.accept(stray.kind(), stray.reply()));
        }
    }

    /** Lets our own thread go as soon as it has nothing to do; it comes back should there be more. */
    void close() {
        if (own != null) {
            own.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
        }
    }

    void guarded(String whose, Runnable work) {
        try {
            work.run();
        } catch (Throwable e) { // An Error too: other requests must not pay for it.
            log.error("{}: {} failed", name, whose, e);
        }
    }

    private static String sentence(Stray<?> stray) {
        return switch (stray.kind()) {
            case LATE -> "the reply with correlation id " + stray.key() + " is late, its request has ended";
            case DUPLICATE -> "another reply with correlation id " + stray.key() + " came, its request has had one";
            case UNKNOWN ->
                "no request of this requester is known that the reply with correlation id " + stray.key() + " answers";
        };
    }
}
