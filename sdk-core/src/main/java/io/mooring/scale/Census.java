package io.mooring.scale;

import io.mooring.idle.QueueCount;
import io.mooring.idle.ReaderCensus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A census by the monitor's connections: whoever takes it waits, and the monitor's thread counts between two passes.
 *
 * @param patience how long a count is waited for
 */
record Census(String queue, Beats beats, Duration patience) implements ReaderCensus {

    /** A count that somebody waits for. */
    record Wanted(String queue, CompletableFuture<FleetObservation> answer) {}

    @Override
    public List<QueueCount> take() {
        Wanted wanted = new Wanted(queue, new CompletableFuture<>());
        beats.ask(wanted);
        try {
            return wanted.answer().get(patience.toNanos(), TimeUnit.NANOSECONDS).observations().stream()
                    .map(Census::countOf)
                    .toList();
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (TimeoutException e) {
            wanted.answer().cancel(false);
            throw new IllegalStateException(
                    "The readers of " + queue + " could not be counted within " + patience
                            + "; does a callback hold the backlog monitor?",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    private IllegalStateException failed(@Nullable Throwable cause) {
        return new IllegalStateException("The readers of " + queue + " could not be counted: " + cause, cause);
    }

    /** What is not told is not known; but a queue that is not there has neither messages nor readers. */
    private static QueueCount countOf(QueueObservation observation) {
        if (observation instanceof QueueObservation.Seen seen) {
            return QueueCount.of(seen.queueManager(), seen.depth(), seen.readers());
        }
        if (observation instanceof QueueObservation.Refused refused && refused.noSuchQueue()) {
            return QueueCount.of(refused.queueManager(), 0, 0);
        }
        return QueueCount.notKnown(observation.queueManager());
    }
}
