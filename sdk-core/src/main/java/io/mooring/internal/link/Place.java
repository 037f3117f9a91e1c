package io.mooring.internal.link;

import io.mooring.QueueManagerName;
import io.mooring.internal.mq.Route;
import java.util.List;
import java.util.Optional;

/**
 * Where one queue manager should be, as far as the configuration tells.
 *
 * @param queueManager its name, empty if only its address is known
 * @param ways all ways there, at least one; several if it may come up in several places
 */
public record Place(Optional<QueueManagerName> queueManager, List<Route> ways) {
    /** A place of which only the address is known. */
    static Place at(Route way) {
        return new Place(Optional.empty(), List.of(way));
    }
}
