package io.mooring.internal.link;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ChannelTable;
import io.mooring.channeltable.ChannelTableSource;
import io.mooring.internal.mq.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The ways that a channel table names for a selection, by its weights and affinities.
 *
 * <p>An attempt takes the table as it was read last; whether it has changed is looked at between attempts, because a web
 * server that does not answer must not hold a reconnection up.
 */
public final class TableRoutes implements Routes {
    private final ChannelTableSource source;
    private final String selection;
    private final RandomGenerator random;

    /**
     * The ways to a queue manager or a group.
     *
     * @param selection a name, or {@code *} and the name of a group
     */
    public TableRoutes(ChannelTableSource source, String selection, RandomGenerator random) {
        this.source = source;
        this.selection = selection;
        this.random = random;
    }

    @Override
    public List<Route> inOrder() {
        return source.current().attempts(selection, random).stream()
                .map(Route::of)
                .toList();
    }

    @Override
    public List<Route> spread() {
        return inOrder();
    }

    /**
     * Each queue manager that the table has by name, in the selection or not: instances of one program may have different
     * selections. An address of the selection that none of them has is a place of its own.
     */
    @Override
    public List<Place> places() {
        ChannelTable table = source.current();
        List<Place> places = new ArrayList<>();
        Set<Endpoint> named = new HashSet<>();
        for (QueueManagerName name : table.queueManagers()) {
            List<Route> ways =
                    table.attempts(name.value(), random).stream().map(Route::of).toList();
            ways.forEach(way -> named.add(way.endpoint()));
            places.add(new Place(Optional.of(name), ways));
        }
        table.attempts(selection, random).stream()
                .map(Route::of)
                .filter(way -> named.add(way.endpoint()))
                .map(Place::at)
                .forEach(places::add);
        return places;
    }

    @Override
    public void refresh() {
        source.load();
    }
}
