package io.mooring.receipt;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import java.time.Instant;

/**
 * A ring of receipts, taken apart into arrays: 76 bytes an entry where objects would take some 250.
 *
 * <p>Entries are numbered from 0 for ever; the last {@link #capacity()} of them are there. Not safe for threads.
 */
final class Entries {
    /** Longs of one entry: message id, correlation id, instant, epoch. */
    private static final int LONGS = 8;

    private static final int CORRELATION = 3;
    private static final int AT = 6;
    private static final int EPOCH = 7;

    private static final long NANOS = 1_000_000_000;

    private final int capacity;
    private final long[] longs;
    private final PutState[] states;
    private final Names.Name<?>[] queues;
    private final Names.Name<?>[] queueManagers;
    private final Names<String> queueNames = new Names<>();
    private final Names<QueueManagerName> queueManagerNames = new Names<>();
    private long next;

    Entries(int capacity) {
        this.capacity = capacity;
        longs = new long[capacity * LONGS];
        states = new PutState[capacity];
        queues = new Names.Name<?>[capacity];
        queueManagers = new Names.Name<?>[capacity];
    }

    int capacity() {
        return capacity;
    }

    /** The number that the next entry will have. */
    long next() {
        return next;
    }

    /** The number of the oldest entry that is there; that of the next one if there is none. */
    long oldest() {
        return Math.max(0, next - capacity);
    }

    boolean holds(long entry) {
        return entry >= oldest() && entry < next;
    }

    long add(PutReceipt receipt) {
        long nanos = nanos(receipt.at());
        long entry = next++;
        int slot = slot(entry);
        int at = slot * LONGS;
        longs[at] = receipt.messageId().high();
        longs[at + 1] = receipt.messageId().middle();
        longs[at + 2] = receipt.messageId().low();
        longs[at + CORRELATION] = receipt.correlationId().high();
        longs[at + CORRELATION + 1] = receipt.correlationId().middle();
        longs[at + CORRELATION + 2] = receipt.correlationId().low();
        longs[at + AT] = nanos;
        longs[at + EPOCH] = receipt.epoch();
        states[slot] = receipt.state();
        queues[slot] = queueNames.exchange(queues[slot], receipt.queue());
        queueManagers[slot] = queueManagerNames.exchange(queueManagers[slot], receipt.queueManager());
        return entry;
    }

    PutReceipt get(long entry) {
        int slot = slot(entry);
        int at = slot * LONGS;
        return new PutReceipt(
                new MessageId(longs[at], longs[at + 1], longs[at + 2]),
                new CorrelationId(longs[at + CORRELATION], longs[at + CORRELATION + 1], longs[at + CORRELATION + 2]),
                (String) queues[slot].value(),
                (QueueManagerName) queueManagers[slot].value(),
                Instant.ofEpochSecond(Math.floorDiv(longs[at + AT], NANOS), Math.floorMod(longs[at + AT], NANOS)),
                longs[at + EPOCH],
                states[slot]);
    }

    void setState(long entry, PutState state) {
        states[slot(entry)] = state;
    }

    boolean hasMessageId(long entry, MessageId id) {
        return has(slot(entry) * LONGS, id.high(), id.middle(), id.low());
    }

    boolean hasCorrelationId(long entry, CorrelationId id) {
        return has(slot(entry) * LONGS + CORRELATION, id.high(), id.middle(), id.low());
    }

    private boolean has(int at, long high, long middle, long low) {
        // From behind: ids of one queue manager begin alike.
        return longs[at + 2] == low && longs[at + 1] == middle && longs[at] == high;
    }

    private int slot(long entry) {
        return (int) (entry % capacity);
    }

    /** Nanoseconds since 1970, which a long can count until 2262. */
    private static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS), at.getNano());
    }
}
