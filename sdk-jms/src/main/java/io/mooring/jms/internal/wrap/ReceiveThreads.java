package io.mooring.jms.internal.wrap;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Threads of a connection on which receives that read ahead wait, in the place of the application's threads.
 *
 * <p>IBM's client takes an interrupt of a thread that waits in such a receive for the end of its link: the whole connection
 * connects again, the units of work of all its sessions are backed out, and the receive begins anew. The other calls that were
 * tried swallow an interrupt: other receives, sends, commits, browsing, closing (observed, 9.4.5). Listener containers and thread pools that end do interrupt; nobody knows
 * these threads, so nobody does it to them.
 *
 * <p>May be used by any thread. There is a thread for each receive that waits, and none a while after the last.
 */
final class ReceiveThreads {
    private static final Duration LINGERS = Duration.ofSeconds(5);

    private final ThreadPoolExecutor pool;

    ReceiveThreads(String connection) {
        this.pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, LINGERS.toNanos(), TimeUnit.NANOSECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(null, work, "mooring-receive " + connection, 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Receives on a thread of ours. An interrupt of the calling thread does not end it, and is there again afterwards. */
    <M, X extends Exception> @Nullable M receive(Reading.Receive<M, X> receive, long millis) throws X {
        FutureTask<@Nullable M> task = new FutureTask<>(() -> receive.within(millis));
        ClassLoader applicationLoader = Thread.currentThread().getContextClassLoader();
        pool.execute(() -> {
            Thread.currentThread().setContextClassLoader(applicationLoader);
            try {
                task.run();
            } finally {
                Thread.currentThread().setContextClassLoader(null);
            }
        });
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    Throwable failure = failure(e);
                    if (failure instanceof RuntimeException unchecked) {
                        throw unchecked;
                    }
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    @SuppressWarnings("unchecked") // it throws nothing else
                    X own = (X) failure;
                    throw own;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the receive failed with, with the caller in its stack trace. */
    private static Throwable failure(ExecutionException e) {
        Throwable failure = Objects.requireNonNull(e.getCause());
        failure.setStackTrace(
                Stream.of(failure.getStackTrace(), Thread.currentThread().getStackTrace())
                        .flatMap(Stream::of)
                        .toArray(StackTraceElement[]::new));
        return failure;
    }
}
