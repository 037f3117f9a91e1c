package io.mooring.embedded.mqsc;

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
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** An administration that keeps what it is told in maps, so that a test sees what a command changed. */
final class FakeAdministration implements Administration {
    final Map<String, QueueDefinition> queues = new TreeMap<>();
    final Map<String, QueueStatus> status = new TreeMap<>();
    final Map<String, ChannelDefinition> channels = new TreeMap<>();
    final TreeSet<String> stoppedChannels = new TreeSet<>();
    final List<String> calls = new ArrayList<>();
    final List<HandleStatus> handles = new ArrayList<>();
    final List<ChannelStatus> instances = new ArrayList<>();
    final List<ConnectionStatus> connections = new ArrayList<>();
    final List<ClusterMember> members = new ArrayList<>();
    AttributeValues attributes = AttributeValues.DEFAULTS;
    boolean running = true;
    boolean quiescing;
    boolean suspended;
    /** Whether ending quiesces at first. */
    boolean waitsForApplications;
    /** What the next change is refused with. */
    Optional<Reason> refusal = Optional.empty();

    private final String name;

    FakeAdministration(String name) {
        this.name = name;
    }

    /** All that a command can change, for comparison. */
    String state() {
        return queues + "|" + status + "|" + channels + "|" + stoppedChannels + "|" + attributes + running + quiescing
                + suspended;
    }

    QueueDefinition queue(String queue) {
        return Objects.requireNonNull(queues.get(queue), queue);
    }

    private QueueStatus statusOf(String queue) {
        return Objects.requireNonNull(status.get(queue), queue);
    }

    private void changing(String call) {
        if (refusal.isPresent()) {
            throw refused(refusal.get(), "refused on purpose");
        }
        calls.add(call);
    }

    private static AdministrationException refused(Reason reason, String sentence) {
        return new AdministrationException(reason, sentence);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String id() {
        return name + "_2026-01-02_03.04.05";
    }

    @Override
    public boolean running() {
        return running;
    }

    @Override
    public boolean quiescing() {
        return quiescing;
    }

    @Override
    public AttributeValues attributes() {
        return attributes;
    }

    @Override
    public void alterQueueManager(AttributeValues changes) {
        changing("alter qmgr");
        attributes = attributes.with(changes);
    }

    @Override
    public List<QueueDefinition> queues(String pattern) {
        return queues.values().stream()
                .filter(queue -> ObjectName.matches(pattern, queue.name()))
                .toList();
    }

    @Override
    public void define(QueueDefinition definition, boolean replace) {
        changing("define " + definition.name());
        QueueDefinition old = queues.get(definition.name());
        if (old != null && old.type() != definition.type()) {
            throw refused(
                    Reason.PCF_OBJECT_WRONG_TYPE,
                    definition.name() + " is a " + old.type().mqscName());
        }
        if (old != null && !replace) {
            throw refused(Reason.PCF_OBJECT_ALREADY_EXISTS, definition.name() + " exists");
        }
        queues.put(definition.name(), definition);
        if (definition.type() == QueueType.LOCAL) {
            status.putIfAbsent(definition.name(), idle(definition.name(), 0));
        }
    }

    static QueueStatus idle(String queue, int depth) {
        return new QueueStatus(queue, depth, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public void alterQueue(String queue, AttributeValues changes) {
        changing("alter " + queue);
        QueueDefinition old = queue(queue);
        queues.put(queue, new QueueDefinition(queue, old.type(), old.values().with(changes)));
    }

    @Override
    public void deleteQueue(String queue, boolean purge) {
        changing("delete " + queue + (purge ? " purge" : ""));
        if (status.containsKey(queue)) {
            checkClosed(queue);
            if (statusOf(queue).depth() > 0 && !purge) {
                throw refused(
                        Reason.Q_NOT_EMPTY, queue + " has " + statusOf(queue).depth() + " messages");
            }
        }
        queues.remove(queue);
        status.remove(queue);
    }

    @Override
    public int clearQueue(String queue) {
        changing("clear " + queue);
        checkClosed(queue);
        int depth = statusOf(queue).depth();
        status.put(queue, idle(queue, 0));
        return depth;
    }

    private void checkClosed(String queue) {
        if (statusOf(queue).openInputCount() > 0) {
            throw refused(Reason.PCF_OBJECT_OPEN, queue + " is open");
        }
    }

    @Override
    public List<QueueStatus> queueStatus(String pattern) {
        return status.values().stream()
                .filter(queue -> ObjectName.matches(pattern, queue.queue()))
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
        throw new UnsupportedOperationException("no MQSC command resets statistics");
    }

    @Override
    public List<ChannelDefinition> channels(String pattern) {
        return channels.values().stream()
                .filter(channel -> ObjectName.matches(pattern, channel.name()))
                .toList();
    }

    @Override
    public void define(ChannelDefinition definition, boolean replace) {
        changing("define " + definition.name());
        if (channels.containsKey(definition.name()) && !replace) {
            throw refused(Reason.PCF_CHANNEL_ALREADY_EXISTS, definition.name() + " exists");
        }
        channels.put(definition.name(), definition);
    }

    ChannelDefinition channel(String channel) {
        ChannelDefinition definition = channels.get(channel);
        if (definition == null) {
            throw refused(Reason.PCF_CHANNEL_NOT_FOUND, "there is no channel " + channel);
        }
        return definition;
    }

    @Override
    public void alterChannel(String channel, AttributeValues changes) {
        changing("alter " + channel);
        channels.put(
                channel,
                new ChannelDefinition(channel, channel(channel).values().with(changes)));
    }

    @Override
    public void deleteChannel(String channel) {
        changing("delete " + channel);
        channels.remove(channel(channel).name());
    }

    @Override
    public void startChannel(String channel) {
        changing("start " + channel);
        stoppedChannels.remove(channel(channel).name());
    }

    @Override
    public void stopChannel(String channel, ChannelStopMode mode) {
        changing("stop " + channel + " " + mode);
        stoppedChannels.add(channel(channel).name());
    }

    @Override
    public boolean channelStopped(String channel) {
        return stoppedChannels.contains(channel);
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
        return members.stream().map(ClusterMember::cluster).findFirst();
    }

    @Override
    public void suspend() {
        changing("suspend");
        suspended = true;
    }

    @Override
    public void resume() {
        changing("resume");
        suspended = false;
    }

    @Override
    public void end(EndMode mode) {
        changing("end " + mode);
        running = waitsForApplications;
        quiescing = waitsForApplications;
    }

    @Override
    public void start() {
        changing("start");
        running = true;
    }
}
