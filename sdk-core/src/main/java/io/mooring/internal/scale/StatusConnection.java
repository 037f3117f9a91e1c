package io.mooring.internal.scale;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.mq.headers.MQDataException;
import com.ibm.mq.headers.pcf.PCFMessage;
import io.mooring.Endpoint;
import io.mooring.MqException;
import io.mooring.QueueManagerName;
import io.mooring.reason.ReasonCode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to one queue manager that looks at queues; each is opened once and inquired with one call.
 *
 * <p>For one thread at a time. Failures are {@link MqException}s with the reason; after one whose class ends the link the
 * connection is to be closed.
 */
public final class StatusConnection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StatusConnection.class);
    private static final int[] LEVEL = {CMQC.MQIA_CURRENT_Q_DEPTH, CMQC.MQIA_OPEN_INPUT_COUNT};

    /**
     * How a queue stands.
     *
     * @param depth CURDEPTH
     * @param readers IPPROCS
     */
    public record Level(int depth, int readers) {}

    /**
     * What went through a queue since somebody asked last.
     *
     * @param puts messages put
     * @param gets messages got, without browsing
     */
    public record Traffic(int puts, int gets) {}

    private final QueueManagerName name;
    private final MQQueueManager queueManager;
    private final Map<String, MQQueue> toInquire = new HashMap<>();
    private final Map<String, MQQueue> held = new HashMap<>();
    private @Nullable CommandServer commandServer;

    private StatusConnection(QueueManagerName name, MQQueueManager queueManager) {
        this.name = name;
        this.queueManager = queueManager;
    }

    /**
     * Connects.
     *
     * @throws MqException if that is refused, or nobody answers
     */
    @SuppressWarnings("JdkObsolete") // Hashtable: so MQ classes for Java want it.
    public static StatusConnection open(
            QueueManagerName name,
            Endpoint endpoint,
            String channel,
            @Nullable String user,
            @Nullable String password,
            String applicationName) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, endpoint.host());
        properties.put(CMQC.PORT_PROPERTY, endpoint.port());
        properties.put(CMQC.CHANNEL_PROPERTY, channel);
        properties.put(CMQC.APPNAME_PROPERTY, applicationName);
        if (user != null && password != null) {
            properties.put(CMQC.USE_MQCSP_AUTHENTICATION_PROPERTY, true);
            properties.put(CMQC.USER_ID_PROPERTY, user);
            properties.put(CMQC.PASSWORD_PROPERTY, password);
        }
        try {
            return new StatusConnection(name, new MQQueueManager(name.value(), properties));
        } catch (MQException e) {
            throw new MqException(
                    "Queue manager " + name + " at " + endpoint + ", channel " + channel
                            + ", could not be connected to.",
                    e);
        }
    }

    /** Depth and readers of a queue. */
    public Level level(String queue) {
        int[] values = new int[LEVEL.length];
        try {
            MQQueue open = toInquire.get(queue);
            if (open == null) {
                open = queueManager.accessQueue(queue, CMQC.MQOO_INQUIRE | CMQC.MQOO_FAIL_IF_QUIESCING);
                toInquire.put(queue, open);
            }
            open.inquire(LEVEL, values, new byte[0]);
        } catch (MQException e) {
            // It may have been deleted and defined anew (2052): the next look opens it again.
            closeQuietly(toInquire.remove(queue));
            throw failed("inquire " + queue, e);
        }
        return new Level(values[0], values[1]);
    }

    /** Age of the oldest message, by the command server; empty if the queue manager does not monitor the queue. */
    public Optional<Duration> oldestMessageAge(String queue) {
        return command("inquire the status of " + queue, server -> server.oldestMessageAge(queue));
    }

    /** Messages put and got since somebody asked last, by the command server, which then counts from zero. */
    public Traffic trafficSinceLastAsked(String queue) {
        return command("reset the statistics of " + queue, server -> {
            PCFMessage answer = server.resetStatistics(queue);
            return new Traffic(
                    answer.getIntParameterValue(CMQC.MQIA_MSG_ENQ_COUNT),
                    answer.getIntParameterValue(CMQC.MQIA_MSG_DEQ_COUNT));
        });
    }

    /**
     * Opens a queue for exclusive input and keeps it open.
     *
     * @return false if somebody else has it open for input
     */
    public boolean hold(String queue) {
        if (held.containsKey(queue)) {
            return true;
        }
        try {
            held.put(queue, queueManager.accessQueue(queue, CMQC.MQOO_INPUT_EXCLUSIVE | CMQC.MQOO_FAIL_IF_QUIESCING));
            return true;
        } catch (MQException e) {
            if (e.getReason() == CMQC.MQRC_OBJECT_IN_USE) {
                return false;
            }
            throw failed("open " + queue + " for exclusive input", e);
        }
    }

    @Override
    public void close() {
        if (commandServer != null) {
            commandServer.close();
        }
        try {
            queueManager.disconnect(); // closes what is open
        } catch (MQException e) {
            log.debug("{} could not be disconnected from; the link was gone, most likely", name, e);
        }
    }

    private <T> T command(String what, Command<T> command) {
        try {
            if (commandServer == null) {
                commandServer = new CommandServer(queueManager);
            }
            return command.send(commandServer);
        } catch (MQDataException | IOException e) {
            throw failed(what, e);
        }
    }

    private MqException failed(String what, Exception e) {
        return new MqException(
                "Could not " + what + " on " + name + ".", ReasonCode.of(e).orElse(null), e);
    }

    private void closeQuietly(@Nullable MQQueue queue) {
        try {
            if (queue != null) {
                queue.close();
            }
        } catch (MQException e) {
            log.debug("A handle on {} could not be closed", name, e);
        }
    }

    /** Something to be asked of the command server. */
    private interface Command<T> {
        T send(CommandServer server) throws MQDataException, IOException;
    }
}
