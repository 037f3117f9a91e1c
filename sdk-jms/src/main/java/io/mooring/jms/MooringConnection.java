package io.mooring.jms;

import io.mooring.ConnectionState;
import io.mooring.Move;
import io.mooring.QueueManagerName;
import io.mooring.event.ConnectionListener;
import io.mooring.receipt.PutLedger;
import java.util.List;
import javax.jms.Connection;
import javax.jms.JMSContext;

/**
 * What is known about one JMS connection: where it is now, where it has been, and what was sent over it.
 *
 * <p>May be used by any thread, also when the connection is closed. All sessions of a connection are on the same queue
 * manager and move together.
 */
public interface MooringConnection {
    /**
     * What is known about this connection.
     *
     * @throws IllegalArgumentException if it is not one of a {@link MooringConnectionFactory}, or a pool stands around it
     */
    static MooringConnection of(Connection connection) {
        return behind(connection);
    }

    /**
     * What is known about the connection of this context.
     *
     * @throws IllegalArgumentException if it is not one of a {@link MooringConnectionFactory}, or a pool stands around it
     */
    static MooringConnection of(JMSContext context) {
        return behind(context);
    }

    /** Its name, as in its events and log lines. */
    String name();

    /** Where it stands. */
    ConnectionState state();

    /** The queue manager that it is on; while it reconnects, the last one. */
    QueueManagerName queueManager();

    /** Its last moves, at most 100, the first one first. */
    List<Move> moves();

    /** Where the receipts of its sends are; other connections may keep theirs there, too. */
    PutLedger receipts();

    /** Adds a listener; it hears what happens from now on. */
    void addListener(ConnectionListener listener);

    /** Removes a listener; it hears nothing more. */
    void removeListener(ConnectionListener listener);

    private static MooringConnection behind(Object wrapper) {
        if (wrapper instanceof Unwrapping unwrapping) {
            return unwrapping.unwrap(MooringConnection.class);
        }
        throw new IllegalArgumentException(
                "'" + wrapper + "' was not made by a MooringConnectionFactory, or a pool stands"
                        + " around it; give the connection itself, or ask the factory for its connections().");
    }
}
