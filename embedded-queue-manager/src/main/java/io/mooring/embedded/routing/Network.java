package io.mooring.embedded.routing;

import io.mooring.embedded.admin.ClusterMember;
import io.mooring.embedded.mqi.Message;
import java.util.List;
import java.util.Optional;

/** The other queue managers that one can send messages to. Safe for use by many threads. */
public interface Network {
    /** No other queue manager. */
    Network NONE = new Network() {
        @Override
        public Optional<String> cluster() {
            return Optional.empty();
        }

        @Override
        public List<ClusterMember> members() {
            return List.of();
        }

        @Override
        public boolean reaches(String queueManager) {
            return false;
        }

        @Override
        public List<String> hosts(String queue) {
            return List.of();
        }

        @Override
        public boolean deliver(String queueManager, String queue, Message message) {
            return false;
        }

        @Override
        public void suspensionChanged() {
            // nobody to tell
        }
    };

    /** Name of the cluster, if there is one. */
    Optional<String> cluster();

    /** The queue managers of the cluster, this one included. */
    List<ClusterMember> members();

    /** Whether there is a queue manager with this name, running or not. */
    boolean reaches(String queueManager);

    /** The queue managers that have a local queue with this name and share it in the cluster; those that run first. */
    List<String> hosts(String queue);

    /**
     * Gives a message to another queue manager, which puts it on the queue or its dead-letter queue.
     *
     * @return false if that queue manager does not run now: the message stays where it is
     */
    boolean deliver(String queueManager, String queue, Message message);

    /** This queue manager was suspended from the cluster or resumed. */
    void suspensionChanged();
}
