package io.mooring.jms.internal.wrap;

import io.mooring.jms.ReadAhead;
import io.mooring.jms.internal.ibm.IbmDestinations;
import io.mooring.jms.internal.send.UnitOfWorkSends;
import java.util.concurrent.TimeUnit;
import javax.jms.Destination;
import javax.jms.IllegalStateRuntimeException;
import javax.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * How the consumers of one session receive: where it is safe they read ahead, see {@link ReadAhead}.
 *
 * <p>That has a price that the application does not pay. The client takes a unit of work for begun as soon as a consumer
 * that reads ahead has asked for a message; after a move it calls that unit of work backed out (2003), though nothing was in
 * it. So as long as the application has had nothing and sent nothing since it last committed, the unit of work is begun anew
 * after a move: a message that came meanwhile goes back to its queue and is received again, and the commit of nothing
 * succeeds. Where the application has had something, it is told as ever.
 *
 * <p>Used by the session's thread.
 *
 * @param <X> what calls of the session fail with
 */
final class Reading<X extends Exception> {
    /** What begins the unit of work anew. */
    interface Renewal<X extends Exception> {
        void run() throws X;
    }

    /** A receive. */
    interface Receive<M, X extends Exception> {
        /** Receives within so many milliseconds; zero waits for ever. */
        @Nullable
        M within(long millis) throws X;
    }

    /** The timeout of a receive that does not wait. */
    static final long NO_WAIT = -1;

    /**
     * So long a receive that reads ahead waits at a time, in milliseconds. Closing from another thread waits for its end: the
     * client has no means to wake such a receive. Shorter ones would ask the queue manager more often.
     */
    private static final long SLICE = 1_000;

    /**
     * So long, in milliseconds, the application's own thread waits in a receive that reads ahead, where the receive before
     * had a message; see {@link ReceiveThreads}. Where messages follow each other no other thread is in their way.
     */
    private static final long OWN_SLICE = 20;

    private final Companion companion;
    private final boolean ahead;

    /** Rolls back or recovers; null where messages are acknowledged one by one. */
    private final @Nullable Renewal<X> renewal;

    private final @Nullable UnitOfWorkSends sends;

    /** Whether a consumer was made that reads ahead by our doing. */
    private boolean used;

    /** Whether the application has had a message of the present unit of work, or may have had one that we do not know of. */
    private boolean had;

    /** Whether no message came of late, so that a receive may wait long. */
    private boolean idle = true;

    /** Whether the thread that receives was interrupted, which it is to see afterwards. */
    private boolean interrupted;

    /** Whether others than we work with the session: a listener, or who has unwrapped it. */
    private boolean shared;

    /** The number of the link when the unit of work began. */
    private long epoch;

    private Reading(Companion companion, boolean ahead, @Nullable Renewal<X> renewal, @Nullable UnitOfWorkSends sends) {
        this.companion = companion;
        this.ahead = ahead;
        this.renewal = renewal;
        this.sends = sends;
        this.epoch = companion.watch().epoch();
    }

    /** For a transacted session. */
    static <X extends Exception> Reading<X> transacted(
            Companion companion, Renewal<X> rollback, UnitOfWorkSends sends) {
        return new Reading<>(companion, companion.readAhead() != ReadAhead.NEVER, rollback, sends);
    }

    /** For a session whose application acknowledges. */
    static <X extends Exception> Reading<X> acknowledged(Companion companion, Renewal<X> recover) {
        return new Reading<>(companion, companion.readAhead() != ReadAhead.NEVER, recover, null);
    }

    /** For a session that acknowledges by itself. */
    static <X extends Exception> Reading<X> automatic(Companion companion) {
        return new Reading<>(companion, companion.readAhead() == ReadAhead.ALWAYS, null, null);
    }

    /** What a consumer is to open for what the application has given. */
    Destination destination(Destination given) throws JMSException {
        if (!ahead) {
            return given;
        }
        Destination opened = IbmDestinations.readingAhead(given);
        used |= opened != given;
        return opened;
    }

    /**
     * Receives for the application. An interrupt neither ends nor harms it; the thread has it again afterwards.
     *
     * @param ahead whether the consumer reads ahead by our doing
     * @param timeout in milliseconds, zero for ever, {@link #NO_WAIT} not at all
     */
    <M> @Nullable M receive(boolean ahead, long timeout, Receive<M, X> receive) throws X {
        try {
            return receiveInTime(ahead, timeout, receive);
        } finally {
            if (interrupted) {
                interrupted = false;
                Thread.currentThread().interrupt();
            }
        }
    }

    private <M> @Nullable M receiveInTime(boolean ahead, long timeout, Receive<M, X> receive) throws X {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeout);
        long left = timeout;
        boolean again = false;
        while (true) {
            try {
                M message = ahead ? slice(left, receive) : received(left, receive);
                again = true;
                boolean renewed = renew();
                if (!renewed) {
                    had |= message != null;
                }
                left = timeout <= 0 ? timeout : TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                boolean over = !ahead || timeout < 0 || (timeout > 0 && left <= 0);
                if (message == null ? over : !renewed) {
                    return message;
                }
                left = timeout > 0 ? Math.max(1, left) : left;
            } catch (Exception e) {
                if (again && isClosed(e)) {
                    return null;
                }
                throw e;
            }
        }
    }

    /** Waits for a part of what is left: after a message on this thread at first, else on one that nobody interrupts. */
    private <M> @Nullable M slice(long left, Receive<M, X> receive) throws X {
        keepInterrupt();
        long longest = idle ? SLICE : OWN_SLICE;
        long slice = left == 0 ? longest : Math.min(left, longest);
        M message = idle && slice > 0
                ? received(slice, millis -> companion.receiveThreads().receive(receive, millis))
                : received(slice, receive);
        idle = message == null;
        keepInterrupt();
        return message;
    }

    /** Takes an interrupt off the thread, which the client's next call would break its link for, or swallow. */
    private void keepInterrupt() {
        interrupted |= Thread.interrupted();
    }

    /** A consumer that was closed while a receive waited: the receive ends without a message, as JMS has it. */
    private static boolean isClosed(Exception failure) {
        return failure instanceof javax.jms.IllegalStateException || failure instanceof IllegalStateRuntimeException;
    }

    /** Begins the unit of work anew if a move has spoiled it, and the application has nothing in it. */
    private boolean renew() throws X {
        if (renewal == null || !isUntouched() || epoch == companion.watch().epoch()) {
            return false;
        }
        begun();
        renewal.run();
        return true;
    }

    private <M> @Nullable M received(long timeout, Receive<M, X> receive) throws X {
        boolean failed = true;
        try {
            M message = receive.within(timeout);
            failed = false;
            return message;
        } finally {
            // It may have failed with a message in its hand.
            had |= failed;
        }
    }

    /** A unit of work has ended as the application wanted or was told, and another begins. */
    void begun() {
        had = false;
        epoch = companion.watch().epoch();
        if (sends != null) {
            sends.begun();
        }
    }

    /** Others than we may receive or send in the session from now on. */
    void share() {
        shared = true;
    }

    /** Whether the unit of work is there only because a consumer of ours has asked for a message. */
    boolean isUntouched() {
        return used && !had && !shared && (sends == null || sends.isUntouched());
    }
}
