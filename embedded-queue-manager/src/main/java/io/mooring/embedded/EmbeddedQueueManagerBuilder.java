package io.mooring.embedded;

import io.mooring.embedded.call.Authentication;
import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.manager.QueueManager;
import io.mooring.embedded.manager.Settings;
import io.mooring.embedded.mqsc.MqscResult;
import io.mooring.embedded.tls.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds an {@link EmbeddedQueueManager}. Not for use by several threads. */
public final class EmbeddedQueueManagerBuilder {
    /** What a channel of a queue manager with certificates accepts, unless it is defined otherwise. */
    private static final String ANY_TLS = "ANY_TLS12_OR_HIGHER";

    private final String name;
    private final List<QueueDefinition> queues = new ArrayList<>();
    private final List<ChannelDefinition> channels = new ArrayList<>();
    private final List<String> scripts = new ArrayList<>();
    private final Map<String, String> users = new LinkedHashMap<>();
    private InetAddress address = InetAddress.getLoopbackAddress();
    private int port;
    private @Nullable Tls tls;
    private Duration handshakeTimeout = Duration.ofSeconds(10);
    private InstantSource clock = InstantSource.system();

    EmbeddedQueueManagerBuilder(String name) {
        if (!ObjectName.isValid(name, ObjectName.MAXIMUM_LENGTH)) {
            throw new IllegalArgumentException("'" + name + "' is not a valid queue manager name: " + ObjectName.RULE
                    + ", and at most 48 of them");
        }
        this.name = name;
    }

    /** Adds local queues with default attributes. */
    public EmbeddedQueueManagerBuilder queue(String... names) {
        for (String queue : names) {
            queues.add(QueueDefinition.local(queue));
        }
        return this;
    }

    /** Adds a queue. */
    public EmbeddedQueueManagerBuilder queue(QueueDefinition definition) {
        queues.add(definition);
        return this;
    }

    /** Adds a channel with default attributes. */
    public EmbeddedQueueManagerBuilder channel(String channelName) {
        return channel(ChannelDefinition.named(channelName));
    }

    /** Adds a channel, or replaces one that each queue manager has. */
    public EmbeddedQueueManagerBuilder channel(ChannelDefinition definition) {
        channels.add(definition);
        return this;
    }

    /** Listens on this port; without it on a free one, which it keeps. */
    public EmbeddedQueueManagerBuilder port(int number) {
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException("port is " + number + "; it is 0, for a free one, to 65535");
        }
        port = number;
        return this;
    }

    /** Listens on this address; without it on the loopback address, which only programs of this machine reach. */
    public EmbeddedQueueManagerBuilder address(InetAddress listenOn) {
        address = listenOn;
        return this;
    }

    /** Lets this user in, and nobody who is not named; others get 2035. */
    public EmbeddedQueueManagerBuilder user(String user, String password) {
        users.put(user, password);
        return this;
    }

    /**
     * Gives it certificates. The channels that each queue manager has then accept TLS 1.2 and higher only, with or without
     * a client certificate; others as they are defined, those by MQSC like SYSTEM.DEF.SVRCONN unless they say otherwise.
     */
    public EmbeddedQueueManagerBuilder tls(Tls certificates) {
        tls = certificates;
        return this;
    }

    /** Runs MQSC commands when it is built. */
    public EmbeddedQueueManagerBuilder mqsc(String script) {
        scripts.add(script);
        return this;
    }

    /**
     * Runs a file of MQSC commands when it is built.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public EmbeddedQueueManagerBuilder mqsc(Path file) {
        try {
            return mqsc(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("MQSC file " + file + " cannot be read", e);
        }
    }

    /** How long a client may take from its TCP connection to its MQCONN; 10 seconds without this. */
    public EmbeddedQueueManagerBuilder handshakeTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "the handshake timeout is " + timeout + "; it must be longer than nothing");
        }
        handshakeTimeout = timeout;
        return this;
    }

    /** Tells it the time, for put times and expiry; waits always take real time. */
    public EmbeddedQueueManagerBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /**
     * Builds it; {@link EmbeddedQueueManager#start} starts it.
     *
     * @throws IllegalArgumentException if an MQSC command fails; the message has the line and what was wrong
     */
    public EmbeddedQueueManager build() {
        QueueManager manager = new QueueManager(
                new Settings(name, address, port, new Authentication(users), tls, handshakeTimeout, clock));
        if (tls != null) {
            manager.channels("*")
                    .forEach(channel -> manager.define(
                            channel.with(ChannelAttributes.SSLCIPH, ANY_TLS).with(ChannelAttributes.SSLCAUTH, 1),
                            true));
        }
        queues.forEach(definition -> manager.define(definition, true));
        channels.forEach(definition -> manager.define(definition, true));
        EmbeddedQueueManager built = new EmbeddedQueueManager(manager);
        for (String script : scripts) {
            built.mqsc(script).stream()
                    .filter(result -> !result.ok())
                    .findFirst()
                    .ifPresent(this::refuse);
        }
        return built;
    }

    /** Builds and starts it. */
    public EmbeddedQueueManager start() {
        return build().start();
    }

    private void refuse(MqscResult failed) {
        throw new IllegalArgumentException("MQSC for " + name + ", line " + failed.line() + ": " + failed.command()
                + ": " + String.join(" ", failed.lines()));
    }
}
