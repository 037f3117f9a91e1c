package io.mooring.embedded.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Binds server sockets, to a free port if none is named.
 *
 * <p>The free port is not one of those that the system gives to clients: while a queue manager is away, a client that
 * tries to reconnect could be given the very port that it connects to, and would then talk to itself and keep the queue
 * manager from coming back.
 */
final class FreePort {
    private static final int BACKLOG = 1024;
    private static final int ATTEMPTS = 100;

    /** Above the well-known ports, below where Linux (32768) and others (49152) begin to give ports to clients. */
    private static final int LOWEST = 16_384;

    private static final int HIGHEST = 32_767;

    private FreePort() {}

    /**
     * A server socket on a port, or on a free one for 0.
     *
     * @throws IOException if the port is in use
     */
    static ServerSocket bind(InetAddress address, int port) throws IOException {
        if (port != 0) {
            return bound(address, port);
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return bound(address, ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1));
            } catch (IOException inUse) {
                // the next one
            }
        }
        return bound(address, 0);
    }

    private static ServerSocket bound(InetAddress address, int port) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(address, port), BACKLOG);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }
}
