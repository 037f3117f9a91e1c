package io.mooring.jms.internal.send;

import io.mooring.PutReceipt;
import io.mooring.PutState;
import java.util.ArrayList;
import java.util.List;

/** The sends of one transacted session whose unit of work has not ended. May be used by any thread. */
public final class UnitOfWorkSends {
    /** A send, and the number of its receipt in the ledger. */
    private record Entry(PutReceipt receipt, long number, boolean answered) {}

    private final Sends sends;

    /** Guarded by this. */
    private List<Entry> open = new ArrayList<>();

    /** Whether anything was given to a producer since the unit of work began, or may have been. Guarded by this. */
    private boolean touched;

    /** Whether sends happen that do not come by here. Guarded by this. */
    private boolean shared;

    UnitOfWorkSends(Sends sends) {
        this.sends = sends;
    }

    /** A message is about to be sent. */
    public synchronized void sending() {
        touched = true;
    }

    /** Somebody has IBM's own producer: what it sends does not come by here. */
    public synchronized void share() {
        shared = true;
    }

    /** A unit of work begins. */
    public synchronized void begun() {
        touched = false;
    }

    /** Whether it is certain that nothing was sent in the unit of work, be it in vain. */
    public synchronized boolean isUntouched() {
        return !touched && !shared;
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
