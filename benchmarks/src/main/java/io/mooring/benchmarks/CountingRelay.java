package io.mooring.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** Stands between clients and a queue manager on loopback and counts the bytes of TCP's payload in both directions. */
final class CountingRelay implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final ServerSocket listening;
    private final int port;
    private final LongAdder bytes;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** Listens on a free port and relays to this one. */
    CountingRelay(int port, LongAdder bytes) throws IOException {
        this.port = port;
        this.bytes = bytes;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                sockets.add(client);
                Socket server = new Socket();
                sockets.add(server);
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                start(() -> copy(client, server));
                start(() -> copy(server, client));
            }
        } catch (IOException e) {
            close(); // nobody listens any more
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.add(read);
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            return; // one of them has ended
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(null, task, "relay", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("a socket of the relay did not close", e);
        }
    }
}
