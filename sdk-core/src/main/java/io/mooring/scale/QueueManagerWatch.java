package io.mooring.scale;

import io.mooring.QueueManagerName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One queue manager, from pass to pass: its connection, and how it has answered.
 *
 * <p>Belongs to the monitor's thread. Questions are asked on a thread of the pool, one at a time, which has the connection
 * for as long; the answer brings it back. So no lock is needed, and a question that is stuck stops nobody else.
 */
final class QueueManagerWatch {

    /** While a queue manager does not answer, it is tried at the next beat, then every second, fourth, eighth. */
    private static final int SLOWEST_BEAT = 8;

    /**
     * How a question ended.
     *
     * @param reader to go on with; null if there is none
     * @param value the answer; null if there is none
     * @param failure why there is none; null if there is one
     */
    private record Answer(
            @Nullable QueueReader reader,
            @Nullable Object value,
            @Nullable RuntimeException failure) {}

    private final QueueManagerName name;
    private final Function<QueueManagerName, QueueReader> opener;
    private final Executor pool;
    private final Duration answerWithin;

    private @Nullable QueueReader reader;
    private @Nullable CompletableFuture<Answer> pending;
    private Runnable given = () -> {};
    private int failures;
    private int beatsToSkip;
    private @Nullable Instant since;
    private String because = "";

    QueueManagerWatch(
            QueueManagerName name,
            Function<QueueManagerName, QueueReader> opener,
            Executor pool,
            Duration answerWithin) {
        this.name = name;
        this.opener = opener;
        this.pool = pool;
        this.answerWithin = answerWithin;
    }

    QueueManagerName name() {
        return name;
    }

    /** Counts a pass. */
    void beat() {
        beatsToSkip = Math.max(0, beatsToSkip - 1);
    }

    /** Whether it is to be asked in this pass. */
    boolean due() {
        return beatsToSkip == 0 && (pending == null || pending.isDone());
    }

    /**
     * Asks something, on another thread. The queue manager is connected to if it is not; a connection of a former pass
     * that fails is replaced once, for it may have been idle for too long.
     *
     * @param ended run when the question has ended, on the other thread, or is found to be stuck; perhaps twice
     */
    void ask(Function<QueueReader, Object> question, Runnable ended) {
        QueueReader present = takeBack();
        given = ended;
        pending = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return answer(present, question);
                    } catch (Throwable e) { // An Error of the client, such as a class that is missing.
                        return new Answer(null, null, new IllegalStateException(name + " cannot be asked: " + e, e));
                    } finally {
                        ended.run();
                    }
                },
                pool);
    }

    /** The reader that a late answer has brought back, or the one of the last pass. */
    private @Nullable QueueReader takeBack() {
        if (pending != null) {
            reader = pending.join().reader();
            pending = null;
        }
        return reader;
    }

    private Answer answer(@Nullable QueueReader present, Function<QueueReader, Object> question) {
        if (present != null) {
            try {
                return new Answer(present, question.apply(present), null);
            } catch (RuntimeException e) {
                present.close();
            }
        }
        QueueReader fresh;
        try {
            fresh = opener.apply(name);
        } catch (RuntimeException e) {
            return new Answer(null, null, e);
        }
        try {
            return new Answer(fresh, question.apply(fresh), null);
        } catch (RuntimeException e) {
            fresh.close();
            return new Answer(null, null, e);
        }
    }

    /**
     * Waits for the answer.
     *
     * @param askedAt nano time of the question
     * @return null if there is none in time; then {@link #notReachable} tells why
     */
    @Nullable
    Object await(long askedAt, Instant at) throws InterruptedException {
        CompletableFuture<Answer> asked = pending;
        if (asked == null) {
            return null;
        }
        Answer answer;
        try {
            answer = asked.get(Math.max(0, askedAt + answerWithin.toNanos() - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            given.run();
            failed(at, name + " has not answered within " + answerWithin + ".", 0);
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A question to " + name + " ended without an answer.", e);
        }
        pending = null;
        reader = answer.reader();
        RuntimeException failure = answer.failure();
        if (failure == null) {
            failures = 0;
            since = null;
            return answer.value();
        }
        failed(at, failure.getMessage() == null ? failure.toString() : failure.getMessage(), failures + 1);
        return null;
    }

    private void failed(Instant at, String why, int times) {
        failures = times;
        beatsToSkip = times == 0 ? 0 : Math.min(SLOWEST_BEAT, 1 << Math.min(times - 1, SLOWEST_BEAT));
        since = since == null ? at : since;
        because = why;
    }

    /** What is to be said of each queue while it does not answer. */
    List<QueueObservation> notReachable(List<String> queues, Instant at) {
        Instant first = since == null ? at : since;
        return queues.stream()
                .<QueueObservation>map(queue -> new QueueObservation.NotReachable(queue, name, at, first, because))
                .toList();
    }

    /** Disconnects, on another thread: at once, or when the question that is stuck has ended. */
    CompletableFuture<Void> close() {
        if (pending == null && reader == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Answer> last =
                pending == null ? CompletableFuture.completedFuture(new Answer(reader, null, null)) : pending;
        reader = null;
        pending = null;
        return last.thenAcceptAsync(
                answer -> {
                    QueueReader open = answer.reader();
                    if (open != null) {
                        open.close();
                    }
                },
                pool);
    }
}
