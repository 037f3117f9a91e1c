package io.mooring.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.jms.ConnectionFactory;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Embedded ActiveMQ Artemis with its own client: persistence and security off, one TCP acceptor for its own protocol,
 * queues made when they are first used. A send waits until the broker has the message, as a put does.
 */
public final class ArtemisContender implements FillableContender {
    static final String NAME = "Artemis";

    private final EmbeddedActiveMQ broker;
    private final int port;

    /** Starts a broker. */
    public ArtemisContender() throws Exception {
        port = freePort();
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port + "?protocols=CORE");
        broker = new EmbeddedActiveMQ().setConfiguration(configuration);
        broker.start();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ConnectionFactory connections() {
        return new ActiveMQConnectionFactory(
                "tcp://127.0.0.1:" + port + "?blockOnNonDurableSend=true&blockOnDurableSend=true");
    }

    @Override
    public ConnectionFactory connectionsThatDoNotWait() {
        return new ActiveMQConnectionFactory(
                "tcp://127.0.0.1:" + port + "?blockOnNonDurableSend=false&blockOnDurableSend=false");
    }

    @Override
    public String addressWithoutWaiting(String queue) {
        return queue;
    }

    @Override
    public long depth(String queue) {
        Queue found = broker.getActiveMQServer().locateQueue(SimpleString.of(queue));
        return found == null ? 0 : found.getMessageCount();
    }

    @Override
    public void clear(String queue) {
        Queue found = broker.getActiveMQServer().locateQueue(SimpleString.of(queue));
        try {
            if (found != null) {
                found.deleteAllReferences();
            }
        } catch (Exception e) {
            throw new IllegalStateException("Artemis did not clear " + queue, e);
        }
    }

    @Override
    public void close() {
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Artemis did not stop", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
