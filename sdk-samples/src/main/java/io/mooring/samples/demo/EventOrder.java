package io.mooring.samples.demo;

import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Quiescing;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that the events of each connection come in the order that they promise. For one thread. */
final class EventOrder {
    private static final Set<Class<?>> LINKED = Set.of(Connected.class, Reconnected.class, Quiescing.class);
    private static final Set<Class<?>> PARTED = Set.of(ConnectionLost.class, Reconnecting.class);

    private final Map<String, ConnectionEvent> last = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    void note(ConnectionEvent event) {
        ConnectionEvent before = last.put(event.connection(), event);
        if (!mayFollow(before, event)) {
            violations.add(event.connection() + " told of " + word(event) + " after "
                    + (before == null ? "nothing" : word(before)));
        }
        if (before != null && event.epoch() < before.epoch()) {
            violations.add(event.connection() + " told of epoch " + event.epoch() + " after " + before.epoch());
        }
    }

    private static boolean mayFollow(@Nullable ConnectionEvent before, ConnectionEvent event) {
        if (before == null) {
            return event instanceof Connected || event instanceof Closed; // one that could not be made is closed
        }
        boolean linked = LINKED.contains(before.getClass());
        if (event instanceof Connected) {
            return false;
        }
        if (event instanceof Quiescing || event instanceof ConnectionLost) {
            return linked;
        }
        if (event instanceof Closed) {
            return !(before instanceof Closed);
        }
        return PARTED.contains(before.getClass());
    }

    private static String word(ConnectionEvent event) {
        return event.getClass().getSimpleName();
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
