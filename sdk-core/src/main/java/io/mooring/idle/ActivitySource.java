package io.mooring.idle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What gets messages from a queue and may leave it: a consumption, or whatever else has the queue open for input.
 *
 * <p>All methods are called on one thread, that of {@link IdleShutdown}. Its {@code toString} names it in the log.
 */
public interface ActivitySource {
    /** How long ago the last message was done with; zero while one is in hand. Without any message, since the start. */
    Duration idleFor();

    /**
     * Stops getting, waits for the message in hand, commits, and closes every handle that has the queue open for input.
     * When it returns, the queue manager no longer counts this source among the readers.
     *
     * @throws RuntimeException if that is not certain; {@link #resume} is called then
     */
    void pause();

    /**
     * Opens the queue again and goes on getting; after a pause that failed as well. On the same queue manager, if it can:
     * elsewhere it is a move in the eyes of those who count.
     *
     * @throws RuntimeException if it cannot yet; it is called again later
     */
    void resume();

    /** Ends for good; called once, after a pause. What is thrown is logged. */
    void leave();

    /** Counts the readers of the queue, those of other instances as well. */
    ReaderCensus census();

    /**
     * Completes when the source has ended, for whatever reason: then there is nothing left to watch. With an exception if it
     * has ended because it failed. One that does not say when it ends, as this method has it, never completes.
     */
    default CompletableFuture<Void> whenEnded() {
        return new CompletableFuture<>();
    }
}
