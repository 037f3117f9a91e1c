package io.mooring.embedded.pcf;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.AdministrationException;
import io.mooring.embedded.admin.ChannelStatus;
import io.mooring.embedded.admin.ChannelStopMode;
import io.mooring.embedded.admin.ClusterMember;
import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.embedded.admin.EndMode;
import io.mooring.embedded.admin.HandleStatus;
import io.mooring.embedded.admin.QueueStatistics;
import io.mooring.embedded.admin.QueueStatus;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.mqi.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A queue manager that only has definitions and the status it is told; for one thread. */
final class FakeAdministration implements Administration {
    final Map<String, QueueDefinition> queues = new TreeMap<>();
    final Map<String, ChannelDefinition> channels = new TreeMap<>();
    final Map<String, ChannelStopMode> stopped = new TreeMap<>();
    final Map<String, QueueStatus> status = new TreeMap<>();
    final List<HandleStatus> handles = new ArrayList<>();
    final List<QueueStatistics> statistics = new ArrayList<>();
    final List<ChannelStatus> instances = new ArrayList<>();
    final List<ConnectionStatus> connections = new ArrayList<>();
    final List<ClusterMember> members = new ArrayList<>();
    AttributeValues attributes = AttributeValues.DEFAULTS;
    Optional<String> cluster = Optional.of("UNI");
    boolean suspended;
    boolean defect;

    FakeAdministration with(QueueDefinition definition) {
        queues.put(definition.name(), definition);
        return this;
    }

    FakeAdministration with(ChannelDefinition definition) {
        channels.put(definition.name(), definition);
        return this;
    }

    @Override
    public String name() {
        return "QM1";
    }

    @Override
    public String id() {
        return "QM1_2026-11-20_b2d0e5";
    }

    @Override
    public boolean running() {
        return true;
    }

    @Override
    public boolean quiescing() {
        return false;
    }

    @Override
    public AttributeValues attributes() {
        return attributes;
    }

    @Override
    public void alterQueueManager(AttributeValues changes) {
        attributes = attributes.with(changes);
    }

    @Override
    public List<QueueDefinition> queues(String pattern) {
        if (defect) {
            throw new IllegalStateException("a defect that a test asked for");
        }
        return queues.values().stream()
                .filter(queue -> ObjectName.matches(pattern, queue.name()))
                .toList();
    }

    @Override
    public void define(QueueDefinition definition, boolean replace) {
        if (queues.containsKey(definition.name()) && !replace) {
            throw new AdministrationException(Reason.PCF_OBJECT_ALREADY_EXISTS, definition.name() + " exists");
        }
        queues.put(definition.name(), definition);
    }

    @Override
    public void alterQueue(String queue, AttributeValues changes) {
        QueueDefinition old = existing(queue);
        queues.put(queue, new QueueDefinition(queue, old.type(), old.values().with(changes)));
    }

    @Override
    public void deleteQueue(String queue, boolean purge) {
        existing(queue);
        if (depth(queue) > 0 && !purge) {
            throw new AdministrationException(Reason.Q_NOT_EMPTY, queue + " is not empty");
        }
        queues.remove(queue);
        status.remove(queue);
    }

    @Override
    public int clearQueue(String queue) {
        if (existing(queue).type() != QueueType.LOCAL) {
            throw new AdministrationException(Reason.PCF_Q_WRONG_TYPE, queue + " is not local");
        }
        int depth = depth(queue);
        status.remove(queue);
        return depth;
    }

    @Override
    public List<QueueStatus> queueStatus(String pattern) {
        return queues(pattern).stream()
                .filter(queue -> queue.type() == QueueType.LOCAL)
                .map(queue -> status.getOrDefault(
                        queue.name(),
                        new QueueStatus(
                                queue.name(), 0, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty())))
                .toList();
    }

    @Override
    public List<HandleStatus> handles(String pattern) {
        return handles.stream()
                .filter(handle -> ObjectName.matches(pattern, handle.queue()))
                .toList();
    }

    @Override
    public List<QueueStatistics> resetQueueStatistics(String pattern) {
        return statistics.stream()
                .filter(queue -> ObjectName.matches(pattern, queue.queue()))
                .toList();
    }

    @Override
    public List<ChannelDefinition> channels(String pattern) {
        return channels.values().stream()
                .filter(channel -> ObjectName.matches(pattern, channel.name()))
                .toList();
    }

    @Override
    public void define(ChannelDefinition definition, boolean replace) {
        if (channels.containsKey(definition.name()) && !replace) {
            throw new AdministrationException(Reason.PCF_CHANNEL_ALREADY_EXISTS, definition.name() + " exists");
        }
        channels.put(definition.name(), definition);
    }

    @Override
    public void alterChannel(String channel, AttributeValues changes) {
        channels.put(
                channel,
                new ChannelDefinition(channel, existingChannel(channel).values().with(changes)));
    }

    @Override
    public void deleteChannel(String channel) {
        existingChannel(channel);
        channels.remove(channel);
    }

    @Override
    public void startChannel(String channel) {
        existingChannel(channel);
        stopped.remove(channel);
    }

    @Override
    public void stopChannel(String channel, ChannelStopMode mode) {
        existingChannel(channel);
        stopped.put(channel, mode);
    }

    @Override
    public boolean channelStopped(String channel) {
        return stopped.containsKey(channel);
    }

    @Override
    public List<ChannelStatus> channelStatus(String pattern) {
        return instances.stream()
                .filter(instance -> ObjectName.matches(pattern, instance.channel()))
                .toList();
    }

    @Override
    public List<ConnectionStatus> connections() {
        return connections;
    }

    @Override
    public List<ClusterMember> clusterMembers() {
        return members;
    }

    @Override
    public Optional<String> cluster() {
        return cluster;
    }

    @Override
    public void suspend() {
        suspended = true;
    }

    @Override
    public void resume() {
        suspended = false;
    }

    @Override
    public void end(EndMode mode) {
        throw new UnsupportedOperationException("no PCF command ends a queue manager");
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException("no PCF command starts a queue manager");
    }

    private QueueDefinition existing(String name) {
        return Optional.ofNullable(queues.get(name))
                .orElseThrow(() -> new AdministrationException(Reason.UNKNOWN_OBJECT_NAME, "no queue " + name));
    }

    private ChannelDefinition existingChannel(String name) {
        return Optional.ofNullable(channels.get(name))
                .orElseThrow(() -> new AdministrationException(Reason.PCF_CHANNEL_NOT_FOUND, "no channel " + name));
    }

    private int depth(String queue) {
        return Optional.ofNullable(status.get(queue)).map(QueueStatus::depth).orElse(0);
    }
}
