package io.mooring.internal.life;

import io.mooring.event.ConnectionEvent;
import java.util.List;

/**
 * One step of a connection's life.
 *
 * @param next the state from now on
 * @param effects what is to be done, in this order
 */
public record Transition(LifeState next, List<Effect> effects) {
    /** Copies the effects. */
    public Transition {
        effects = List.copyOf(effects);
    }

    static Transition to(LifeState next, Effect... effects) {
        return new Transition(next, List.of(effects));
    }

    /** The events among the effects, in order. */
    public List<ConnectionEvent> events() {
        return effects.stream()
                .filter(Effect.Raise.class::isInstance)
                .map(effect -> ((Effect.Raise) effect).event())
                .toList();
    }
}
