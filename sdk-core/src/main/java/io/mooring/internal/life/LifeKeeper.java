package io.mooring.internal.life;

import io.mooring.event.ConnectionEvent;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The one place where the life of a connection is kept and its rules are applied.
 *
 * <p>May be called by any thread. Events leave under the lock, so that their order is that of the changes of state; what
 * takes them must therefore return at once and call nobody ({@code EventDispatcher.raise} does so). All other effects are
 * returned to whoever brought the news, who carries them out without the lock.
 */
public final class LifeKeeper {
    private final ConnectionLife rules;
    private final Consumer<ConnectionEvent> events;

    /** Guards the state, which is written under it and read by anybody. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile LifeState state = LifeState.beginning();

    /**
     * A connection at its beginning.
     *
     * @param connection its name, for its events
     * @param events takes the events, in order; must not wait, nor call back
     */
    public LifeKeeper(String connection, Consumer<ConnectionEvent> events) {
        this.rules = new ConnectionLife(connection);
        this.events = events;
    }

    /** The present state; it may have changed when the caller looks at it. */
    public LifeState state() {
        return state;
    }

    /**
     * Takes news in.
     *
     * @return what is to be done about it, in order, without the events, which have gone out
     */
    public List<Effect> hear(News news) {
        lock.lock();
        try {
            Transition transition = rules.step(state, news);
            state = transition.next();
            transition.events().forEach(events);
            return transition.effects().stream()
                    .filter(effect -> !(effect instanceof Effect.Raise))
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
