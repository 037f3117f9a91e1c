package io.mooring.receipt;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The most recent puts of a process, found by message id, correlation id, time or queue manager.
 *
 * <p>It answers the question that a support team asks first: where is this message? It holds a fixed number of entries
 * and forgets the oldest when a new one comes; about 100 bytes of heap an entry, all of it taken at the beginning, beside
 * the names of queues and queue managers, which are held once each.
 *
 * <p>May be used by any thread. Recording and settling take a lock for less than a microsecond; a query by id is as quick.
 * The other queries look at every entry, in portions, and let puts through between them: what is recorded or forgotten
 * meanwhile may or may not be in the answer.
 */
public final class PutLedger {
    /** The most entries that a ledger can hold. */
    public static final int MAX_ENTRIES = 1 << 24;

    /** So many entries are looked at under the lock at once. */
    private static final int PORTION = 512;

    /** Guards everything below. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Entries entries;
    private final IdIndex byMessageId;
    private final IdIndex byCorrelationId;

    private PutLedger(int capacity) {
        entries = new Entries(capacity);
        byMessageId = new IdIndex(capacity);
        byCorrelationId = new IdIndex(capacity);
    }

    /**
     * An empty ledger.
     *
     * @param entries how many puts it remembers, 1 to {@value #MAX_ENTRIES}
     * @throws IllegalArgumentException if the number is out of range
     */
    public static PutLedger holding(int entries) {
        if (entries < 1 || entries > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "A put ledger of " + entries + " entries; it can hold 1 to " + MAX_ENTRIES + ".");
        }
        return new PutLedger(entries);
    }

    /**
     * Records a put; the oldest one is forgotten if the ledger is full.
     *
     * @return the number of the entry, by which {@link #settle} finds it; the first is 0
     */
    public long record(PutReceipt receipt) {
        lock.lock();
        try {
            long number = entries.add(receipt);
            MessageId id = receipt.messageId();
            if (!id.isNone()) {
                byMessageId.add(number, hash(id.high(), id.middle(), id.low()));
            }
            CorrelationId correlation = receipt.correlationId();
            if (!correlation.isNone()) {
                byCorrelationId.add(number, hash(correlation.high(), correlation.middle(), correlation.low()));
            }
            return number;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notes what became of a put that was pending or in doubt.
     *
     * @param entry the number that {@link #record} gave
     * @param state what is known now
     * @return the receipt as it is now; empty if the entry was forgotten meanwhile
     * @throws IllegalStateException if the message cannot come to be in that state
     */
    public Optional<PutReceipt> settle(long entry, PutState state) {
        lock.lock();
        try {
            if (!entries.holds(entry)) {
                return Optional.empty();
            }
            PutReceipt settled = entries.get(entry).becoming(state);
            entries.setState(entry, settled.state());
            return Optional.of(settled);
        } finally {
            lock.unlock();
        }
    }

    /** The latest put of a message with this id. A program may give one id to several messages. */
    public Optional<PutReceipt> find(MessageId id) {
        if (id.isNone()) {
            return Optional.empty();
        }
        lock.lock();
        try {
            long entry = byMessageId.latest(hash(id.high(), id.middle(), id.low()), entries.oldest(), entries.next());
            while (entry >= 0) {
                if (entries.hasMessageId(entry, id)) {
                    return Optional.of(entries.get(entry));
                }
                entry = byMessageId.before(entry, entries.oldest());
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * All puts of messages with this correlation id, the latest first; none for {@link CorrelationId#NONE}.
     *
     * <p>Looks at every put that has it, under the lock: give messages correlation ids of their own.
     */
    public List<PutReceipt> find(CorrelationId id) {
        List<PutReceipt> found = new ArrayList<>();
        if (id.isNone()) {
            return found;
        }
        lock.lock();
        try {
            int hash = hash(id.high(), id.middle(), id.low());
            long entry = byCorrelationId.latest(hash, entries.oldest(), entries.next());
            while (entry >= 0) {
                if (entries.hasCorrelationId(entry, id)) {
                    found.add(entries.get(entry));
                }
                entry = byCorrelationId.before(entry, entries.oldest());
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The puts of a time, in the order in which they were recorded.
     *
     * @param from the first instant that counts
     * @param to the first instant that does not count any more
     */
    public List<PutReceipt> between(Instant from, Instant to) {
        return matching(receipt -> !receipt.at().isBefore(from) && receipt.at().isBefore(to));
    }

    /** The puts to one queue manager, in the order in which they were recorded. */
    public List<PutReceipt> on(QueueManagerName queueManager) {
        return matching(receipt -> receipt.queueManager().equals(queueManager));
    }

    /** The puts in one state, such as all that are in doubt, in the order in which they were recorded. */
    public List<PutReceipt> in(PutState state) {
        return matching(receipt -> receipt.state() == state);
    }

    /** All puts that are remembered, in the order in which they were recorded. */
    public List<PutReceipt> all() {
        return matching(receipt -> true);
    }

    /**
     * The ledger as text for a support team: a line that says how much of the past it covers, then a line for each put,
     * the oldest first, as {@link PutReceipt#line()} writes it.
     */
    public List<String> lines() {
        List<PutReceipt> all = all();
        List<String> lines = new ArrayList<>(all.size() + 1);
        lines.add("put ledger: the last " + all.size() + " of " + recorded() + " puts; room for " + capacity());
        all.forEach(receipt -> lines.add(receipt.line()));
        return lines;
    }

    /** How many puts were recorded since the beginning, with those that are forgotten. */
    public long recorded() {
        lock.lock();
        try {
            return entries.next();
        } finally {
            lock.unlock();
        }
    }

    /** How many puts are remembered. */
    public int size() {
        lock.lock();
        try {
            return (int) (entries.next() - entries.oldest());
        } finally {
            lock.unlock();
        }
    }

    /** How many puts can be remembered. */
    public int capacity() {
        return entries.capacity();
    }

    private List<PutReceipt> matching(Predicate<PutReceipt> wanted) {
        List<PutReceipt> portion = new ArrayList<>(PORTION);
        List<PutReceipt> found = new ArrayList<>();
        long end = recorded();
        long next = 0;
        while (next < end) {
            next = copy(next, end, portion);
            portion.stream().filter(wanted).forEach(found::add);
            portion.clear();
        }
        return found;
    }

    /** Copies entries from this number on, as many as one portion has, and says where to go on. */
    private long copy(long from, long end, List<PutReceipt> portion) {
        lock.lock();
        try {
            long entry = Math.max(from, entries.oldest());
            while (entry < end && portion.size() < PORTION) {
                portion.add(entries.get(entry));
                entry++;
            }
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** Spreads ids that differ in few bits, as those of one queue manager do, over all places. */
    private static int hash(long high, long middle, long low) {
        long mixed = (high * 31 + middle) * 31 + low;
        mixed = (mixed ^ (mixed >>> 32)) * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32);
    }
}
