package io.mooring.contracts;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.client.MqClient;
import io.mooring.connect.ConnectAs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody's own queue managers; nothing is done to them but what an application does. */
final class AddressedFleet implements Fleet {
    private final Map<QueueManagerName, String> connectionNames = new LinkedHashMap<>();
    private final String channel;
    private final ConnectAs identity;

    /**
     * Asks each address for the name of its queue manager.
     *
     * @throws io.mooring.ConnectFailedException if one cannot be reached
     * @throws IllegalStateException if two are addresses of the same queue manager
     */
    AddressedFleet(Environment environment, String addresses) {
        channel = environment.said(Environment.CHANNEL).orElse(CHANNEL);
        identity = identity(environment);
        for (Endpoint endpoint : Endpoint.parseList(addresses)) {
            String address = endpoint.toString();
            QueueManagerName name = nameOf(address);
            String other = connectionNames.put(name, address);
            if (other != null) {
                throw new IllegalStateException(other + " and " + address + " in " + Environment.CONNECTION_NAMES
                        + " are both queue manager " + name + "; give each queue manager one address.");
            }
        }
    }

    private static ConnectAs identity(Environment environment) {
        ConnectAs named = ConnectAs.application("mooring-contracts");
        Optional<String> user = environment.said(Environment.USER);
        Optional<String> password = environment.said(Environment.PASSWORD);
        if (user.isEmpty() != password.isEmpty()) {
            throw new IllegalStateException(
                    "Of " + Environment.USER + " and " + Environment.PASSWORD + " only one is set; set both or none.");
        }
        return user.isEmpty() ? named : named.credentials(user.get(), password.orElseThrow());
    }

    private QueueManagerName nameOf(String address) {
        try (MqClient client = MqClient.builder()
                .connectionNames(address)
                .channel(channel)
                .as(identity)
                .connect()) {
            return client.queueManager().orElseThrow();
        }
    }

    @Override
    public List<QueueManagerName> names() {
        return List.copyOf(connectionNames.keySet());
    }

    @Override
    public String connectionName(QueueManagerName queueManager) {
        String address = connectionNames.get(queueManager);
        if (address == null) {
            throw new IllegalArgumentException("There is no queue manager " + queueManager + ", only " + names() + ".");
        }
        return address;
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public ConnectAs identity() {
        return identity;
    }

    @Override
    public Optional<Faults> faults() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // They were there before, and stay.
    }
}
