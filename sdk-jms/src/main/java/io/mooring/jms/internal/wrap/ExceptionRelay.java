package io.mooring.jms.internal.wrap;

import io.mooring.jms.internal.witness.ConnectionWatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.jms.ExceptionListener;
import javax.jms.JMSException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between IBM's connection and the exception listener of the application, which hears what it heard before.
 *
 * <p>A connection takes a client id only before it is used, and an exception listener counts as use. So ours is set with the
 * first call that uses the connection, not when it is made.
 */
final class ExceptionRelay implements ExceptionListener {
    private static final Logger log = LoggerFactory.getLogger(ExceptionRelay.class);

    private final ConnectionWatch watch;
    private final AtomicBoolean installed = new AtomicBoolean();
    private volatile @Nullable ExceptionListener application;

    /** Sets an exception listener on a connection or context. */
    interface Setter {
        void set(ExceptionListener listener) throws JMSException;
    }

    ExceptionRelay(ConnectionWatch watch) {
        this.watch = watch;
    }

    /** Sets this listener, if that was not done. */
    void install(Setter setter) {
        if (installed.compareAndSet(false, true)) {
            try {
                setter.set(this);
            } catch (JMSException | RuntimeException e) {
                // What the connection is about to be used for fails in the same way, or does not need a listener.
                log.debug(
                        "no exception listener could be set; reconnection that is given up is seen from calls only", e);
            }
        }
    }

    /** Sets the listener of the application. */
    void replace(@Nullable ExceptionListener listener, Setter setter) throws JMSException {
        setter.set(this);
        installed.set(true);
        application = listener;
    }

    /** The same for a context, whose setter throws nothing that is checked. */
    void replaceUnchecked(@Nullable ExceptionListener listener, Consumer<ExceptionListener> setter) {
        setter.accept(this);
        installed.set(true);
        application = listener;
    }

    /** The listener of the application, where this one was found. */
    @Nullable
    ExceptionListener behind(@Nullable ExceptionListener found) {
        return found == this ? application : found;
    }

    @Override
    public void onException(JMSException failure) {
        watch.reported(failure);
        ExceptionListener listener = application;
        if (listener != null) {
            listener.onException(failure);
        }
    }
}
