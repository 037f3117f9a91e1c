package io.mooring.internal.life;

import io.mooring.ConnectionState;
import io.mooring.QueueManagerName;
import java.time.Instant;

/** Where a connection stands, with all that the next step needs to know. */
public sealed interface LifeState {
    /** The state in the application's words. */
    ConnectionState state();

    /** The number of the present link, of the attempt under way, or of the last one there was. */
    long epoch();

    /** The beginning: the first link is being made. */
    static LifeState beginning() {
        return new Connecting(1);
    }

    /** The first link is being made. */
    record Connecting(long epoch) implements LifeState {
        @Override
        public ConnectionState state() {
            return ConnectionState.CONNECTING;
        }
    }

    /**
     * There is a link.
     *
     * @param quiescing whether we are asked to leave it
     */
    record Linked(long epoch, QueueManagerName queueManager, boolean quiescing) implements LifeState {
        @Override
        public ConnectionState state() {
            return quiescing ? ConnectionState.QUIESCING : ConnectionState.CONNECTED;
        }
    }

    /**
     * There is no link, and another is to be made.
     *
     * @param from the queue manager of the last one
     * @param lostAt since when
     * @param planned whether we left on purpose
     * @param attempts how many attempts were begun
     * @param attemptUnderWay whether one is
     */
    record Unlinked(
            long epoch, QueueManagerName from, Instant lostAt, boolean planned, int attempts, boolean attemptUnderWay)
            implements LifeState {
        @Override
        public ConnectionState state() {
            return ConnectionState.RECONNECTING;
        }
    }

    /** Reconnection was given up. */
    record Failed(long epoch) implements LifeState {
        @Override
        public ConnectionState state() {
            return ConnectionState.FAILED;
        }
    }

    /** Closed, for ever. */
    record Closed(long epoch) implements LifeState {
        @Override
        public ConnectionState state() {
            return ConnectionState.CLOSED;
        }
    }
}
