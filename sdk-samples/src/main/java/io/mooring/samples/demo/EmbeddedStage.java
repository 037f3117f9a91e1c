package io.mooring.samples.demo;

import io.mooring.channeltable.ChannelTableSource;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.fault.InjectedFault;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Three embedded queue managers as a uniform cluster, which clients reach by a JSON channel table.
 *
 * <p>A uniform cluster moves connections that asked for automatic reconnection. MQ classes for Java, which Mooring's native
 * client is built on, cannot ask for it; so the demo asks those clients itself, and leaves the others to the cluster.
 */
class EmbeddedStage implements Stage, Stage.Faults {
    private static final List<String> NAMES = List.of("QM1", "QM2", "QM3");

    private final Queues queues = Queues.beginningWith("DEMO");
    private final EmbeddedCluster cluster;
    private final Path folder;
    private final Path ccdt;

    /** Starts them. */
    EmbeddedStage() {
        StringBuilder mqsc = new StringBuilder();
        queues.all().forEach(queue -> mqsc.append(Queues.definition(queue)).append(System.lineSeparator()));
        cluster = EmbeddedCluster.of(NAMES.toArray(String[]::new))
                .mqsc(mqsc.toString())
                .start();
        try {
            folder = Files.createTempDirectory("mooring-demo");
            ccdt = cluster.writeCcdt(folder.resolve("ccdt.json"));
        } catch (IOException e) {
            cluster.close();
            throw new UncheckedIOException("There is no place for the channel table of the demo.", e);
        }
    }

    /** The queue managers. */
    EmbeddedCluster cluster() {
        return cluster;
    }

    @Override
    public Harbour harbour() {
        URI uri = ccdt.toUri();
        return new Harbour(uri, ChannelTableSource.at(uri), "*ANY_QM", NAMES, Optional.empty());
    }

    @Override
    public Queues queues() {
        return queues;
    }

    @Override
    public Optional<Faults> faults() {
        return Optional.of(this);
    }

    @Override
    public String description() {
        return "three queue managers in this process, QM1, QM2 and QM3, as a uniform cluster";
    }

    @Override
    public void acceptOnFirstOnly() {
        NAMES.stream().skip(1).forEach(name -> cluster.queueManager(name).refuseConnects(Reason.Q_MGR_NOT_AVAILABLE));
    }

    @Override
    public void acceptEverywhere() {
        cluster.queueManagers().forEach(EmbeddedQueueManager::acceptConnects);
    }

    @Override
    public void askToMove(String queueManager, List<String> applications) {
        cluster.queueManager(queueManager)
                .askToReconnect(connection -> applications.contains(connection.applicationName()));
    }

    @Override
    public void askAllToMove(String queueManager) {
        cluster.queueManager(queueManager).askToReconnect();
    }

    @Override
    public void balanceReconnectable() {
        int unused = cluster.balanceNow();
    }

    @Override
    public void loseNextAnswer(String queueManager, String queue) {
        InjectedFault unused = cluster.queueManager(queueManager)
                .inject(Fault.on(Verb.MQPUT).onQueue(queue).losesConnectionAfterEffect());
    }

    @Override
    public void cutOff(String queueManager, List<String> applicationPrefixes) {
        EmbeddedQueueManager cut = cluster.queueManager(queueManager);
        cut.stopListening();
        cut.dropSockets(connection -> applicationPrefixes.stream()
                .anyMatch(prefix -> connection.applicationName().startsWith(prefix)));
    }

    @Override
    public int depth(String queueManager, String queue) {
        return cluster.queueManager(queueManager).depth(queue);
    }

    @Override
    public void kill(String queueManager) {
        cluster.queueManager(queueManager).crash();
    }

    @Override
    public void bringBack(String queueManager) {
        EmbeddedQueueManager unused = cluster.queueManager(queueManager).start();
    }

    @Override
    public void close() {
        cluster.close();
        try {
            Files.deleteIfExists(ccdt);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The channel table of the demo could not be removed.", e);
        }
    }
}
