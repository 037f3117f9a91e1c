package io.mooring.internal.mq;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ClientChannel;
import io.mooring.channeltable.ConnectionAttempt;
import java.util.Optional;

/**
 * One way to a queue manager: where it listens, and by which channel.
 *
 * @param endpoint host and port
 * @param channel the server-connection channel, with what is known about it
 * @param queueManager the name that the queue manager must have, empty if any will do
 */
public record Route(Endpoint endpoint, ClientChannel channel, Optional<QueueManagerName> queueManager) {
    /** The way that a channel table names. */
    public static Route of(ConnectionAttempt attempt) {
        return new Route(attempt.endpoint(), attempt.channel(), attempt.queueManager());
    }

    /** The same way, but only to the queue manager of this name. */
    public Route to(QueueManagerName name) {
        return new Route(endpoint, channel, Optional.of(name));
    }

    /** The form {@code host(port)} with the channel. */
    @Override
    public String toString() {
        return endpoint + " by " + channel.name();
    }
}
