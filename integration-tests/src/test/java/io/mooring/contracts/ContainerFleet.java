package io.mooring.contracts;

import io.mooring.QueueManagerName;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** Two real queue managers in containers of IBM's image for developers; they are ended, killed and started again. */
final class ContainerFleet implements Fleet, Faults {
    private static final String IMAGE = "icr.io/ibm-messaging/mq:9.4.5.0-r2";

    private final Map<QueueManagerName, MqContainer> queueManagers = new LinkedHashMap<>();

    /**
     * Starts them; fetches the image, if it is not there.
     *
     * @param otherImage instead of the one that was chosen here
     * @throws IllegalStateException if there is no Docker
     */
    ContainerFleet(Optional<String> otherImage) {
        DockerImageName image = DockerImageName.parse(otherImage.orElse(IMAGE));
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(Environment.LICENSE
                    + " asks for containers, but no Docker engine answers; start one, or unset the variable.");
        }
        try {
            for (String name : List.of("QM1", "QM2")) {
                MqContainer container = new MqContainer(name, image);
                queueManagers.put(QueueManagerName.of(name), container);
                container.start();
            }
        } catch (RuntimeException failed) {
            close();
            throw failed;
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

    /** Nobody can ask a real queue manager to have its clients move, but a uniform cluster by its own judgement. */
    @Override
    public Set<Fault> possible() {
        return EnumSet.complementOf(EnumSet.of(Fault.ASKED_TO_RECONNECT));
    }

    @Override
    public void cause(Fault fault, QueueManagerName name) {
        MqContainer queueManager = at(name);
        switch (fault) {
            case SOCKETS_DROPPED -> queueManager.mqsc("STOP CHANNEL(" + CHANNEL + ") MODE(FORCE) STATUS(INACTIVE)");
            case CHANNEL_STOPPED -> queueManager.mqsc("STOP CHANNEL(" + CHANNEL + ") MODE(FORCE)");
            case ENDED_WITH_RECONNECT -> queueManager.end("-r");
            case ENDED_IMMEDIATELY -> queueManager.end("-i");
            case KILLED -> queueManager.kill();
            case ASKED_TO_RECONNECT ->
                throw new IllegalArgumentException(fault + " is not possible here, only " + possible() + ".");
        }
    }

    @Override
    public void mend(QueueManagerName name) {
        MqContainer queueManager = at(name);
        queueManager.mend();
        queueManager.mqsc("START CHANNEL(" + CHANNEL + ")");
    }

    @Override
    public void close() {
        queueManagers.values().forEach(MqContainer::close);
    }

    private MqContainer at(QueueManagerName name) {
        MqContainer queueManager = queueManagers.get(name);
        if (queueManager == null) {
            throw new IllegalArgumentException("There is no queue manager " + name + ", only " + names() + ".");
        }
        return queueManager;
    }
}
