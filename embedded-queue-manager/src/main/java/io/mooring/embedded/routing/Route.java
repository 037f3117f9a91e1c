package io.mooring.embedded.routing;

import io.mooring.embedded.store.LocalQueue;
import java.util.List;

/** Where the messages of an open queue go. */
public sealed interface Route {
    /**
     * To a local queue.
     *
     * @param local the queue
     */
    record Local(LocalQueue local) implements Route {}

    /**
     * To a queue of another queue manager, through a transmission queue.
     *
     * @param queue its name there
     * @param queueManager the other queue manager
     * @param transmissionQueue the local queue that holds messages until they are sent
     */
    record Remote(String queue, String queueManager, LocalQueue transmissionQueue) implements Route {}

    /**
     * To a queue that several queue managers of the cluster have; each put chooses one.
     *
     * @param queue its name
     * @param hosts the queue managers that have it
     * @param transmissionQueue the local queue that holds messages until they are sent
     */
    record Cluster(String queue, List<String> hosts, LocalQueue transmissionQueue) implements Route {}
}
