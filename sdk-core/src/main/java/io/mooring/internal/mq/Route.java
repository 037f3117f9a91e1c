package io.mooring.internal.mq;

import io.mooring.Endpoint;
import java.util.Optional;

/**
 * One way to a queue manager: where it listens, and by which channel.
 *
 * @param endpoint host and port
 * @param channel the name of the server-connection channel
 * @param queueManager the name that the queue manager must have, empty if any will do
 * @param sharingConversations how many conversations one socket may carry, empty for what the channel says
 * @param cipherSpec the channel's cipher spec, empty without TLS or where the client's own settings say it
 * @param peerName what the queue manager's certificate must match, empty if the client's own settings say it
 * @param certificateLabel which certificate of the key store to show, empty for its only one
 */
public record Route(
        Endpoint endpoint,
        String channel,
        Optional<String> queueManager,
        Optional<Integer> sharingConversations,
        Optional<String> cipherSpec,
        Optional<String> peerName,
        Optional<String> certificateLabel) {
    /** A route over a channel about which nothing else is said. */
    public static Route to(Endpoint endpoint, String channel, Optional<String> queueManager) {
        return new Route(
                endpoint,
                channel,
                queueManager,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same way, but only to the queue manager of this name. */
    public Route toQueueManager(String name) {
        return new Route(
                endpoint, channel, Optional.of(name), sharingConversations, cipherSpec, peerName, certificateLabel);
    }

    /** The form {@code host(port)} with the channel. */
    @Override
    public String toString() {
        return endpoint + " by " + channel;
    }
}
