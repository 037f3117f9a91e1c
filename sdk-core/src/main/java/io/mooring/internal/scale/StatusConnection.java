package io.mooring.internal.scale;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import com.ibm.mq.headers.MQDataException;
import com.ibm.mq.headers.pcf.PCFMessage;
import io.mooring.MqException;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ConnectionAttempt;
import io.mooring.connect.ConnectAs;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Conversation;
import io.mooring.internal.mq.Dialer;
import io.mooring.internal.mq.QueueFacts;
import io.mooring.internal.mq.Route;
import io.mooring.reason.ReasonCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one queue manager that looks at queues; each is opened once and inquired with one call.
 *
 * <p>For one thread at a time. Failures are {@link MqException}s with the reason; after one whose class ends the link the
 * connection is to be closed.
 */
public final class StatusConnection implements AutoCloseable {
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

    private final Conversation conversation;
    private final Map<String, MQQueue> held = new HashMap<>();
    private @Nullable CommandServer commandServer;

    private StatusConnection(Conversation conversation) {
        this.conversation = conversation;
    }

    /**
     * Connects, by the first of these ways that leads there.
     *
     * @param ways what to try, in this order; at least one
     * @throws MqException if each of them is refused, or nobody answers; its reason is the last one, but 2058 (the queue
     *     manager there has another name) only if all of them say so
     */
    public static StatusConnection open(QueueManagerName name, List<ConnectionAttempt> ways, ConnectAs identity) {
        Dialer dialer = new Dialer(identity);
        List<String> failures = new ArrayList<>();
        CallFailure decisive = null;
        for (ConnectionAttempt way : ways) {
            Route route = Route.of(way).to(name);
            try {
                return new StatusConnection(dialer.line(route, () -> {}).dial());
            } catch (CallFailure e) {
                failures.add(sentence(route, dialer, e));
                decisive = decisive == null || isOtherName(decisive) || !isOtherName(e) ? e : decisive;
            }
        }
        throw new MqException(
                "Could not connect to queue manager " + name + " at " + String.join("; ", failures) + ".",
                decisive == null ? null : decisive.reason(),
                decisive);
    }

    private static String sentence(Route route, Dialer dialer, CallFailure failure) {
        return route + " (" + failure.reason()
                + Optional.ofNullable(failure.getCause())
                        .flatMap(dialer::explain)
                        .map(text -> ": " + text)
                        .orElse("")
                + ")";
    }

    private static boolean isOtherName(CallFailure failure) {
        return failure.reason().value() == CMQC.MQRC_Q_MGR_NAME_ERROR;
    }

    /** Depth and readers of a queue. */
    public Level level(String queue) {
        try {
            QueueFacts facts = conversation.inquire(queue);
            return new Level(facts.depth(), facts.readers());
        } catch (CallFailure e) {
            throw new MqException("Could not inquire " + queue + " on " + name() + ".", e.reason(), e);
        }
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
            held.put(
                    queue,
                    conversation.handle().accessQueue(queue, CMQC.MQOO_INPUT_EXCLUSIVE | CMQC.MQOO_FAIL_IF_QUIESCING));
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
        conversation.close(); // closes what is open
    }

    private <T> T command(String what, Command<T> command) {
        try {
            if (commandServer == null) {
                commandServer = new CommandServer(conversation.handle());
            }
            return command.send(commandServer);
        } catch (MQDataException | IOException e) {
            throw failed(what, e);
        }
    }

    private MqException failed(String what, Exception e) {
        return new MqException(
                "Could not " + what + " on " + name() + ".", ReasonCode.of(e).orElse(null), e);
    }

    private QueueManagerName name() {
        return conversation.queueManager();
    }

    /** Something to be asked of the command server. */
    private interface Command<T> {
        T send(CommandServer server) throws MQDataException, IOException;
    }
}
