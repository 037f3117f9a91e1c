package io.mooring.embedded.call;

import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.routing.Route;
import io.mooring.embedded.store.BrowseCursor;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.QueuedMessage;
import io.mooring.embedded.store.Queues;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A queue that a connection has open. Guarded by the connection's monitor. */
final class OpenQueue implements OpenObject {
    private static final int INHIBITED = 1;

    private final String name;
    private final Route route;
    private final int options;
    private final @Nullable QueueDefinition definition;
    private final @Nullable Predicate<Message> selector;
    private final boolean madeByThisOpen;
    private final BrowseCursor cursor = new BrowseCursor();
    private @Nullable Consumer consumer;
    private @Nullable QueuedMessage locked;
    private @Nullable MessageDescriptor savedContext;

    /**
     * An open queue.
     *
     * @param name as opened, for a dynamic queue the made name
     * @param route where it leads
     * @param options MQOO_* bits as resolved
     * @param definition of the name that was opened; null for a queue that is only known elsewhere
     * @param selector which messages the handle sees, or null for all
     * @param madeByThisOpen whether it is a dynamic queue that this open made
     */
    OpenQueue(
            String name,
            Route route,
            int options,
            @Nullable QueueDefinition definition,
            @Nullable Predicate<Message> selector,
            boolean madeByThisOpen) {
        this.name = name;
        this.route = route;
        this.options = options;
        this.definition = definition;
        this.selector = selector;
        this.madeByThisOpen = madeByThisOpen;
    }

    String name() {
        return name;
    }

    Route route() {
        return route;
    }

    int options() {
        return options;
    }

    @Nullable
    QueueDefinition definition() {
        return definition;
    }

    @Nullable
    Predicate<Message> selector() {
        return selector;
    }

    BrowseCursor cursor() {
        return cursor;
    }

    @Nullable
    Consumer consumer() {
        return consumer;
    }

    void consumer(Consumer newConsumer) {
        consumer = newConsumer;
    }

    @Nullable
    MessageDescriptor savedContext() {
        return savedContext;
    }

    /** Keeps the context of a message that was got, if the queue was opened to do so. */
    void saveContext(MessageDescriptor descriptor) {
        if ((options & OpenOptions.SAVE_ALL_CONTEXT) != 0) {
            savedContext = descriptor;
        }
    }

    /** A browse has no context to pass on. */
    void forgetContext() {
        savedContext = null;
    }

    /** Whether it was opened by the name of an alias that allows no gets now. */
    boolean isGetInhibitedByAlias(Environment environment) {
        if (definition == null || definition.type() != QueueType.ALIAS) {
            return false;
        }
        QueueDefinition now = environment.queues().definition(name);
        return now != null && now.type() == QueueType.ALIAS && now.number(QueueAttributes.GET) == INHIBITED;
    }

    /** The local queue behind it. */
    LocalQueue local() {
        if (route instanceof Route.Local local) {
            return local.local();
        }
        throw new MqiException(Reason.OPTION_NOT_VALID_FOR_TYPE);
    }

    /** Checks that it was opened with at least one of these options. */
    void require(int anyOfOptions, Reason otherwise) {
        if ((options & anyOfOptions) == 0) {
            throw new MqiException(otherwise);
        }
    }

    boolean isTemporary() {
        return route instanceof Route.Local local
                && local.local().definition().number(QueueAttributes.DEFTYPE) == Queues.TEMPORARY_DYNAMIC;
    }

    boolean madeByThisOpen() {
        return madeByThisOpen;
    }

    /** The message that this handle has locked, or null. */
    @Nullable
    QueuedMessage locked() {
        return locked;
    }

    /** Locks a message that was browsed, if it is still there. */
    boolean lock(QueuedMessage message) {
        boolean succeeded = local().lock(message);
        if (succeeded) {
            locked = message;
        }
        return succeeded;
    }

    /** Gives the lock up; returns whether there was one. */
    boolean unlock() {
        QueuedMessage present = locked;
        locked = null;
        if (present != null) {
            local().unlock(present);
        }
        return present != null;
    }

    /** Takes the message that this handle has locked, which ends the lock. */
    void takeLocked() {
        locked = null;
        local().takeLocked();
    }

    void stopConsuming() {
        if (consumer != null) {
            consumer.close();
        }
    }

    @Override
    public void closed(Environment environment) {
        unlock();
        stopConsuming();
        if (route instanceof Route.Local local) {
            local.local().close(options);
            if (madeByThisOpen && isTemporary()) {
                environment.queues().deleteDynamic(local.local());
            }
        }
    }
}
