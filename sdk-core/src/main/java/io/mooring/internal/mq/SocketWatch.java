package io.mooring.internal.mq;

import com.ibm.mq.exits.MQCD;
import com.ibm.mq.exits.MQCXP;
import com.ibm.mq.exits.WMQSecurityExit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel security exit that watches the sockets of one link, and does nothing else.
 *
 * <p>The client calls it with the queue manager's real name when a socket starts, and at once when a socket ends: on its
 * own receiving thread if the other end is gone (observed: 3 to 20 ms after), on the closing thread if we close. So a lost
 * link is noticed without a call. A client shares sockets only between conversations that have the same exit: each link has
 * one of its own, and never gets a socket of the link before it.
 *
 * <p>A socket whose first conversation was refused ends, too; that is no loss. So a socket counts only from the moment its
 * first conversation was there. It is told from others by the parameter object that the client hands to all calls about it.
 *
 * <p>What calls an exit is public API ({@code com.ibm.mq.exits}); the meaning of the numbers is in IBM's documentation of
 * MQCXP; when, on which thread and with which object they come was observed.
 */
public final class SocketWatch implements WMQSecurityExit {
    private static final int MQXR_INIT = 11;
    private static final int MQXR_TERM = 12;
    private static final int MQXR_INIT_SEC = 16;
    private static final int MQXCC_OK = 0;

    /** Set on a thread while it closes a conversation itself: the end of the socket is no news then. */
    private static final ThreadLocal<Boolean> CLOSING = new ThreadLocal<>();

    /** The sockets that the thread has started since it began to dial. */
    private static final ThreadLocal<List<MQCXP>> DIALLED = new ThreadLocal<>();

    private enum Socket {
        /** Its first conversation is being started. */
        STARTING,
        /** It has ended while that was so. */
        ENDED,
        /** Its first conversation was refused; it will end, if it has not ended yet. */
        REFUSED
    }

    private final Runnable socketLost;
    private volatile @Nullable String partner;

    /** Sockets without a conversation. Guarded by this. */
    private final IdentityHashMap<MQCXP, Socket> unused = new IdentityHashMap<>();

    /** Guarded by this. */
    private boolean armed;

    /** Guarded by this. */
    private boolean lost;

    /** A call to IBM's client that may start a socket. */
    interface Dialling<T> {
        T dial() throws CallFailure;
    }

    /**
     * A watch for one link, silent until {@link #arm()}.
     *
     * @param socketLost called for each socket that ended without our doing, on a thread of IBM's client that must not be
     *     kept
     */
    public SocketWatch(Runnable socketLost) {
        this.socketLost = socketLost;
    }

    /** From now on the end of a socket is told; at once, if one has ended already. */
    public void arm() {
        boolean lostBefore;
        synchronized (this) {
            armed = true;
            lostBefore = lost;
        }
        if (lostBefore) {
            socketLost.run();
        }
    }

    /** The queue manager's name as it gave it when the first socket started; empty before, or if exits are not called. */
    Optional<String> partner() {
        return Optional.ofNullable(partner);
    }

    @Override
    public ByteBuffer channelSecurityExit(MQCXP parameters, MQCD channel, ByteBuffer data) {
        switch (parameters.getExitReason()) {
            case MQXR_INIT -> started(parameters);
            case MQXR_INIT_SEC -> {
                String name = parameters.getPartnerName();
                if (name != null && !name.isBlank()) {
                    partner = name.strip();
                }
            }
            case MQXR_TERM -> ended(parameters);
            default -> {
                // Other moments of a socket's life are no concern of ours.
            }
        }
        parameters.setExitResponse(MQXCC_OK);
        return data;
    }

    private void started(MQCXP socket) {
        List<MQCXP> dialled = DIALLED.get();
        if (dialled != null) {
            dialled.add(socket);
            synchronized (this) {
                unused.put(socket, Socket.STARTING);
            }
        }
    }

    private void ended(MQCXP socket) {
        synchronized (this) {
            Socket state = unused.get(socket);
            if (state == Socket.STARTING) {
                unused.put(socket, Socket.ENDED);
                return;
            }
            if (state != null) {
                unused.remove(socket);
                return;
            }
        }
        if (CLOSING.get() == null) {
            noteLoss();
        }
    }

    private void noteLoss() {
        boolean tell;
        synchronized (this) {
            lost = true;
            tell = armed;
        }
        if (tell) {
            socketLost.run();
        }
    }

    /** Starts a conversation of this link; what it starts of sockets counts from its success on. */
    <T> T whileDialling(Dialling<T> dialling) throws CallFailure {
        List<MQCXP> dialled = new ArrayList<>(1);
        DIALLED.set(dialled);
        boolean succeeded = false;
        try {
            T result = dialling.dial();
            succeeded = true;
            return result;
        } finally {
            DIALLED.remove();
            if (settle(dialled, succeeded)) {
                noteLoss();
            }
        }
    }

    /** Whether one of these sockets was in use and has ended. */
    private synchronized boolean settle(List<MQCXP> dialled, boolean succeeded) {
        boolean ended = false;
        for (MQCXP socket : dialled) {
            Socket state = unused.remove(socket);
            if (succeeded) {
                ended |= state == Socket.ENDED;
            } else if (state == Socket.STARTING) {
                unused.put(socket, Socket.REFUSED);
            }
        }
        return ended;
    }

    /** Runs what closes a conversation, so that the end of its socket is not taken for a loss. */
    static void whileClosing(Runnable close) {
        CLOSING.set(Boolean.TRUE);
        try {
            close.run();
        } finally {
            CLOSING.remove();
        }
    }
}
