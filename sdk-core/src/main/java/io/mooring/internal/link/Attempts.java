package io.mooring.internal.link;

import io.mooring.ConnectFailedException;
import io.mooring.Endpoint;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Conversation;
import io.mooring.internal.mq.Dialer;
import io.mooring.internal.mq.Line;
import io.mooring.internal.mq.Route;
import io.mooring.reason.ReasonCode;
import io.mooring.reconnect.ReconnectAttempt;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tries to make a link: one way after the other, each for a limited time.
 *
 * <p>Nothing interrupts IBM's client while it connects, and a host that accepts a socket without answering holds it for
 * minutes (observed). So each way is tried on a thread of its own, {@code mooring-connect} and the client's name, which is
 * left behind when its time is over; what it brings later is closed.
 */
final class Attempts implements AutoCloseable {
    private final Dialer dialer;
    private final Duration perRoute;
    private final ExecutorService threads;

    /**
     * What one round over all ways brought.
     *
     * @param link the link, null if no way led to a queue manager
     * @param failures why not, by endpoint
     * @param lastFailure the last one
     * @param refusedEverywhere whether everybody refused for a reason that trying again does not change
     */
    record Result(
            @Nullable Link link,
            Map<Endpoint, String> failures,
            @Nullable CallFailure lastFailure,
            boolean refusedEverywhere) {
        Optional<ReasonCode> reason() {
            return Optional.ofNullable(lastFailure).map(CallFailure::reason);
        }

        ConnectFailedException asException(String name) {
            CallFailure last = lastFailure;
            return new ConnectFailedException(
                    name, failures, last == null ? null : last.reason(), last == null ? null : last.getCause());
        }
    }

    private record Dialled(Line line, Conversation conversation) {}

    Attempts(String name, Dialer dialer, Duration perRoute) {
        this.dialer = dialer;
        this.perRoute = perRoute;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread started =
                    new Thread(null, task, "mooring-connect " + name + " " + number.incrementAndGet(), 0, false);
            started.setDaemon(true);
            return started;
        });
    }

    /**
     * Tries each way once, in order, until one leads to a queue manager.
     *
     * @param ways what to try
     * @param socketLost hears the epoch when a socket of the link ends
     */
    Result run(long epoch, List<Route> ways, LongConsumer socketLost) {
        Map<Endpoint, String> failures = new LinkedHashMap<>();
        CallFailure last = null;
        int refusals = 0;
        for (Route route : ways) {
            CompletableFuture<Dialled> dialled = new CompletableFuture<>();
            threads.execute(() -> dial(route, () -> socketLost.accept(epoch), dialled));
            try {
                Dialled first = dialled.get(perRoute.toNanos(), TimeUnit.NANOSECONDS);
                return new Result(new Link(epoch, first.line(), first.conversation()), failures, null, false);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof CallFailure failure) {
                    last = failure;
                    refusals += ReconnectAttempt.isRefusal(failure.reason()) ? 1 : 0;
                    failures.put(route.endpoint(), sentence(failure));
                } else {
                    failures.put(route.endpoint(), String.valueOf(e.getCause()));
                }
            } catch (TimeoutException e) {
                failures.put(route.endpoint(), "no answer within " + perRoute);
                closeWhenItComes(dialled);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                closeWhenItComes(dialled);
                failures.put(route.endpoint(), "the thread that connected was interrupted");
                break;
            }
        }
        return new Result(null, failures, last, refusals > 0 && refusals == failures.size());
    }

    private String sentence(CallFailure failure) {
        Throwable cause = failure.getCause();
        return failure.reason()
                + (cause == null
                        ? ""
                        : dialer.explain(cause).map(text -> ": " + text).orElse(""));
    }

    /**
     * Tries once to reach a queue manager by the way of a link to it, with a conversation that belongs to no link.
     *
     * @return null if nobody answered in the time for one attempt, or this was closed
     * @throws CallFailure if the queue manager is not there, or refuses it
     */
    @Nullable
    Conversation reach(Route route) throws CallFailure {
        CompletableFuture<Dialled> dialled = new CompletableFuture<>();
        try {
            threads.execute(() -> dial(route, () -> {}, dialled));
            return dialled.get(perRoute.toNanos(), TimeUnit.NANOSECONDS).conversation();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CallFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("An attempt to reach " + route + " failed.", e.getCause());
        } catch (TimeoutException e) {
            closeWhenItComes(dialled);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closeWhenItComes(dialled);
        } catch (RejectedExecutionException e) {
            // The client was closed meanwhile.
            return null;
        }
        return null;
    }

    /** Runs something that may wait for the network and that nobody waits for. */
    void runAside(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            // The client is closed: whoever still has something to end does it himself.
            task.run();
        }
    }

    private void dial(Route route, Runnable socketLost, CompletableFuture<Dialled> dialled) {
        try {
            Line line = dialer.line(route, socketLost);
            Dialled first = new Dialled(line, line.dial());
            if (!dialled.complete(first)) {
                first.conversation().close();
            }
        } catch (CallFailure | RuntimeException | Error e) {
            dialled.completeExceptionally(e);
        }
    }

    /** Nobody waits for it any more; whichever of the two comes first decides. */
    private static void closeWhenItComes(CompletableFuture<Dialled> dialled) {
        if (!dialled.cancel(false) && !dialled.isCompletedExceptionally()) {
            dialled.join().conversation().close();
        }
    }

    /** Lets threads end once what they do is done. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
