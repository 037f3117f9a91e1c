package io.mooring.scale;

import io.mooring.MqException;
import io.mooring.QueueManagerName;
import java.util.List;
import java.util.Set;

/** Which queue managers there are, and how to reach each of them. Safe for use by many threads. */
public interface QueueManagerReaders {

    /** Queue managers at these addresses, by the MQ classes for Java. */
    static QueueManagerReaders to(QueueManagerAddress... addresses) {
        return new AddressedReaders(List.of(addresses));
    }

    /** The queue managers, in the same order for each monitor of a fleet; asked at each pass, so that they may change. */
    List<QueueManagerName> names();

    /**
     * Connects to one of them. May take long: the monitor asks on a thread for it.
     *
     * @param name one of {@link #names()}
     * @param details what to observe beside depth and readers, where the queue manager allows it
     * @throws MqException if it cannot be reached
     */
    QueueReader open(QueueManagerName name, Set<QueueDetail> details);
}
