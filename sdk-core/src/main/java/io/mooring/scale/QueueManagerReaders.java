package io.mooring.scale;

import io.mooring.MqException;
import io.mooring.QueueManagerName;
import java.util.List;

/** Which queue managers there are, and how to reach each of them. Safe for use by many threads. */
public interface QueueManagerReaders {

    /** Queue managers at these addresses, by the MQ classes for Java. */
    static QueueManagerReaders to(QueueManagerAddress... addresses) {
        return new AddressedReaders(List.of(addresses));
    }

    /** The queue managers, in the same order for each monitor of a fleet; asked at each pass, so that they may change. */
    List<QueueManagerName> names();

    /** Looks whether {@link #names} have changed. May take long: the monitor calls it on a thread for it, once in a pass. */
    default void refresh() {}

    /**
     * Connects to one of them. May take long: the monitor asks on a thread for it.
     *
     * @param name one of {@link #names()}
     * @throws MqException if it cannot be reached; if it is not among the names any more then, it is not said to be away
     */
    QueueReader open(QueueManagerName name);
}
