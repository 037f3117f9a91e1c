package io.mooring.samples;

import io.mooring.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A hop between clients and a queue manager, as IBM MQIPT or a floating address is one: takes connections on a port of
 * 127.0.0.1 and passes on what comes, in both directions. For tests and first tries; it has no limits and no access control.
 */
public final class Relay implements AutoCloseable {
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> serverNames = new CopyOnWriteArrayList<>();
    private volatile Endpoint target;

    private Relay(ServerSocketFactory sockets, Endpoint target) throws IOException {
        this.listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        begin("relay " + endpoint(), this::accept);
    }

    /** Passes on bytes as they are, of TLS as well: what MQIPT does with SSLProxyMode=true, or without any of TLS. */
    public static Relay to(Endpoint target) throws IOException {
        return new Relay(ServerSocketFactory.getDefault(), target);
    }

    /** Ends TLS with a certificate of its own and goes on without: what MQIPT does with SSLServer=true. */
    public static Relay endingTls(SSLContext certificate, Endpoint target) throws IOException {
        return new Relay(certificate.getServerSocketFactory(), target);
    }

    /** Where clients connect to. */
    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", listener.getLocalPort());
    }

    /** The server names (SNI) that clients asked for, where TLS ends here: one for each connection. */
    public List<String> serverNames() {
        return List.copyOf(serverNames);
    }

    /** From now on leads elsewhere, as a floating address does when another machine takes it over: all sockets are lost. */
    public void moveTo(Endpoint other) {
        target = other;
        open.forEach(Relay::end);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            open.add(client);
            begin("relay of " + client.getRemoteSocketAddress(), () -> passOn(client));
        }
    }

    private void passOn(Socket client) throws IOException {
        try (client) {
            if (client instanceof SSLSocket tls && tls.getSession() instanceof ExtendedSSLSession session) {
                session.getRequestedServerNames().stream()
                        .map(name -> new SNIHostName(name.getEncoded()).getAsciiName())
                        .forEach(serverNames::add);
            }
            Endpoint to = target;
            try (Socket queueManager = new Socket(to.host(), to.port())) {
                open.add(queueManager);
                client.setTcpNoDelay(true);
                queueManager.setTcpNoDelay(true);
                begin("relay to " + to, () -> copy(client, queueManager));
                copy(queueManager, client);
                open.remove(queueManager);
            }
        } finally {
            open.remove(client);
        }
    }

    /** Until one of both ends; then both do. */
    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private interface Job {
        void run() throws IOException;
    }

    private static void begin(String name, Job job) {
        Thread thread = new Thread(
                () -> {
                    try {
                        job.run();
                    } catch (IOException ended) {
                        // A socket was closed, here or at the other end: that is how each job of a relay ends.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception alreadyGone) {
            // Nothing is left to be closed then.
        }
    }

    @Override
    public void close() {
        end(listener);
        open.forEach(Relay::end);
    }
}
