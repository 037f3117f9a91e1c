package io.mooring.contracts;

import io.mooring.QueueManagerName;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.ChannelStopMode;
import io.mooring.embedded.admin.EndMode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two embedded queue managers, not in a cluster; everything can happen to them. */
final class EmbeddedFleet implements Fleet, Faults {
    private final Map<QueueManagerName, EmbeddedQueueManager> queueManagers = new LinkedHashMap<>();

    EmbeddedFleet() {
        for (String name : List.of("QM1", "QM2")) {
            EmbeddedQueueManager queueManager =
                    EmbeddedQueueManager.named(name).mqsc(MQSC).start();
            queueManagers.put(QueueManagerName.of(name), queueManager);
        }
    }

    @Override
    public List<QueueManagerName> names() {
        return List.copyOf(queueManagers.keySet());
    }

    @Override
    public String connectionName(QueueManagerName queueManager) {
        return at(queueManager).connectionName();
    }

    @Override
    public Optional<Faults> faults() {
        return Optional.of(this);
    }

    @Override
    public Set<Fault> possible() {
        return EnumSet.allOf(Fault.class);
    }

    @Override
    public void cause(Fault fault, QueueManagerName name) {
        EmbeddedQueueManager queueManager = at(name);
        switch (fault) {
            case SOCKETS_DROPPED -> queueManager.dropSockets();
            case ASKED_TO_RECONNECT -> queueManager.askToReconnect();
            case CHANNEL_STOPPED -> queueManager.administration().stopChannel(CHANNEL, ChannelStopMode.FORCE);
            case ENDED_WITH_RECONNECT -> queueManager.end(EndMode.RECONNECT);
            case ENDED_IMMEDIATELY -> queueManager.end(EndMode.IMMEDIATE);
            case KILLED -> queueManager.crash();
        }
    }

    @Override
    public void mend(QueueManagerName name) {
        EmbeddedQueueManager queueManager = at(name);
        queueManager.start();
        queueManager.administration().startChannel(CHANNEL);
    }

    @Override
    public void close() {
        queueManagers.values().forEach(EmbeddedQueueManager::close);
    }

    private EmbeddedQueueManager at(QueueManagerName name) {
        EmbeddedQueueManager queueManager = queueManagers.get(name);
        if (queueManager == null) {
            throw new IllegalArgumentException("There is no queue manager " + name + ", only " + names() + ".");
        }
        return queueManager;
    }
}
