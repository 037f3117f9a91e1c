package io.mooring.embedded.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a port and starts a thread for each client. Safe for use by many threads. */
public final class ChannelListener {
    private static final Logger log = LoggerFactory.getLogger(ChannelListener.class);
    private static final long CLEAN_UP_SECONDS = 10;
    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Sockets that have not got as far as an MQCONN; of more, the oldest goes, so that newcomers get in. */
    private static final int MOST_HALF_OPEN = 1024;

    private final ChannelEnvironment environment;
    private final InetAddress address;
    private final Set<ChannelInstance> instances = ConcurrentHashMap.newKeySet();
    private final Set<ChannelInstance> halfOpen = new LinkedHashSet<>(); // guarded by itself
    private final BusyWait busyWait = new BusyWait();
    private int port; // guarded by this
    private @Nullable ServerSocket server; // guarded by this
    private @Nullable Thread acceptor; // guarded by this
    private volatile boolean blackHole;
    private volatile boolean closed;

    /**
     * A listener that does not listen yet.
     *
     * @param port to listen on; 0 for a free one, which is then kept
     */
    public ChannelListener(ChannelEnvironment environment, InetAddress address, int port) {
        this.environment = environment;
        this.address = address;
        this.port = port;
    }

    /**
     * Begins to listen; does nothing if it does.
     *
     * @throws UncheckedIOException if the port is in use
     */
    public synchronized void listen() {
        if (server != null || closed) {
            return;
        }
        ServerSocket listening;
        try {
            listening = FreePort.bind(address, port);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    environment.calls().name() + " cannot listen on " + address.getHostAddress() + ":" + port
                            + "; port 0 would take a free one",
                    e);
        }
        server = listening;
        port = listening.getLocalPort();
        acceptor = startThread("listener " + port, () -> acceptAll(listening));
    }

    /**
     * Stops listening; running instances go on. New clients get "connection refused".
     *
     * <p>The system keeps the port until the accepting thread has left its call, so this waits for it: who starts the queue
     * manager again at once must find the port free.
     */
    public synchronized void stopListening() {
        closeQuietly(server);
        server = null;
        try {
            if (acceptor != null) {
                acceptor.join(TimeUnit.SECONDS.toMillis(CLEAN_UP_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        acceptor = null;
    }

    /** The port; 0 before the first {@link #listen} if a free one is wanted. */
    public synchronized int port() {
        return port;
    }

    /** Whether it listens and answers. */
    public synchronized boolean accepting() {
        return server != null && !blackHole;
    }

    /** The sockets of clients. */
    public List<ChannelInstance> instances() {
        return List.copyOf(instances);
    }

    /** Swallows what all present and future clients send, without an answer, until it is told otherwise. */
    public void blackHole(boolean swallow) {
        blackHole = swallow;
        if (swallow) {
            instances.forEach(ChannelInstance::blackHole);
        } else {
            dropSockets(); // what was swallowed cannot be answered any more
        }
    }

    /** Closes all sockets, as a crash would, and waits until the connections are cleaned up. */
    public void dropSockets() {
        List<ChannelInstance> all = instances();
        all.forEach(ChannelInstance::drop);
        awaitEnd(all);
    }

    /** Stops listening, closes all sockets and waits for their threads. */
    public void close() {
        closed = true;
        stopListening();
        dropSockets();
    }

    /** Waits until instances are cleaned up. */
    public void awaitEnd(List<ChannelInstance> ending) {
        try {
            for (ChannelInstance instance : ending) {
                if (!instance.awaitEnd(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
                    log.warn(
                            "{}: the clean-up of {} takes long",
                            environment.calls().name(),
                            instance.connectionName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void ended(ChannelInstance instance) {
        instances.remove(instance);
    }

    /** The handshake is over, one way or the other. */
    void established(ChannelInstance instance) {
        synchronized (halfOpen) {
            halfOpen.remove(instance);
        }
    }

    private void begins(ChannelInstance instance) {
        ChannelInstance oldest = null;
        synchronized (halfOpen) {
            halfOpen.add(instance);
            if (halfOpen.size() > MOST_HALF_OPEN) {
                oldest = halfOpen.iterator().next();
                halfOpen.remove(oldest);
            }
        }
        if (oldest != null) {
            log.warn(
                    "{}: {} clients have a socket and no connection yet; the oldest, from {}, is dropped",
                    environment.calls().name(),
                    MOST_HALF_OPEN,
                    oldest.connectionName());
            oldest.drop();
        }
    }

    /** How its sockets wait for their clients. */
    BusyWait busyWait() {
        return busyWait;
    }

    Negotiation.Instances instances(ChannelInstance ofClient) {
        return new Negotiation.Instances() {
            @Override
            public int ofChannel(String channel) {
                return (int) instances.stream()
                        .filter(other -> other.channelName().equals(channel))
                        .count();
            }

            @Override
            public int ofClient(String channel) {
                return (int) instances.stream()
                        .filter(other -> other.channelName().equals(channel))
                        .filter(other -> other.connectionName().equals(ofClient.connectionName()))
                        .count();
            }
        };
    }

    private void acceptAll(ServerSocket accepting) {
        while (!accepting.isClosed()) {
            try {
                accepted(accepting.accept());
            } catch (IOException e) {
                if (!accepting.isClosed()) {
                    log.warn(
                            "{}: accepting a client failed", environment.calls().name(), e);
                    LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS); // no file descriptors: that takes a while
                }
            }
        }
    }

    private void accepted(Socket socket) {
        ChannelInstance instance = new ChannelInstance(environment, socket, this);
        instances.add(instance);
        if (blackHole) {
            instance.blackHole();
        }
        begins(instance);
        try {
            startThread("client " + instance.connectionName() + ":" + socket.getPort(), instance::run);
        } catch (OutOfMemoryError noThread) { // this is how the JVM says that there are too many
            log.error(
                    "{}: no thread can be started for {}, its socket is closed",
                    environment.calls().name(),
                    instance.connectionName(),
                    noThread);
            instance.notStarted();
        }
        if (closed) {
            instance.drop();
        }
    }

    private Thread startThread(String name, Runnable task) {
        Thread thread = new Thread(task, environment.calls().name() + " " + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void closeQuietly(@Nullable ServerSocket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            log.debug("{}: closing the listener failed", environment.calls().name(), e);
        }
    }
}
