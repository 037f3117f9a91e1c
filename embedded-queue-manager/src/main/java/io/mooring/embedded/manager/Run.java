package io.mooring.embedded.manager;

import io.mooring.embedded.call.CallDispatcher;
import io.mooring.embedded.call.Connections;
import io.mooring.embedded.call.Environment;
import io.mooring.embedded.call.Product;
import io.mooring.embedded.call.RunState;
import io.mooring.embedded.channel.ChannelEnvironment;
import io.mooring.embedded.channel.ChannelListener;
import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.pcf.CommandServer;
import io.mooring.embedded.routing.DeadLetters;
import io.mooring.embedded.routing.Mover;
import io.mooring.embedded.routing.Router;
import io.mooring.embedded.store.Identifiers;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.PutTimes;
import io.mooring.embedded.tls.TlsAcceptor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A queue manager from its start to its end: threads, listener, connections. */
final class Run {
    private static final int MILLIS_PER_SECOND = 1000;
    private static final long IDLE_THREAD_SECONDS = 5;
    private static final long LAST_TASKS_SECONDS = 10;

    private final Environment environment;
    private final ChannelListener listener;
    private final DeadLetters inbound;
    private final Mover mover;
    private final QueueServer commands;
    private final Set<QueueServer> servers = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer;
    private final ExecutorService deliveries;

    Run(QueueManager owner, int port) {
        Settings settings = owner.settings();
        String name = settings.name();
        timer = new ScheduledThreadPoolExecutor(1, daemons(name + " timer"));
        timer.setRemoveOnCancelPolicy(true);
        deliveries = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_THREAD_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons(name + " delivery"));
        Router router = new Router(name, owner.queues(), owner::attributes, owner::network);
        PutTimes putTimes = new PutTimes();
        environment = new Environment(
                name,
                owner.id(),
                owner.queues(),
                router,
                new Identifiers(name, (int) (settings.clock().millis() / MILLIS_PER_SECOND) + owner.countStart()),
                putTimes,
                settings.clock(),
                owner::attributes,
                timer,
                settings.authentication(),
                new Connections(),
                owner.faults(),
                owner.recorder(),
                new RunState(owner::refusedByCluster),
                new CountDownLatch(1));
        inbound = new DeadLetters(name, owner.queues(), router, owner::attributes, settings.clock(), putTimes);
        mover = new Mover(
                queue(owner, Router.CLUSTER_TRANSMISSION_QUEUE), owner::network, settings.clock(), deliveries, timer);
        CommandServer commandServer = new CommandServer(owner);
        commands = new QueueServer(environment, queue(owner, Product.COMMAND_QUEUE), commandServer::answer, deliveries);
        listener = new ChannelListener(
                new ChannelEnvironment(
                        environment,
                        new CallDispatcher(),
                        owner.channelTable(),
                        tls(owner),
                        deliveries,
                        settings.handshakeTimeout()),
                settings.address(),
                port);
    }

    void begin() {
        commands.start();
        mover.wake();
        listener.listen();
    }

    /** Has a queue's messages answered until the server is closed or this ends. */
    QueueServer serve(LocalQueue queue, Function<Message, List<Message>> answers) {
        QueueServer server = new QueueServer(environment, queue, answers, deliveries);
        servers.removeIf(QueueServer::isClosed);
        servers.add(server);
        server.start();
        return server;
    }

    Environment environment() {
        return environment;
    }

    ChannelListener listener() {
        return listener;
    }

    DeadLetters inbound() {
        return inbound;
    }

    Mover mover() {
        return mover;
    }

    /** Closes everything and waits until no thread of it is left. */
    void end() {
        environment.ended().countDown();
        listener.close();
        mover.close();
        commands.close();
        servers.forEach(QueueServer::close);
        timer.shutdownNow();
        deliveries.shutdown();
        try {
            boolean timerEnded = timer.awaitTermination(LAST_TASKS_SECONDS, TimeUnit.SECONDS);
            if (!deliveries.awaitTermination(LAST_TASKS_SECONDS, TimeUnit.SECONDS) || !timerEnded) {
                deliveries.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static LocalQueue queue(QueueManager owner, String name) {
        return Objects.requireNonNull(owner.queues().local(name), name);
    }

    private static @Nullable TlsAcceptor tls(QueueManager owner) {
        if (owner.settings().tls() == null) {
            return null;
        }
        return owner.settings().tls().acceptor(channel -> {
            ChannelDefinition definition = owner.channelTable().find(channel);
            return definition == null
                    ? Optional.empty()
                    : Optional.of(definition.text(ChannelAttributes.CERTLABL)).filter(label -> !label.isEmpty());
        });
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
