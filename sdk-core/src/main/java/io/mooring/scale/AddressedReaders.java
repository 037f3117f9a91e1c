package io.mooring.scale;

import io.mooring.QueueManagerName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Queue managers at known addresses. */
final class AddressedReaders implements QueueManagerReaders {
    private final Map<QueueManagerName, QueueManagerAddress> addresses = new LinkedHashMap<>();
    private final StatusReaders readers = new StatusReaders();

    AddressedReaders(List<QueueManagerAddress> addresses) {
        for (QueueManagerAddress address : addresses) {
            if (this.addresses.put(address.name(), address) != null) {
                throw new IllegalArgumentException(
                        "Queue manager " + address.name() + " has two addresses; give each name once.");
            }
        }
    }

    @Override
    public List<QueueManagerName> names() {
        return List.copyOf(addresses.keySet());
    }

    @Override
    public QueueReader open(QueueManagerName name) {
        QueueManagerAddress address = addresses.get(name);
        if (address == null) {
            throw new IllegalArgumentException("There is no address of queue manager " + name + ", only of " + names());
        }
        return readers.open(name, address.ways(), address.identity());
    }
}
