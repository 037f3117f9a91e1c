package io.mooring.client;

import io.mooring.Move;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.Reconnected;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The last moves of a client; hears of a move before any listener does. */
final class MoveHistory {
    private static final int MOST = 100;

    /** Guards the moves. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<Move> moves = new ArrayDeque<>();
    private final List<Consumer<Move>> observers = new CopyOnWriteArrayList<>();

    /** Tells each further move, in order, before any listener hears of it; the observer must return at once. */
    void observe(Consumer<Move> observer) {
        observers.add(observer);
    }

    void forget(Consumer<Move> observer) {
        observers.remove(observer);
    }

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
            observers.forEach(observer -> observer.accept(reconnected.move()));
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
