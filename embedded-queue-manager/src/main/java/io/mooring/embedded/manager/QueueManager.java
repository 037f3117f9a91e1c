package io.mooring.embedded.manager;

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
import io.mooring.embedded.call.Client;
import io.mooring.embedded.call.Connection;
import io.mooring.embedded.call.RunState;
import io.mooring.embedded.channel.ChannelInstance;
import io.mooring.embedded.channel.Channels;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.fault.FaultPlan;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.record.CallRecorder;
import io.mooring.embedded.routing.Network;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.Queues;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.structure.ConnectRequest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One queue manager: definitions and messages, which outlive its runs, and the run that it is in. Safe for use by many
 * threads; start and end exclude each other.
 */
public final class QueueManager implements Administration {
    private static final Logger log = LoggerFactory.getLogger(QueueManager.class);
    private static final Map<String, Long> LATEST_SECONDS = new ConcurrentHashMap<>();

    private final Settings settings;
    private final String id;
    private final Queues queues;
    private final Channels channels = new Channels();
    private final FaultPlan faults = new FaultPlan();
    private final CallRecorder recorder = new CallRecorder();
    private final Object lifecycle = new Object();
    private volatile AttributeValues attributes = SystemObjects.attributes();
    private volatile Network network = Network.NONE;
    private volatile RunState.Gate clusterGate = (client, request) -> RunState.Gate.OPEN;
    private volatile @Nullable Run run;
    private volatile boolean suspended;
    private int port; // guarded by lifecycle
    private int starts; // guarded by lifecycle

    /** A queue manager with the objects that each one has; it does not run yet. */
    public QueueManager(Settings settings) {
        this.settings = settings;
        this.port = settings.port();
        this.id = settings.name() + "_" + idTime(uniqueSecond(settings));
        this.queues = new Queues(settings.clock());
        SystemObjects.queues().forEach(definition -> queues.define(definition, false));
        SystemObjects.channels().forEach(definition -> channels.define(definition, false));
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean running() {
        return run != null;
    }

    @Override
    public boolean quiescing() {
        Run present = run;
        return present != null && present.environment().state().quiescing();
    }

    @Override
    public AttributeValues attributes() {
        return attributes;
    }

    @Override
    public synchronized void alterQueueManager(AttributeValues changes) {
        attributes = attributes.with(changes);
    }

    @Override
    public List<QueueDefinition> queues(String pattern) {
        return queues.definitions(pattern);
    }

    @Override
    public void define(QueueDefinition definition, boolean replace) {
        queues.define(definition, replace);
    }

    @Override
    public void alterQueue(String queue, AttributeValues changes) {
        queues.alter(queue, changes);
    }

    @Override
    public void deleteQueue(String queue, boolean purge) {
        queues.delete(queue, purge);
    }

    @Override
    public int clearQueue(String queue) {
        return queues.clear(queue);
    }

    @Override
    public List<QueueStatus> queueStatus(String pattern) {
        return queues.locals(pattern).stream().map(LocalQueue::status).toList();
    }

    @Override
    public List<HandleStatus> handles(String pattern) {
        return allConnections().stream()
                .flatMap(connection -> connection.handles().stream())
                .filter(handle -> ObjectName.matches(pattern, handle.queue()))
                .toList();
    }

    @Override
    public List<QueueStatistics> resetQueueStatistics(String pattern) {
        return queues.locals(pattern).stream().map(LocalQueue::resetStatistics).toList();
    }

    @Override
    public List<ChannelDefinition> channels(String pattern) {
        return channels.matching(pattern);
    }

    @Override
    public void define(ChannelDefinition definition, boolean replace) {
        channels.define(definition, replace);
    }

    @Override
    public void alterChannel(String channel, AttributeValues changes) {
        channels.alter(channel, changes);
    }

    @Override
    public void deleteChannel(String channel) {
        channels.delete(channel);
    }

    @Override
    public void startChannel(String channel) {
        channels.start(channel);
    }

    @Override
    public void stopChannel(String channel, ChannelStopMode mode) {
        channels.stop(channel);
        StatusCode status = mode == ChannelStopMode.QUIESCE ? StatusCode.QUEUE_MANAGER_ENDING : StatusCode.USER_CLOSED;
        List<ChannelInstance> ending = instances().stream()
                .filter(instance -> instance.channelName().equals(channel))
                .toList();
        ending.forEach(instance -> instance.end(status.code()));
        Run present = run;
        if (present != null) {
            present.listener().awaitEnd(ending);
        }
    }

    @Override
    public boolean channelStopped(String channel) {
        return channels.isStopped(channel);
    }

    @Override
    public List<ChannelStatus> channelStatus(String pattern) {
        return instances().stream()
                .map(ChannelInstance::status)
                .filter(status -> !status.channel().isEmpty() && ObjectName.matches(pattern, status.channel()))
                .toList();
    }

    @Override
    public List<ConnectionStatus> connections() {
        return allConnections().stream().map(Connection::status).toList();
    }

    @Override
    public List<ClusterMember> clusterMembers() {
        return network.members();
    }

    @Override
    public Optional<String> cluster() {
        return network.cluster();
    }

    @Override
    public void suspend() {
        requireCluster();
        suspended = true;
        network.suspensionChanged();
    }

    @Override
    public void resume() {
        requireCluster();
        suspended = false;
        network.suspensionChanged();
    }

    @Override
    public void end(EndMode mode) {
        synchronized (lifecycle) {
            Run ending = run;
            if (ending == null) {
                return;
            }
            new Ending(ending).say(mode);
            end(ending);
            log.info("{}: ended ({})", name(), mode);
        }
    }

    @Override
    public void start() {
        synchronized (lifecycle) {
            if (run != null) {
                return;
            }
            Run starting = new Run(this, port);
            try {
                starting.begin();
            } catch (RuntimeException cannotListen) {
                starting.end();
                throw cannotListen;
            }
            port = starting.listener().port();
            run = starting;
        }
        network.started();
    }

    /** Ends it as a crash would: sockets closed, nothing said. */
    public void crash() {
        synchronized (lifecycle) {
            Run ending = run;
            if (ending != null) {
                end(ending);
            }
        }
    }

    /** Whether it was suspended from the cluster. */
    public boolean suspended() {
        return suspended;
    }

    /** The port; 0 until it has first started, if a free one is wanted. */
    public int port() {
        synchronized (lifecycle) {
            return port;
        }
    }

    /** Address and port as a client's connection name. */
    public String connectionName() {
        return settings.address().getHostAddress() + "(" + port() + ")";
    }

    /** What it was built with. */
    public Settings settings() {
        return settings;
    }

    /** Its queues. */
    public Queues queues() {
        return queues;
    }

    /** What is to go wrong. */
    public FaultPlan faults() {
        return faults;
    }

    /** What happened. */
    public CallRecorder recorder() {
        return recorder;
    }

    /** Faults of the moment, and what a test does to the running queue manager. */
    public Disturbance disturbance() {
        return new Disturbance(presentRun());
    }

    /** The sockets of clients; none if it does not run. */
    public List<ChannelInstance> instances() {
        Run present = run;
        return present == null ? List.of() : present.listener().instances();
    }

    /**
     * Puts it among other queue managers.
     *
     * @param others how it reaches them
     * @param gate may send clients to them
     */
    public void joins(Network others, RunState.Gate gate) {
        network = others;
        clusterGate = gate;
    }

    /** Whether it runs and takes clients, as far as it can know: it listens, does not quiesce and refuses nobody. */
    public boolean accepting() {
        Run present = run;
        return present != null
                && present.listener().accepting()
                && present.environment().state().accepting();
    }

    /**
     * Takes a message from another queue manager.
     *
     * @return false if it does not run or can put the message nowhere
     */
    public boolean receive(String queue, Message message) {
        Run present = run;
        return present != null && present.inbound().receive(queue, message);
    }

    /** Another queue manager has started: messages that wait for it can go. */
    public void wakeMover() {
        Run present = run;
        if (present != null) {
            present.mover().wake();
        }
    }

    /**
     * Has the messages of a queue answered, in a thread of this queue manager, until the server is closed or this ends.
     *
     * @throws IllegalStateException if it does not run
     */
    public QueueServer serve(LocalQueue queue, Function<Message, List<Message>> answers) {
        return presentRun().serve(queue, answers);
    }

    Channels channelTable() {
        return channels;
    }

    Network network() {
        return network;
    }

    int refusedByCluster(Client client, ConnectRequest request) {
        return clusterGate.refuses(client, request);
    }

    int countStart() {
        return starts++;
    }

    private Run presentRun() {
        Run present = run;
        if (present == null) {
            throw new IllegalStateException("queue manager " + name() + " does not run; start it first");
        }
        return present;
    }

    private List<Connection> allConnections() {
        Run present = run;
        return present == null
                ? List.of()
                : List.copyOf(present.environment().connections().all());
    }

    private void end(Run ending) {
        run = null;
        ending.end();
        queues.endOfQueueManager();
    }

    private void requireCluster() {
        if (network.cluster().isEmpty()) {
            throw new AdministrationException(
                    Reason.UNKNOWN_OBJECT_NAME,
                    "queue manager " + name() + " is in no cluster; EmbeddedCluster makes one");
        }
    }

    /** Date and time in GMT; without a DateTimeFormatter, the first of which costs a new JVM some 20 ms. */
    private static String idTime(Instant at) {
        LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        return time.toLocalDate() + "_" + twoDigits(time.getHour()) + "." + twoDigits(time.getMinute()) + "."
                + twoDigits(time.getSecond());
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    /** Clients keep message ids in store for a queue manager's id: two of them must never have the same. */
    private static Instant uniqueSecond(Settings settings) {
        long now = settings.clock().instant().getEpochSecond();
        return Instant.ofEpochSecond(LATEST_SECONDS.merge(settings.name(), now, (last, it) -> Math.max(last + 1, it)));
    }
}
