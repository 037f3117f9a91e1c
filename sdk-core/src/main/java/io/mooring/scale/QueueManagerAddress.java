package io.mooring.scale;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ClientChannel;
import io.mooring.channeltable.ConnectionAttempt;
import io.mooring.connect.ConnectAs;
import java.util.List;
import java.util.Optional;

/**
 * How to reach one queue manager by its name, where there is no channel table.
 *
 * @param name of the queue manager; another one that answers is refused (2058)
 * @param endpoint where it listens
 * @param channel server-connection channel
 * @param identity who the monitor says it is
 */
public record QueueManagerAddress(QueueManagerName name, Endpoint endpoint, ClientChannel channel, ConnectAs identity) {

    /**
     * As application {@code mooring-backlog}, with the user of the process.
     *
     * @throws IllegalArgumentException if it is not the name of a channel
     */
    public static QueueManagerAddress of(QueueManagerName name, Endpoint endpoint, String channel) {
        return new QueueManagerAddress(name, endpoint, ClientChannel.named(channel), BacklogMonitor.IDENTITY);
    }

    /** The same with another identity. */
    public QueueManagerAddress as(ConnectAs other) {
        return new QueueManagerAddress(name, endpoint, channel, other);
    }

    List<ConnectionAttempt> ways() {
        return List.of(new ConnectionAttempt(endpoint, channel, Optional.of(name)));
    }
}
