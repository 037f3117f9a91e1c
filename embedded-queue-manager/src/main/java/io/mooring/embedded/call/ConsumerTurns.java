package io.mooring.embedded.call;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Lets the listeners of a connection have the messages of its unit of work one after the other. All of them share the one
 * unit of work, and the client ends it after each message: a second message that lies in the client's buffer at that
 * moment would be committed before its listener has seen it, or backed out and yet be heard. Guarded by the connection's
 * monitor.
 */
final class ConsumerTurns {
    private final Queue<Consumer> next = new ArrayDeque<>();
    private @Nullable Consumer present;

    /**
     * Takes the turn, or lines up for it.
     *
     * @return whether it is the consumer's turn
     */
    boolean take(Consumer consumer) {
        if (present == null || present == consumer) {
            present = consumer;
            return true;
        }
        if (!next.contains(consumer)) {
            next.add(consumer);
        }
        return false;
    }

    /** Ends a consumer's turn, if it has it; those who lined up are told in order until one has taken the turn. */
    void end(Consumer consumer) {
        if (present != consumer) {
            return;
        }
        present = null;
        for (Consumer candidate = next.poll(); candidate != null; candidate = present == null ? next.poll() : null) {
            candidate.turnHasCome();
        }
    }

    /** A consumer that is closed wants no turn any more. */
    void leave(Consumer consumer) {
        next.remove(consumer);
        end(consumer);
    }
}
