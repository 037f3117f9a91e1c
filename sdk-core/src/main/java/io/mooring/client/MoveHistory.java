package io.mooring.client;

import io.mooring.Move;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.Reconnected;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The last moves of a client; hears of a move before any listener does. */
final class MoveHistory {
    private static final int MOST = 100;

    /** Guards the moves. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<Move> moves = new ArrayDeque<>();

    void note(ConnectionEvent event) {
        if (event instanceof Reconnected reconnected) {
            lock.lock();
            try {
                if (moves.size() == MOST) {
                    moves.removeFirst();
                }
                moves.addLast(reconnected.move());
            } finally {
                lock.unlock();
            }
        }
    }

    List<Move> all() {
        lock.lock();
        try {
            return List.copyOf(moves);
        } finally {
            lock.unlock();
        }
    }
}
