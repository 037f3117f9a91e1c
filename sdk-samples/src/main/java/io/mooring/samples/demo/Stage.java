package io.mooring.samples.demo;

import java.util.List;
import java.util.Optional;

/** The queue managers that the demo plays on, with its queues defined and empty. Used by one thread. */
interface Stage extends AutoCloseable {
    /** How to get there. */
    Harbour harbour();

    /** The queues. */
    Queues queues();

    /** What may be done to the queue managers; empty where they are somebody's own. */
    Optional<Faults> faults();

    /** What is said of the stage in the first line. */
    String description();

    /** Ends what was begun here, and leaves nothing behind. */
    @Override
    void close();

    /** What goes wrong with the queue managers, on purpose. */
    interface Faults {
        /** Accepts new connections on the first queue manager only. */
        void acceptOnFirstOnly();

        /** Accepts them everywhere. */
        void acceptEverywhere();

        /** Asks these applications, where they are on this queue manager, to move. */
        void askToMove(String queueManager, List<String> applications);

        /** Asks all connections of a queue manager to move. */
        void askAllToMove(String queueManager);

        /** Evens out the connections of an application of IBM's client, as a uniform cluster does. */
        void balanceReconnectable();

        /** Stores the next message that is put to a queue, and loses the connection before its program is answered. */
        void loseNextAnswer(String queueManager, String queue);

        /** Cuts clients off from a queue manager, while servers are still connected. */
        void cutOff(String queueManager, List<String> applicationPrefixes);

        /** How many messages are on a queue there. */
        int depth(String queueManager, String queue);

        /** Kills a queue manager. */
        void kill(String queueManager);

        /** Starts it again. */
        void bringBack(String queueManager);
    }
}
