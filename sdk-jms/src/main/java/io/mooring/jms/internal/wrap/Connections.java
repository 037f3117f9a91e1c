package io.mooring.jms.internal.wrap;

import javax.jms.Connection;
import javax.jms.QueueConnection;
import javax.jms.TopicConnection;

/** Puts the wrapper around a connection that fits its domain. */
public final class Connections {
    private Connections() {}

    /** The wrapper for a connection of either domain or of both. */
    public static Connection wrap(Connection connection, Companion companion) {
        if (connection instanceof QueueConnection queues) {
            return new QueueConnectionWrapper(queues, companion);
        }
        return connection instanceof TopicConnection topics
                ? new TopicConnectionWrapper(topics, companion)
                : new ConnectionWrapper(connection, companion);
    }
}
