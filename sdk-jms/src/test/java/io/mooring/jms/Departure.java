package io.mooring.jms;

import io.mooring.embedded.EmbeddedQueueManager;

/** What makes connections leave a queue manager for another one. */
enum Departure {
    /** The sockets are dropped and nobody listens any more. */
    LISTENER_GONE {
        @Override
        void from(EmbeddedQueueManager queueManager) {
            queueManager.stopListening();
            queueManager.dropSockets();
        }
    },

    /** The queue manager asks its applications to move. */
    ASKED_TO_MOVE {
        @Override
        void from(EmbeddedQueueManager queueManager) {
            queueManager.administration().suspend();
        }
    };

    abstract void from(EmbeddedQueueManager queueManager);
}
