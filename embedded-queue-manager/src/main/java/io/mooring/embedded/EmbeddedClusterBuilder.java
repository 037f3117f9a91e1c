package io.mooring.embedded;

import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.tls.Tls;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Builds an {@link EmbeddedCluster}. What is given to it is given to each queue manager. Not for use by several threads. */
public final class EmbeddedClusterBuilder {
    private final List<String> names;
    private final List<Consumer<EmbeddedQueueManagerBuilder>> settingsOfEach = new ArrayList<>();
    private final Map<String, Consumer<EmbeddedQueueManagerBuilder>> settingsOfOne = new LinkedHashMap<>();
    private String cluster = "UNIFORM";

    EmbeddedClusterBuilder(List<String> names) {
        Set<String> different = new TreeSet<>(names);
        if (names.isEmpty() || different.size() < names.size()) {
            throw new IllegalArgumentException(
                    "the queue managers are " + names + "; a cluster needs one or more, with different names");
        }
        this.names = List.copyOf(names);
    }

    /** The cluster's name, for the attribute CLUSTER of queues that are shared; {@code UNIFORM} without this. */
    public EmbeddedClusterBuilder name(String clusterName) {
        if (!ObjectName.isValid(clusterName, ObjectName.MAXIMUM_LENGTH)) {
            throw new IllegalArgumentException("'" + clusterName + "' is not a valid cluster name: " + ObjectName.RULE
                    + ", and at most 48 of them");
        }
        cluster = clusterName;
        return this;
    }

    /** Adds local queues with default attributes. */
    public EmbeddedClusterBuilder queue(String... queues) {
        return each(builder -> builder.queue(queues));
    }

    /** Adds a queue. */
    public EmbeddedClusterBuilder queue(QueueDefinition definition) {
        return each(builder -> builder.queue(definition));
    }

    /** Adds a channel with default attributes. */
    public EmbeddedClusterBuilder channel(String channelName) {
        return each(builder -> builder.channel(channelName));
    }

    /** Adds a channel, or replaces one that each queue manager has. */
    public EmbeddedClusterBuilder channel(ChannelDefinition definition) {
        return each(builder -> builder.channel(definition));
    }

    /** Lets this user in, and nobody who is not named; others get 2035. */
    public EmbeddedClusterBuilder user(String user, String password) {
        return each(builder -> builder.user(user, password));
    }

    /** Gives each queue manager these certificates; see {@link EmbeddedQueueManagerBuilder#tls}. */
    public EmbeddedClusterBuilder tls(Tls certificates) {
        return each(builder -> builder.tls(certificates));
    }

    /** Runs MQSC commands on each queue manager when it is built. */
    public EmbeddedClusterBuilder mqsc(String script) {
        return each(builder -> builder.mqsc(script));
    }

    /**
     * Runs a file of MQSC commands on each queue manager when it is built.
     *
     * @throws UncheckedIOException at {@link #build}, if it cannot be read
     */
    public EmbeddedClusterBuilder mqsc(Path file) {
        return each(builder -> builder.mqsc(file));
    }

    /** How long a client may take from its TCP connection to its MQCONN; 10 seconds without this. */
    public EmbeddedClusterBuilder handshakeTimeout(Duration timeout) {
        return each(builder -> builder.handshakeTimeout(timeout));
    }

    /**
     * Settings of one queue manager only, after those of all: {@code with("QM2", b -> b.port(1415).queue("ONLY.HERE"))}.
     *
     * @throws IllegalArgumentException if the cluster has none with this name
     */
    public EmbeddedClusterBuilder with(String queueManager, Consumer<EmbeddedQueueManagerBuilder> settings) {
        if (!names.contains(queueManager)) {
            throw new IllegalArgumentException("the cluster has no queue manager " + queueManager + ", only " + names);
        }
        settingsOfOne.merge(queueManager, settings, Consumer::andThen);
        return this;
    }

    /** Settings of each queue manager: for what this builder has no method for. */
    public EmbeddedClusterBuilder each(Consumer<EmbeddedQueueManagerBuilder> settings) {
        settingsOfEach.add(settings);
        return this;
    }

    /**
     * Builds it; {@link EmbeddedCluster#start} starts it.
     *
     * @throws IllegalArgumentException if an MQSC command fails; the message has the line and what was wrong
     */
    public EmbeddedCluster build() {
        return new EmbeddedCluster(cluster, names.stream().map(this::buildOne).toList());
    }

    /** Builds and starts it. */
    public EmbeddedCluster start() {
        return build().start();
    }

    private EmbeddedQueueManager buildOne(String name) {
        EmbeddedQueueManagerBuilder builder = EmbeddedQueueManager.named(name);
        settingsOfEach.forEach(settings -> settings.accept(builder));
        settingsOfOne.getOrDefault(name, none -> {}).accept(builder);
        return builder.build();
    }
}
