package io.mooring.jms.internal.witness;

import io.mooring.MessageId;
import io.mooring.QueueManagerName;

/**
 * A link of a connection and the queue manager that it leads to, with the beginning of the message ids made there.
 *
 * <p>The beginning is worked out once, so that the id of a send is compared by two numbers.
 */
public final class Berth {
    private static final long AMQ = 0x414d5120L << 32;

    private final long epoch;
    private final QueueManagerName queueManager;
    private final long high;
    private final long middle;

    Berth(long epoch, QueueManagerName queueManager) {
        this.epoch = epoch;
        this.queueManager = queueManager;
        String prefix = queueManager.messageIdPrefix() + " ".repeat(MessageId.PREFIX_LENGTH);
        this.high = AMQ | ascii(prefix, 0, 4);
        this.middle = ascii(prefix, 4, MessageId.PREFIX_LENGTH);
    }

    /** The number of the link. */
    public long epoch() {
        return epoch;
    }

    /** The queue manager that it leads to. */
    public QueueManagerName queueManager() {
        return queueManager;
    }

    /** Whether the queue manager of this link may have made the id, as far as 12 characters tell. */
    public boolean mayHaveMade(MessageId id) {
        return (id.high() == high && id.middle() == middle) || id.mayBeMadeBy(queueManager);
    }

    private static long ascii(String text, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            bytes = bytes << 8 | text.charAt(i);
        }
        return bytes;
    }
}
