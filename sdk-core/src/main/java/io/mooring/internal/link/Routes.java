package io.mooring.internal.link;

import io.mooring.internal.mq.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a link may lead to: asked anew for each attempt, since a channel table may have changed. */
public interface Routes {
    /** The ways to try, in this order; not empty. */
    List<Route> inOrder();

    /** The ways to try when a client moves on purpose, so that many clients spread; not empty. */
    List<Route> spread();

    /** Each queue manager that there may be, with all ways to it; without better knowledge one at each address. */
    default List<Place> places() {
        return inOrder().stream().distinct().map(Place::at).toList();
    }

    /** Looks whether something has changed; may wait for the network. */
    default void refresh() {}

    /**
     * The ways to try after a link was lost: that one last, since whoever has just dropped a link is the least likely to
     * take another, and a host that is gone costs the whole time allowed for an attempt.
     *
     * @param lost the way of the link that was lost, empty for none
     */
    default List<Route> after(Optional<Route> lost) {
        List<Route> others = new ArrayList<>();
        List<Route> same = new ArrayList<>();
        for (Route route : inOrder()) {
            boolean leadsThere = lost.isPresent() && lost.get().endpoint().equals(route.endpoint());
            (leadsThere ? same : others).add(route);
        }
        others.addAll(same);
        return others;
    }
}
