package io.mooring.event;

import java.util.function.Consumer;

/**
 * Hears what happens to a connection.
 *
 * <p>The contract, each line of which is a test:
 *
 * <ol>
 *   <li>Thread: a listener is called on a thread of Mooring's that belongs to its connection ({@code mooring-events} and
 *       the connection's name), never on a thread of the application or of IBM's client.
 *   <li>Order: events come in the order in which they happened, one at a time for each connection; each listener has
 *       returned before the next one is called. Listeners of one connection are called in the order in which they were
 *       added. Two connections call independently of each other.
 *   <li>Locks: no lock is held. A listener may call anything, closing the connection included.
 *   <li>Exceptions: what a listener throws is logged with the event; other listeners and later events are not touched.
 *   <li>Slowness: a slow listener delays later events of its own connection, and nothing else: no call, no reconnection,
 *       no other connection. It is logged when it took long.
 *   <li>Completeness: no event is dropped, however many wait. {@link Closed} is the last one and is delivered, too.
 *   <li>Membership: a listener hears what happens after it was added, and nothing after its removal.
 * </ol>
 */
@FunctionalInterface
public interface ConnectionListener {
    /** Called for each event. See the contract above for thread, order, and what may be done here. */
    void onEvent(ConnectionEvent event);

    /**
     * A listener that hears only events of one kind.
     *
     * @param kind the event's class, such as {@code Reconnected.class}
     * @param action what to do with each
     */
    static <E extends ConnectionEvent> ConnectionListener on(Class<E> kind, Consumer<? super E> action) {
        return event -> {
            if (kind.isInstance(event)) {
                action.accept(kind.cast(event));
            }
        };
    }
}
