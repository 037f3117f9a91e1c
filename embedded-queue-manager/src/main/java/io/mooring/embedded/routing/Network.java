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
        public boolean runs(String queueManager) {
            return false;
        }

        @Override
        public List<String> hosts(String queue) {
            return List.of();
        }

        @Override
        public boolean bindsAtOpen(String queue) {
            return true;
        }

        @Override
        public boolean deliver(String queueManager, String queue, Message message) {
            return false;
        }

        @Override
        public void started() {
            // nobody to tell
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

    /** Whether the queue manager with this name runs. */
    boolean runs(String queueManager);

    /**
     * The queue managers that share a queue with this name in the cluster. If some of them run, are not suspended and allow
     * puts to it, these only; else those that run; else all.
     */
    List<String> hosts(String queue);

    /** Whether an open of a shared queue that says nothing about it chooses the host for all its puts (DEFBIND). */
    boolean bindsAtOpen(String queue);

    /**
     * Gives a message to another queue manager, which puts it on the queue or its dead-letter queue.
     *
     * @return false if that queue manager does not run now, or can put it nowhere: the message stays where it is
     */
    boolean deliver(String queueManager, String queue, Message message);

    /** This queue manager has started. */
    void started();

    /** This queue manager was suspended from the cluster or resumed. */
    void suspensionChanged();
}
