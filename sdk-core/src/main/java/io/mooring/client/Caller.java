package io.mooring.client;

import io.mooring.MessageId;
import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.internal.link.Link;
import io.mooring.internal.link.LinkKeeper;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Conversation;
import io.mooring.internal.mq.GetRequest;
import io.mooring.message.MqMessage;
import io.mooring.observe.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls outside a unit of work on whatever link there is, and decides what may be made again on another.
 *
 * <p>A call that had no effect because its link ended is made again. A put of which nobody knows is not.
 */
final class Caller {
    /**
     * A longer wait is cut into such pieces, so that a thread that waits for a message notices within this time that its
     * link was left on purpose, or its client closed.
     */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final String client;
    private final LinkKeeper keeper;
    private final Receipts receipts;
    private final Telemetry telemetry;

    /** What ends with the client. */
    private final Set<Runnable> endings = ConcurrentHashMap.newKeySet();

    private volatile boolean ended;

    /** A call on a conversation. */
    interface Call<T extends @Nullable Object> {
        T on(Conversation conversation) throws CallFailure;
    }

    Caller(String client, LinkKeeper keeper, Receipts receipts, Telemetry telemetry) {
        this.client = client;
        this.keeper = keeper;
        this.receipts = receipts;
        this.telemetry = telemetry;
    }

    String client() {
        return client;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    Receipts receipts() {
        return receipts;
    }

    LinkKeeper keeper() {
        return keeper;
    }

    /** Runs something when the client is closed, at once if it was; it must bear to be run twice, and not wait. */
    void atEnd(Runnable ending) {
        endings.add(ending);
        if (ended) {
            ending.run();
        }
    }

    void forgetEnding(Runnable ending) {
        endings.remove(ending);
    }

    /** Ends what was to end with the client. */
    void end() {
        ended = true;
        List.copyOf(endings).forEach(Runnable::run);
    }

    PutReceipt put(String queue, MqMessage message) {
        while (true) {
            Link link = link();
            Conversation conversation = null;
            boolean usable = false;
            try {
                conversation = link.borrow();
                MessageId id = conversation.put(queue, message, false);
                usable = true;
                return receipts.of(link, queue, id, message, PutState.STORED);
            } catch (CallFailure failure) {
                keeper.noteFailure(link, failure);
                if (failure.isInDoubt()) {
                    throw inDoubt(link, queue, message, failure);
                }
                if (!failure.endsLink()) {
                    usable = true;
                    throw refused("The put to " + queue, link, failure);
                }
            } finally {
                giveBack(link, conversation, usable);
            }
        }
    }

    /** The exception for a put that nobody knows the end of, with its receipt recorded. */
    PutInDoubtException inDoubt(Link link, String queue, MqMessage message, CallFailure failure) {
        PutReceipt receipt = receipts.of(link, queue, message.messageId(), message, PutState.IN_DOUBT);
        return new PutInDoubtException(receipt, failure.reason(), failure.getCause());
    }

    /** The next message, null if none came in this time or there was no link to get one from. */
    @Nullable
    MqMessage get(String queue, Duration wait, GetRequest what) {
        long end = System.nanoTime() + nanos(wait);
        while (true) {
            long left = end - System.nanoTime();
            Link link = keeper.await(Math.max(left, 0));
            if (link == null) {
                return null;
            }
            left = Math.max(end - System.nanoTime(), 0);
            GetRequest piece = new GetRequest(false, millis(left), what.messageId(), what.correlationId());
            Conversation conversation = null;
            boolean usable = false;
            try {
                conversation = link.borrow();
                MqMessage message = conversation.get(queue, piece);
                usable = true;
                if (message != null) {
                    telemetry.got(queue, link.queueManager());
                }
                if (message != null || end - System.nanoTime() <= 0) {
                    return message;
                }
            } catch (CallFailure failure) {
                keeper.noteFailure(link, failure);
                if (!failure.endsLink()) {
                    usable = true;
                    throw refused("The get from " + queue, link, failure);
                }
            } finally {
                giveBack(link, conversation, usable);
            }
        }
    }

    /** A call that does no harm when it is made twice. */
    <T extends @Nullable Object> T repeatable(String what, Call<T> call) {
        while (true) {
            Link link = link();
            Conversation conversation = null;
            boolean usable = false;
            try {
                conversation = link.borrow();
                T answer = call.on(conversation);
                usable = true;
                return answer;
            } catch (CallFailure failure) {
                keeper.noteFailure(link, failure);
                if (!failure.endsLink()) {
                    usable = true;
                    throw refused(what, link, failure);
                }
            } finally {
                giveBack(link, conversation, usable);
            }
        }
    }

    /** The present link; waits until there is one or there never will be. */
    Link link() {
        Link link = keeper.await(Long.MAX_VALUE);
        if (link == null) {
            throw new IllegalStateException("A wait without end has ended.");
        }
        return link;
    }

    /** What the queue manager refused, for the application. */
    MqException refused(String what, Link link, CallFailure failure) {
        return new MqException(
                what + " on " + link.queueManager() + " was refused (client " + client + ").",
                failure.reason(),
                failure.getCause());
    }

    static void giveBack(Link link, @Nullable Conversation conversation, boolean usable) {
        if (conversation != null && usable) {
            link.giveBack(conversation);
        } else if (conversation != null) {
            link.discard(conversation);
        }
    }

    /** Waits beyond 292 years are none that anybody can tell from these. */
    static long nanos(Duration wait) {
        try {
            return Math.min(wait.toNanos(), Long.MAX_VALUE / 2);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE / 2;
        }
    }

    /** How long the queue manager is asked to wait at once when so much is left. */
    static int millis(long nanos) {
        return (int) Math.min((nanos + 999_999) / 1_000_000, LONGEST_WAIT.toMillis());
    }
}
