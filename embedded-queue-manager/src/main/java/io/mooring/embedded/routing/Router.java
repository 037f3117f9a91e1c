package io.mooring.embedded.routing;

import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueManagerAttributes;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.Queues;
import io.mooring.embedded.store.UnitOfWork;
import io.mooring.embedded.wire.structure.TransmissionHeader;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Resolves names to routes and puts messages on them. Safe for use by many threads. */
public final class Router {
    /** Holds what goes to other queue managers of the cluster. */
    public static final String CLUSTER_TRANSMISSION_QUEUE = "SYSTEM.CLUSTER.TRANSMIT.QUEUE";

    private static final int TRANSMISSION = 1;

    private final String queueManager;
    private final Queues queues;
    private final Supplier<AttributeValues> attributes;
    private final Supplier<Network> network;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * A router of one queue manager.
     *
     * @param queueManager its name
     * @param attributes its attributes, as they are at each call
     * @param network the other queue managers, as they are at each call
     */
    public Router(String queueManager, Queues queues, Supplier<AttributeValues> attributes, Supplier<Network> network) {
        this.queueManager = queueManager;
        this.queues = queues;
        this.attributes = attributes;
        this.network = network;
    }

    /**
     * Where a put (or an open) of a queue goes.
     *
     * @param queue the object name
     * @param onQueueManager the object queue manager name, blank for this one
     * @param openOptions MQOO_* bits, for the bind options
     * @throws MqiException with the reason that MQOPEN gives: UNKNOWN_OBJECT_NAME, UNKNOWN_REMOTE_Q_MGR,
     *     UNKNOWN_ALIAS_BASE_Q, ALIAS_BASE_Q_TYPE_ERROR, UNKNOWN_XMIT_Q, XMIT_Q_USAGE_ERROR ...
     */
    public Route resolve(String queue, String onQueueManager, int openOptions) {
        if (!onQueueManager.isEmpty() && !onQueueManager.equals(queueManager)) {
            return resolveRemote(queue, onQueueManager);
        }
        QueueDefinition definition = queues.definition(queue);
        if (definition == null) {
            return resolveCluster(queue, openOptions, Reason.UNKNOWN_OBJECT_NAME);
        }
        return switch (definition.type()) {
            case LOCAL -> local(queue);
            case ALIAS -> resolveTarget(definition.text(QueueAttributes.TARGET), openOptions);
            case REMOTE -> resolveDefinition(definition);
            case MODEL -> throw new MqiException(Reason.UNKNOWN_OBJECT_NAME);
        };
    }

    /**
     * Puts a message on a route.
     *
     * @return the queue and queue manager that it went to, for MQPMO
     */
    public Destination put(Route route, Message message, @Nullable UnitOfWork unitOfWork) {
        if (route instanceof Route.Local local) {
            local.local().put(message, unitOfWork);
            return new Destination(local.local().name(), queueManager);
        }
        if (route instanceof Route.Cluster cluster) {
            return put(fix(cluster), message, unitOfWork);
        }
        Route.Remote remote = (Route.Remote) route;
        remote.transmissionQueue()
                .put(new TransmissionHeader(remote.queue(), remote.queueManager(), message).wrapped(), unitOfWork);
        return new Destination(remote.queue(), remote.queueManager());
    }

    /**
     * Where a message went.
     *
     * @param queue name of the queue
     * @param queueManager name of its queue manager
     */
    public record Destination(String queue, String queueManager) {}

    private Route local(String queue) {
        LocalQueue local = queues.local(queue);
        if (local == null) {
            throw new MqiException(Reason.UNKNOWN_OBJECT_NAME);
        }
        return new Route.Local(local);
    }

    private Route resolveTarget(String target, int openOptions) {
        QueueDefinition base = queues.definition(target);
        if (base == null) {
            return resolveCluster(target, openOptions, Reason.UNKNOWN_ALIAS_BASE_Q);
        }
        return switch (base.type()) {
            case LOCAL -> local(target);
            case REMOTE -> resolveDefinition(base);
            case ALIAS, MODEL -> throw new MqiException(Reason.ALIAS_BASE_Q_TYPE_ERROR);
        };
    }

    private Route resolveDefinition(QueueDefinition remote) {
        String onQueueManager = remote.text(QueueAttributes.RQMNAME);
        String remoteQueue = remote.text(QueueAttributes.RNAME);
        if (onQueueManager.isEmpty() || onQueueManager.equals(queueManager)) {
            throw new MqiException(Reason.UNKNOWN_REMOTE_Q_MGR);
        }
        if (remoteQueue.isEmpty()) {
            throw new MqiException(Reason.REMOTE_Q_NAME_ERROR);
        }
        String transmission = remote.text(QueueAttributes.XMITQ);
        return transmission.isEmpty()
                ? resolveRemote(remoteQueue, onQueueManager)
                : new Route.Remote(remoteQueue, onQueueManager, transmissionQueue(transmission, Reason.UNKNOWN_XMIT_Q));
    }

    private Route resolveRemote(String queue, String onQueueManager) {
        QueueDefinition named = queues.definition(onQueueManager);
        if (named != null
                && named.type() == QueueType.REMOTE
                && named.text(QueueAttributes.RNAME).isEmpty()) {
            String alias = named.text(QueueAttributes.RQMNAME); // a queue manager alias, which is resolved once
            String transmission = named.text(QueueAttributes.XMITQ);
            if (alias.equals(queueManager)) {
                return resolve(queue, "", 0);
            }
            return transmission.isEmpty()
                    ? throughTransmissionQueue(queue, alias)
                    : new Route.Remote(queue, alias, transmissionQueue(transmission, Reason.UNKNOWN_XMIT_Q));
        }
        return throughTransmissionQueue(queue, onQueueManager);
    }

    private Route throughTransmissionQueue(String queue, String onQueueManager) {
        LocalQueue sameName = queues.local(onQueueManager);
        if (sameName != null && sameName.definition().number(QueueAttributes.USAGE) == TRANSMISSION) {
            return new Route.Remote(queue, onQueueManager, sameName);
        }
        return throughNetwork(queue, onQueueManager);
    }

    private Route throughNetwork(String queue, String onQueueManager) {
        if (network.get().reaches(onQueueManager)) {
            return new Route.Remote(
                    queue,
                    onQueueManager,
                    transmissionQueue(CLUSTER_TRANSMISSION_QUEUE, Reason.CLUSTER_RESOLUTION_ERROR));
        }
        String byDefault = attributes.get().text(QueueManagerAttributes.DEFXMITQ);
        if (byDefault.isEmpty()) {
            throw new MqiException(Reason.UNKNOWN_REMOTE_Q_MGR);
        }
        return new Route.Remote(queue, onQueueManager, transmissionQueue(byDefault, Reason.UNKNOWN_DEF_XMIT_Q));
    }

    private Route resolveCluster(String queue, int openOptions, Reason ifUnknown) {
        List<String> hosts = network.get().hosts(queue);
        if (hosts.isEmpty()) {
            throw new MqiException(ifUnknown);
        }
        Route.Cluster cluster = new Route.Cluster(
                queue, hosts, transmissionQueue(CLUSTER_TRANSMISSION_QUEUE, Reason.CLUSTER_RESOLUTION_ERROR));
        return bindsAtOpen(queue, openOptions) ? fix(cluster) : cluster;
    }

    private boolean bindsAtOpen(String queue, int openOptions) {
        if ((openOptions & (OpenOptions.BIND_NOT_FIXED | OpenOptions.BIND_ON_GROUP)) != 0) {
            return false;
        }
        return (openOptions & OpenOptions.BIND_ON_OPEN) != 0 || network.get().bindsAtOpen(queue);
    }

    private Route.Remote fix(Route.Cluster cluster) {
        List<String> hosts = network.get().hosts(cluster.queue());
        List<String> choice = hosts.isEmpty() ? cluster.hosts() : hosts;
        String chosen = choice.get(Math.floorMod(turn.getAndIncrement(), choice.size()));
        return new Route.Remote(cluster.queue(), chosen, cluster.transmissionQueue());
    }

    private LocalQueue transmissionQueue(String name, Reason ifUnknown) {
        LocalQueue queue = queues.local(name);
        if (queue == null) {
            throw new MqiException(queues.definition(name) == null ? ifUnknown : Reason.XMIT_Q_TYPE_ERROR);
        }
        if (queue.definition().number(QueueAttributes.USAGE) != TRANSMISSION) {
            throw new MqiException(Reason.XMIT_Q_USAGE_ERROR);
        }
        return queue;
    }
}
