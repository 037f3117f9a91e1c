package io.mooring.internal.event;

import io.mooring.Move;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.Reconnected;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The last moves of a connection; hears of a move before any listener does. May be used by any thread. */
public final class MoveHistory {
    private static final int MOST = 100;

    /** Guards the moves. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<Move> moves = new ArrayDeque<>();
    private final List<Consumer<Move>> observers = new CopyOnWriteArrayList<>();

    /** Tells each further move, in order, before any listener hears of it; the observer must return at once. */
    public void observe(Consumer<Move> observer) {
        observers.add(observer);
    }

    /** Tells an observer of no further move. */
    public void forget(Consumer<Move> observer) {
        observers.remove(observer);
    }

    /** Takes the event in, if it is a move. */
    public void note(ConnectionEvent event) {
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

    /** The last 100, the first one first. */
    public List<Move> all() {
        lock.lock();
        try {
            return List.copyOf(moves);
        } finally {
            lock.unlock();
        }
    }
}
