package io.mooring.jms.internal.ibm;

import com.ibm.mq.exits.MQCD;
import com.ibm.mq.exits.MQCXP;
import com.ibm.mq.exits.WMQSecurityExit;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A channel security exit that watches the sockets of one JMS connection, and does nothing else.
 *
 * <p>IBM's client makes one for each socket, by the name of this class and with the data of the factory (observed), and only
 * shares sockets between connections whose data is the same. The data is the key of a connection: so whatever happens to a
 * socket is told to the one connection that it belongs to.
 *
 * <p>What calls an exit is public API ({@code com.ibm.mq.exits}); the meaning of the numbers is in IBM's documentation of
 * MQCXP.
 */
public final class SocketExit implements WMQSecurityExit {
    private static final int MQXR_INIT = 11;
    private static final int MQXR_TERM = 12;
    private static final int MQXR_INIT_SEC = 16;
    private static final int MQXCC_OK = 0;

    /** Who watches, by key. Weakly: a connection that nobody closes is not kept by its watch. */
    private static final Map<String, WeakReference<Watcher>> WATCHERS = new ConcurrentHashMap<>();

    private final @Nullable Watcher watcher;

    /** Who is told of the sockets of a connection, on any thread, and returns at once. */
    public interface Watcher {
        /** A socket was started. */
        void socketStarted(Object socket);

        /**
         * The queue manager has said who it is.
         *
         * @param queueManager its name
         * @param endpoint where the socket leads to, as {@code host(port)}
         */
        void socketAnswered(Object socket, String queueManager, String endpoint);

        /** The socket has ended, whoever ended it. */
        void socketEnded(Object socket);
    }

    /**
     * Called by IBM's client for each socket.
     *
     * @param key the data of the factory
     */
    public SocketExit(@Nullable String key) {
        WeakReference<Watcher> reference = key == null ? null : WATCHERS.get(key.strip());
        this.watcher = reference == null ? null : reference.get();
    }

    /** From now on this one is told of the sockets of the connection with the key, until it is forgotten. */
    static void watch(String key, Watcher watcher) {
        WATCHERS.values().removeIf(reference -> reference.get() == null);
        WATCHERS.put(key, new WeakReference<>(watcher));
    }

    /** Nobody is told of further sockets of the connection; those that are there tell until they end. */
    public static void forget(String key, Watcher watcher) {
        WATCHERS.computeIfPresent(key, (same, reference) -> reference.get() == watcher ? null : reference);
    }

    /** How many connections are watched. */
    public static int watched() {
        return WATCHERS.size();
    }

    /** Whether the client, which looks for exits with the class loader that it came by, finds this one. */
    static boolean isFound() {
        try {
            ClassLoader loader = JmsFactoryFactory.class.getClassLoader();
            return Class.forName(SocketExit.class.getName(), false, loader) == SocketExit.class;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    public ByteBuffer channelSecurityExit(MQCXP parameters, MQCD channel, ByteBuffer data) {
        parameters.setExitResponse(MQXCC_OK);
        if (watcher != null) {
            switch (parameters.getExitReason()) {
                case MQXR_INIT -> watcher.socketStarted(this);
                case MQXR_INIT_SEC ->
                    watcher.socketAnswered(this, text(parameters.getPartnerName()), text(channel.getConnectionName()));
                case MQXR_TERM -> watcher.socketEnded(this);
                default -> {
                    // Other moments of a socket's life are no concern of ours.
                }
            }
        }
        return data;
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }
}
