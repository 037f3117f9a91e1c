package io.mooring.embedded.call;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * How many bytes a consumer may still be sent. A client says how much room it has at the moment in which it writes; what is
 * on its way to it then uses up some of that. Guarded by the connection's monitor.
 */
final class Credit {
    private record Sent(int globalIndex, int bytes) {}

    private final Queue<Sent> underWay = new ArrayDeque<>();
    private long left;

    /**
     * The client gives credit.
     *
     * @param bytes room that it has
     * @param arrived index of the last message of the conversation that had arrived when it said so
     */
    void give(int bytes, int arrived) {
        while (!underWay.isEmpty() && underWay.element().globalIndex <= arrived) {
            underWay.remove();
        }
        left = bytes;
        underWay.forEach(sent -> left -= sent.bytes);
    }

    /** Takes the rest back. */
    void end() {
        left = 0;
    }

    /** A message was sent; the last one may overdraw the credit. */
    void use(int globalIndex, int bytes) {
        underWay.add(new Sent(globalIndex, bytes));
        left -= bytes;
    }

    boolean isLeft() {
        return left > 0;
    }
}
