package io.mooring.jms.internal.witness;

import java.util.Observable;
import java.util.Observer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What IBM's client tells about its reconnection; the only place that knows the type that it wants for this, which Java
 * advises against.
 *
 * <p>Called on a thread of IBM's client that serves all connections: hands the text on and returns.
 */
@SuppressWarnings("deprecation")
public final class ReconnectionObserver implements Observer {
    private final Consumer<@Nullable Object> witness;
    private final @Nullable Object former;

    /**
     * An observer that hands on what it hears.
     *
     * @param witness takes the texts, without waiting
     * @param former the observer that the application had set, which hears them, too; null if there was none
     */
    public ReconnectionObserver(Consumer<@Nullable Object> witness, @Nullable Object former) {
        this.witness = witness;
        this.former = former;
    }

    @Override
    public void update(@Nullable Observable source, @Nullable Object text) {
        witness.accept(text);
        if (former instanceof Observer theirs) {
            theirs.update(source, text);
        }
    }
}
