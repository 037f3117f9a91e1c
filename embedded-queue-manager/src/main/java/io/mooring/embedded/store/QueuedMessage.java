package io.mooring.embedded.store;

import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import java.util.Comparator;

/** A message on a queue: with its place in the queue, its expiry and how often a get of it was backed out. */
public final class QueuedMessage {
    /** Higher priority first, then first come, first served. */
    static final Comparator<QueuedMessage> QUEUE_ORDER =
            (a, b) -> a.rank != b.rank ? Integer.compare(b.rank, a.rank) : Long.compare(a.sequence, b.sequence);

    /** First to expire first. */
    static final Comparator<QueuedMessage> EXPIRY_ORDER = Comparator.<QueuedMessage>comparingLong(
                    message -> message.expiresAt)
            .thenComparingLong(message -> message.sequence);

    private static final long NEVER = Long.MAX_VALUE;
    private static final int MILLIS_PER_TENTH = 100;

    private final Message message;
    private final int rank;
    private final long sequence;
    private final long arrivedAt;
    private final long expiresAt;
    private int backoutCount; // guarded by the queue's monitor; read by the one connection that has got the message

    QueuedMessage(Message message, int rank, long sequence, long arrivedAt) {
        this.message = message;
        this.rank = rank;
        this.sequence = sequence;
        this.arrivedAt = arrivedAt;
        int expiry = message.descriptor().expiry();
        this.expiresAt = expiry == MessageDescriptor.UNLIMITED ? NEVER : arrivedAt + (long) expiry * MILLIS_PER_TENTH;
        this.backoutCount = message.descriptor().backoutCount();
    }

    /** The message as it was put. */
    public Message message() {
        return message;
    }

    /**
     * The message as a get at this moment shows it: with its backout count and what is left of its expiry.
     *
     * @param now milliseconds since the epoch
     */
    public Message asGot(long now) {
        MessageDescriptor md = message.descriptor();
        if (backoutCount == md.backoutCount() && expiresAt == NEVER) {
            return message;
        }
        int expiry = expiresAt == NEVER
                ? MessageDescriptor.UNLIMITED
                : (int) Math.max(1, (expiresAt - now + MILLIS_PER_TENTH - 1) / MILLIS_PER_TENTH);
        return new Message(
                md.toBuilder().backoutCount(backoutCount).expiry(expiry).build(), message.body());
    }

    /** A number, not 0, that no other message of this queue has or had. */
    public long token() {
        return sequence;
    }

    /** How often a get of it was backed out. */
    public int backoutCount() {
        return backoutCount;
    }

    /** When it was put, milliseconds since the epoch. */
    public long arrivedAt() {
        return arrivedAt;
    }

    /** A place behind all messages that are kept at the same priority. */
    QueuedMessage behindItsPriority() {
        return new QueuedMessage(message, rank, Long.MAX_VALUE, arrivedAt);
    }

    void countBackout() {
        backoutCount++;
    }

    boolean expires() {
        return expiresAt != NEVER;
    }

    boolean expired(long now) {
        return now >= expiresAt;
    }
}
