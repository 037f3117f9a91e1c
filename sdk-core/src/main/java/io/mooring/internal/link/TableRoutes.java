package io.mooring.internal.link;

import io.mooring.channeltable.ChannelTableSource;
import io.mooring.internal.mq.Route;
import java.util.List;
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

    @Override
    public void refresh() {
        source.load();
    }
}
