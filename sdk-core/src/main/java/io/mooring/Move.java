package io.mooring;

import java.io.Serializable;
import java.time.Instant;

/**
 * One move of a connection from a queue manager to another, or back to the same one.
 *
 * @param from the queue manager that was left
 * @param to the queue manager that the connection has been on since
 * @param at when the new link was there
 */
public record Move(QueueManagerName from, QueueManagerName to, Instant at) implements Serializable {
    /** The move as it stands in a sentence, such as {@code QM1 -> QM2 at 2026-03-01T12:33:46.004Z}. */
    @Override
    public String toString() {
        return from + " -> " + to + " at " + Sentences.instant(at);
    }
}
