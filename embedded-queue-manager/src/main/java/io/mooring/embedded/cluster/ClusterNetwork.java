package io.mooring.embedded.cluster;

import io.mooring.embedded.admin.ClusterMember;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.manager.QueueManager;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.routing.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The way between queue managers of this JVM: messages go from one to the other without a socket. Immutable. */
public final class ClusterNetwork {
    private static final int INHIBITED = 1;
    private static final int BIND_ON_OPEN = 0;

    private final String cluster;
    private final Map<String, QueueManager> members = new LinkedHashMap<>();
    private final Balancer balancer;

    private ClusterNetwork(String cluster, List<QueueManager> queueManagers, Balancer balancer) {
        this.cluster = cluster;
        this.balancer = balancer;
        queueManagers.forEach(member -> members.put(member.name(), member));
    }

    /** Makes queue managers, which have different names, a cluster with this name. */
    public static void join(String cluster, List<QueueManager> queueManagers, Balancer balancer) {
        ClusterNetwork network = new ClusterNetwork(cluster, queueManagers, balancer);
        for (QueueManager member : queueManagers) {
            member.joins(network.new View(member), (client, request) -> balancer.refuses(member, client, request));
        }
    }

    private @Nullable QueueDefinition shared(QueueManager member, String queue) {
        QueueDefinition definition = member.queues().definition(queue);
        boolean isShared = definition != null
                && definition.type() != QueueType.MODEL
                && definition.text(QueueAttributes.CLUSTER).equals(cluster);
        return isShared ? definition : null;
    }

    private boolean takesPuts(QueueManager member, String queue) {
        QueueDefinition definition = shared(member, queue);
        return definition != null && definition.number(QueueAttributes.PUT) != INHIBITED;
    }

    private List<String> names(Predicate<QueueManager> which) {
        return members.values().stream().filter(which).map(QueueManager::name).toList();
    }

    /** The cluster as one member sees it. */
    private final class View implements Network {
        private final QueueManager member;

        View(QueueManager member) {
            this.member = member;
        }

        @Override
        public Optional<String> cluster() {
            return Optional.of(cluster);
        }

        @Override
        public List<ClusterMember> members() {
            return members.values().stream()
                    .map(each ->
                            new ClusterMember(each.name(), each.id(), cluster, each.connectionName(), each.suspended()))
                    .toList();
        }

        @Override
        public boolean reaches(String queueManager) {
            return members.containsKey(queueManager);
        }

        @Override
        public boolean runs(String queueManager) {
            QueueManager other = members.get(queueManager);
            return other != null && other.running();
        }

        @Override
        public List<String> hosts(String queue) {
            List<String> all = names(each -> shared(each, queue) != null);
            List<String> running = names(each -> all.contains(each.name()) && each.running());
            List<String> best =
                    names(each -> running.contains(each.name()) && !each.suspended() && takesPuts(each, queue));
            return !best.isEmpty() ? best : !running.isEmpty() ? running : all;
        }

        @Override
        public boolean bindsAtOpen(String queue) {
            return members.values().stream()
                    .flatMap(each -> Optional.ofNullable(shared(each, queue)).stream())
                    .findFirst()
                    .map(definition -> definition.number(QueueAttributes.DEFBIND) == BIND_ON_OPEN)
                    .orElse(true);
        }

        @Override
        public boolean deliver(String queueManager, String queue, Message message) {
            QueueManager other = members.get(queueManager);
            return other != null && other.receive(queue, message);
        }

        @Override
        public void started() {
            members.values().stream().filter(other -> other != member).forEach(QueueManager::wakeMover);
        }

        @Override
        public void suspensionChanged() {
            if (member.suspended()) {
                balancer.vacate(member);
            }
        }
    }
}
