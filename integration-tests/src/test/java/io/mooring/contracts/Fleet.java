package io.mooring.contracts;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.mooring.QueueManagerName;
import io.mooring.client.MqClient;
import io.mooring.client.MqClientBuilder;
import io.mooring.connect.ConnectAs;
import io.mooring.jms.MooringConnectionFactory;
import io.mooring.jms.MooringConnectionFactoryBuilder;
import io.mooring.reconnect.ReconnectPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The queue managers that contracts run on; each has what {@link #MQSC} defines. */
interface Fleet extends AutoCloseable {
    /** The one file of definitions, for embedded and for real queue managers. */
    Path MQSC = Path.of(System.getProperty("basedir", ".")).resolve("contracts.mqsc");

    /** The channel that the file defines. */
    String CHANNEL = "MOORING.IT.SVRCONN";

    /** For messages; BOTHRESH(3) and BOQNAME of the next. */
    String QUEUE = "MOORING.IT.QUEUE";

    String BACKOUT = "MOORING.IT.BACKOUT";
    String REQUESTS = "MOORING.IT.REQUEST";
    String REPLIES = "MOORING.IT.REPLY";

    /** All queues. */
    List<String> QUEUES = List.of(QUEUE, BACKOUT, REQUESTS, REPLIES);

    /** The queue managers, in the order in which clients try them. */
    List<QueueManagerName> names();

    /** Where a queue manager listens, as {@code host(port)}. */
    String connectionName(QueueManagerName queueManager);

    /** The channel to connect by. */
    default String channel() {
        return CHANNEL;
    }

    /** Who clients say they are. */
    default ConnectAs identity() {
        return ConnectAs.application("mooring-contracts");
    }

    /** Whoever can do harm here; empty where nobody may. */
    Optional<Faults> faults();

    /** Ends what was started for it. */
    @Override
    void close();

    /** Where all of them listen, with commas between. */
    default String connectionNames() {
        return names().stream().map(this::connectionName).collect(Collectors.joining(","));
    }

    /** A client yet to be connected, to the first that answers, and on to any other. */
    default MqClientBuilder client() {
        return to(connectionNames());
    }

    /** A client yet to be connected, to this one and no other. */
    default MqClientBuilder client(QueueManagerName only) {
        return to(connectionName(only)).queueManager(only.value());
    }

    private MqClientBuilder to(String connectionNames) {
        return MqClient.builder()
                .connectionNames(connectionNames)
                .channel(channel())
                .as(identity())
                .reconnect(ReconnectPolicy.exponential(ofMillis(50), ofSeconds(1)));
    }

    /** A drop-in factory yet to be built, whose connections go to the first that answers, and on to any other. */
    default MooringConnectionFactoryBuilder jms() {
        MooringConnectionFactoryBuilder builder = MooringConnectionFactory.builder()
                .connectionNames(connectionNames())
                .channel(channel())
                .applicationName(identity().applicationName());
        identity()
                .password()
                .ifPresent(password -> builder.credentials(identity().user().orElseThrow(), new String(password)));
        return builder;
    }
}
