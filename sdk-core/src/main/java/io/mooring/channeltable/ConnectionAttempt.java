package io.mooring.channeltable;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import java.util.Optional;

/**
 * One address to try, by which channel, and whom to expect there.
 *
 * @param endpoint where
 * @param channel how
 * @param queueManager the name that the queue manager must have; empty if any will do
 */
public record ConnectionAttempt(Endpoint endpoint, ClientChannel channel, Optional<QueueManagerName> queueManager) {
    /** Such as {@code APP.SVRCONN/mq1(1414) as QM1}. */
    @Override
    public String toString() {
        return channel.name() + "/" + endpoint
                + queueManager.map(name -> " as " + name).orElse("");
    }
}
