package io.mooring.embedded;

import io.mooring.embedded.cluster.Balancer;
import io.mooring.embedded.cluster.ChannelTable;
import io.mooring.embedded.cluster.ClusterNetwork;
import io.mooring.embedded.manager.QueueManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Several queue managers as a uniform cluster: the same queues and channels on each, clients that can be moved between
 * them, messages that go from one to another.
 *
 * <pre>{@code
 * try (EmbeddedCluster cluster = EmbeddedCluster.of("QM1", "QM2").queue("ORDERS").start()) {
 *   factory.setConnectionNameList(cluster.connectionNames());            // or: cluster.writeCcdt(file)
 *   factory.setQueueManager("*");
 *   factory.setClientReconnectOptions(WMQConstants.WMQ_CLIENT_RECONNECT);
 *   ...
 *   cluster.queueManager("QM1").askToReconnect();                        // all clients of QM1 are to move
 *   cluster.balanceEvery(Duration.ofMillis(100));                        // and now evenly
 *   cluster.queueManager("QM2").administration().suspend();              // or all away from QM2, until resume()
 * }
 * }</pre>
 *
 * <h2>Messages between queue managers</h2>
 *
 * <p>A put goes to another queue manager if the program names it (the object queue manager name, as in a reply), if the
 * queue is a remote queue (QREMOTE) there, or if there is no such queue here but a queue with the attribute CLUSTER set to
 * the name of this cluster elsewhere. A moment later the message is there, exactly once; or on the dead-letter queue there,
 * with the reason. While the other queue manager does not run, the message waits on SYSTEM.CLUSTER.TRANSMIT.QUEUE. There
 * are no sender channels: what a definition with XMITQ puts on a transmission queue of its own stays there.
 *
 * <h2>Balancing</h2>
 *
 * <p>An <em>instance</em> of an application is a connection that can be moved: it reconnects to any queue manager and did
 * not connect with the name of one. In JMS that is a Connection with its Sessions. {@link #balanceNow} counts the instances
 * of each application name on the queue managers that run, accept clients and are not suspended, and asks surplus ones,
 * those without an open unit of work, to reconnect, until the numbers differ by one at most. While they are on their way a
 * queue manager that has its share refuses, with 2059, those that come back to it, so that they try the next entry of their
 * list; a client that connects for the first time is never refused.
 *
 * <p>Unlike a real uniform cluster it does not look at the balancing type, timeout and options that an application may set
 * (MQBNO): a requester is moved before its reply has come, nothing is moved inside a unit of work. Units of work are not
 * seen if they are on another socket than the connection itself, that is where conversations do not share sockets.
 *
 * <p>A queue manager that is suspended (SUSPEND QMGR) asks its instances away at once, those with an open unit of work
 * after it, and sends reconnecting ones on while another queue manager accepts clients.
 *
 * <p>Safe for use by many threads.
 */
public final class EmbeddedCluster implements Startable {
    private final String name;
    private final List<EmbeddedQueueManager> queueManagers;
    private final Balancer balancer;

    EmbeddedCluster(String name, List<EmbeddedQueueManager> queueManagers) {
        this.name = name;
        this.queueManagers = List.copyOf(queueManagers);
        this.balancer = new Balancer(name, managers());
        ClusterNetwork.join(name, managers(), balancer);
    }

    /**
     * Begins a cluster of queue managers with these names, each on a free port of the loopback address.
     *
     * @throws IllegalArgumentException if there is none, or two have the same name
     */
    public static EmbeddedClusterBuilder of(String... queueManagers) {
        return new EmbeddedClusterBuilder(Arrays.asList(queueManagers));
    }

    /**
     * Starts the queue managers that do not run.
     *
     * @return itself
     * @throws UncheckedIOException if a port is in use; then none runs
     */
    @Override
    public EmbeddedCluster start() {
        try {
            queueManagers.forEach(EmbeddedQueueManager::start);
        } catch (UncheckedIOException portInUse) {
            queueManagers.forEach(EmbeddedQueueManager::close);
            throw portInUse;
        }
        return this;
    }

    /** Ends balancing and all queue managers, as a crash would; no thread is left. The second time it does nothing. */
    @Override
    public void close() {
        balancer.close();
        queueManagers.forEach(EmbeddedQueueManager::close);
    }

    /** The cluster's name. */
    public String name() {
        return name;
    }

    /**
     * One of its queue managers.
     *
     * @throws IllegalArgumentException if it has none with this name
     */
    public EmbeddedQueueManager queueManager(String queueManager) {
        return queueManagers.stream()
                .filter(each -> each.name().equals(queueManager))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the cluster has no queue manager " + queueManager
                        + ", only "
                        + queueManagers.stream().map(EmbeddedQueueManager::name).toList()));
    }

    /** All of them, in the order in which they were named. */
    public List<EmbeddedQueueManager> queueManagers() {
        return queueManagers;
    }

    /** Their addresses as a connection name list, for example {@code 127.0.0.1(1414),127.0.0.1(1415)}. */
    public String connectionNames() {
        return queueManagers.stream().map(EmbeddedQueueManager::connectionName).collect(Collectors.joining(","));
    }

    /** Writes a channel table in which {@code *ANY_QM} stands for each queue manager; see {@link ChannelTable}. */
    public Path writeCcdt(Path file) {
        return writeCcdt(file, ChannelTable.ofAnyQueueManager());
    }

    /**
     * Writes a channel table in IBM's JSON format. A file that is there is replaced in one step, since clients read it
     * again when it has changed.
     *
     * @return the file
     * @throws IllegalArgumentException if the options name a queue manager or channel that is not there
     * @throws IllegalStateException if the cluster has never been started, and so has no ports
     * @throws UncheckedIOException if it cannot be written
     */
    public Path writeCcdt(Path file, ChannelTable options) {
        String json = options.json(managers());
        try {
            Path folder = file.toAbsolutePath().getParent();
            Path written = Files.createTempFile(folder, "ccdt", ".json");
            Files.writeString(written, json);
            return Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the channel table " + file + " cannot be written", e);
        }
    }

    /**
     * Balances now and then again, each time this long after the last time; until the next call, {@link #stopBalancing} or
     * {@link #close}.
     *
     * @return itself
     * @throws IllegalArgumentException if the interval is not longer than nothing
     */
    public EmbeddedCluster balanceEvery(Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("the interval is " + interval + "; it must be longer than nothing");
        }
        balancer.every(interval);
        return this;
    }

    /** Balances no more at intervals; what was asked to move still does. */
    public void stopBalancing() {
        balancer.stop();
    }

    /**
     * Asks surplus instances to move, once. They arrive a moment later; {@link #instances} tells. Does nothing for an
     * application whose instances are still on their way from the last time.
     *
     * @return how many were asked
     */
    public int balanceNow() {
        return balancer.balanceNow();
    }

    /** How many instances of an application, that is connections that can be moved, each running queue manager has. */
    public Map<String, Integer> instances(String applicationName) {
        return balancer.instances(applicationName);
    }

    private List<QueueManager> managers() {
        return queueManagers.stream().map(EmbeddedQueueManager::manager).toList();
    }
}
