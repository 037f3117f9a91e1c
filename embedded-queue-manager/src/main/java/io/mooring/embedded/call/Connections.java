package io.mooring.embedded.call;

import io.mooring.embedded.mqi.Byte24;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All connections of a queue manager by their ids. Safe for use by many threads. */
public final class Connections {
    private final Map<Byte24, Connection> byId = new ConcurrentHashMap<>();

    /** All of them. */
    public Collection<Connection> all() {
        return byId.values();
    }

    @Nullable
    Connection find(Byte24 id) {
        return byId.get(id);
    }

    void add(Connection connection) {
        byId.put(connection.id(), connection);
    }

    void remove(Connection connection) {
        byId.remove(connection.id());
    }
}
