package io.mooring.jms.internal.witness;

import io.mooring.MessageId;
import io.mooring.QueueManagerName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The links that a connection has had, and the queue managers that it may come to be on: which of them made a message id.
 *
 * <p>Guarded by the lock of the connection's watch; only {@link #present} may be called by anybody.
 */
final class Berths {
    /** So many former links are remembered for sends that return late. */
    private static final int REMEMBERED = 16;

    private final Set<QueueManagerName> known;
    private final Deque<Berth> former = new ArrayDeque<>();

    /** The present link, or the last one; null before the first. */
    private volatile @Nullable Berth present;

    Berths(Collection<QueueManagerName> known) {
        this.known = new LinkedHashSet<>(known);
    }

    @Nullable
    Berth present() {
        return present;
    }

    /** There is a new link. */
    void moved(long epoch, QueueManagerName queueManager) {
        Berth last = present;
        if (last != null) {
            former.addFirst(last);
            if (former.size() > REMEMBERED) {
                former.removeLast();
            }
        }
        named(epoch, queueManager);
    }

    /** The present link leads to this queue manager, as is known only now. */
    Berth named(long epoch, QueueManagerName queueManager) {
        known.add(queueManager);
        Berth named = new Berth(epoch, queueManager);
        present = named;
        return named;
    }

    /** The last of the former links, from this one on, over which a message was sent that has this id. */
    Optional<Berth> formerCarrier(MessageId id, Berth from) {
        return former.stream()
                .filter(earlier -> earlier.epoch() >= from.epoch() && earlier.mayHaveMade(id))
                .findFirst();
    }

    /** Who made an id that has a maker: one of those that are known, else one with no more of a name than the id has. */
    QueueManagerName makerOf(MessageId id) {
        return id.madeBy(known)
                .orElseGet(() -> QueueManagerName.of(id.queueManagerPrefix().orElseThrow()));
    }
}
