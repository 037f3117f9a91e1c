package io.mooring.internal.link;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ClientChannel;
import io.mooring.internal.mq.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Connection names in the order in which the application gave them, all by one channel. */
public final class ListedRoutes implements Routes {
    private final List<Route> routes;
    private final Optional<QueueManagerName> queueManager;
    private final Random random;

    /** The ways over these endpoints. */
    public ListedRoutes(
            List<Endpoint> endpoints, ClientChannel channel, Optional<QueueManagerName> queueManager, Random random) {
        this.routes = endpoints.stream()
                .map(endpoint -> new Route(endpoint, channel, queueManager))
                .toList();
        this.queueManager = queueManager;
        this.random = random;
    }

    @Override
    public List<Route> inOrder() {
        return routes;
    }

    @Override
    public List<Route> spread() {
        List<Route> shuffled = new ArrayList<>(routes);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** If it must be one queue manager by its name, all addresses are places where that one may come up. */
    @Override
    public List<Place> places() {
        return queueManager.isPresent() ? List.of(new Place(queueManager, routes)) : Routes.super.places();
    }
}
