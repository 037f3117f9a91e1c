package io.mooring.embedded.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One accepting end on a loopback port, and plain JSSE clients for it. */
final class Handshake implements AutoCloseable {
    /** Long enough for any handshake, short enough for a test that fails. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ServerSocket listener;
    private final TlsAcceptor acceptor;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Handshake(TlsAcceptor acceptor) throws IOException {
        this.acceptor = acceptor;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Accepts the next connection on a thread of its own. */
    CompletableFuture<AcceptedSocket> accepted() {
        return accepted(TIMEOUT);
    }

    CompletableFuture<AcceptedSocket> accepted(Duration silence) {
        CompletableFuture<AcceptedSocket> result = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                Socket socket = listener.accept();
                socket.setSoTimeout((int) silence.toMillis());
                result.complete(acceptor.accept(socket));
            } catch (IOException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Accepts connections until closed, each served on a thread of its own; refused ones are passed over. */
    void acceptAll(Consumer<AcceptedSocket> each) {
        threads.execute(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    sockets.add(socket);
                    threads.execute(() -> serve(socket, each));
                } catch (IOException e) {
                    if (!listener.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
    }

    private void serve(Socket socket, Consumer<AcceptedSocket> each) {
        try (AcceptedSocket accepted = acceptor.accept(socket)) {
            each.accept(accepted);
        } catch (IOException e) {
            // A client that is not content hangs up; what it reports is what the test looks at.
        }
    }

    /** Runs on a thread of this test's, which ends with it. */
    void inBackground(Runnable work) {
        threads.execute(work);
    }

    /** A client socket that has not shaken hands yet. */
    SSLSocket client(SSLContext context, String protocol, String serverName) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        if (!serverName.isEmpty()) {
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
        }
        socket.setSSLParameters(parameters);
        return socket;
    }

    /** A client without TLS. */
    Socket plainClient() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        return socket;
    }

    /** The result, or the exception that the accepting end had. */
    static AcceptedSocket get(CompletableFuture<AcceptedSocket> accepted) throws Exception {
        try {
            return accepted.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } catch (TimeoutException e) {
            throw new AssertionError("the accepting end neither accepted nor refused within " + TIMEOUT, e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close(); // the IBM client leaves its end open after a wrong peer name
        }
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("a thread of the accepting end is still busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the accepting end comes to its end", e);
        }
    }
}
