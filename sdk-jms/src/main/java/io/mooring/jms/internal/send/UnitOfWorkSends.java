package io.mooring.jms.internal.send;

import io.mooring.PutReceipt;
import io.mooring.PutState;
import java.util.ArrayList;
import java.util.List;

/**
 * The sends of one transacted session whose unit of work has not ended. May be used by any thread.
 *
 * <p>A unit of work is on one link. IBM's client knows when a link was lost with a unit of work, and says so at the commit. Where
 * it does not wait for the answers to sends, one commit in a long soak succeeded all the same, with nothing in it, for a cause that
 * was not found: so the link of the first send is remembered here, and compared.
 */
public final class UnitOfWorkSends {
    /** A send, and the number of its receipt in the ledger. */
    private record Entry(PutReceipt receipt, long number, boolean answered) {}

    private final Sends sends;

    /** Guarded by this. */
    private List<Entry> open = new ArrayList<>();

    /** How often anything was given to a producer since the unit of work began. Guarded by this. */
    private int calls;

    /** The number of the link when that was done first. Guarded by this. */
    private long link;

    /** Whether sends happen that do not come by here. Guarded by this. */
    private boolean shared;

    UnitOfWorkSends(Sends sends) {
        this.sends = sends;
    }

    /**
     * A message is about to be sent.
     *
     * @param present the number of the link, or of the one that is being looked for
     */
    public synchronized void sending(long present) {
        if (calls++ == 0) {
            link = present;
        }
    }

    /**
     * A message has come back with the id of a queue manager that the connection was not on when the send began. If it is the
     * first one, and there was one move, the unit of work began after it.
     */
    synchronized void sentAfterMove(long present) {
        if (calls == 1 && present == link + 1) {
            link = present;
        }
    }

    /** Whether something was sent before the connection came to this link, or may have been. */
    public synchronized boolean hasMoved(long present) {
        return calls > 0 && link != present;
    }

    /** Somebody has IBM's own producer: what it sends does not come by here. */
    public synchronized void share() {
        shared = true;
    }

    /** A unit of work begins. */
    public synchronized void begun() {
        calls = 0;
    }

    /** Whether it is certain that nothing was sent in the unit of work, be it in vain. */
    public synchronized boolean isUntouched() {
        return calls == 0 && !shared;
    }

    synchronized void add(PutReceipt receipt, long number, boolean answered) {
        open.add(new Entry(receipt, number, answered));
    }

    /** The unit of work was committed: the sends that the queue manager answered are stored. */
    public void committed() {
        for (Entry entry : takeAll()) {
            sends.settle(entry.receipt, entry.number, entry.answered ? PutState.STORED : PutState.IN_DOUBT);
        }
    }

    /** The unit of work was backed out, with all that was sent in it. */
    public void backedOut() {
        end(PutState.BACKED_OUT);
    }

    /** Nobody knows whether the unit of work was committed; answers what was sent in it. */
    public List<PutReceipt> inDoubt() {
        return end(PutState.IN_DOUBT);
    }

    private List<PutReceipt> end(PutState state) {
        return takeAll().stream()
                .map(entry -> sends.settle(entry.receipt, entry.number, state))
                .toList();
    }

    private synchronized List<Entry> takeAll() {
        List<Entry> all = open;
        open = new ArrayList<>();
        return all;
    }
}
