package io.mooring.jms.internal.witness;

import io.mooring.QueueManagerName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sockets of one connection that are there now, as a security exit sees them. Its sessions may have sockets of their own;
 * only when the last one has ended, it is the connection's.
 *
 * <p>Nothing is here where there is no security exit. Guarded by the lock of the connection's watch.
 */
final class Sockets {
    /** Who answered on a socket, and where; empty texts as long as nobody did. */
    private record Partner(String queueManager, String endpoint) {}

    private static final Partner NOBODY_YET = new Partner("", "");

    private final Map<Object, Partner> present = new LinkedHashMap<>();
    private boolean startedSinceUp;

    void started(Object socket) {
        startedSinceUp = true;
        present.put(socket, NOBODY_YET);
    }

    void answered(Object socket, String queueManager, String endpoint) {
        present.replace(socket, new Partner(queueManager, endpoint));
    }

    /** Whether it was the last one. */
    boolean ended(Object socket) {
        return present.remove(socket) != null && present.isEmpty();
    }

    /** A link is up; whether all sockets that were started for it have ended already. */
    boolean upAndGone() {
        boolean gone = startedSinceUp && present.isEmpty();
        startedSinceUp = false;
        return gone;
    }

    /** The queue manager that the sockets lead to, empty if none does or its name is none. */
    Optional<QueueManagerName> partner() {
        return present.values().stream()
                .map(Partner::queueManager)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .flatMap(Sockets::name);
    }

    /** Where the sockets to a queue manager lead; the empty text if there is none. */
    String endpointOf(QueueManagerName queueManager) {
        return present.values().stream()
                .filter(partner -> partner.queueManager().equals(queueManager.value()))
                .map(Partner::endpoint)
                .findFirst()
                .orElse("");
    }

    private static Optional<QueueManagerName> name(String text) {
        try {
            return Optional.of(QueueManagerName.of(text));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }
}
