package io.mooring.internal.receipt;

import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.observe.Telemetry;
import io.mooring.receipt.PutLedger;
import io.mooring.receipt.PutObserver;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the receipts of one connection are recorded, and who is told of each.
 *
 * <p>May be used by any thread. What an observer of the application throws is logged, and does not touch the put.
 */
public final class ReceiptBook {
    private static final Logger log = LoggerFactory.getLogger(ReceiptBook.class);

    private final String connection;
    private final PutLedger ledger;

    /** An array: it is walked with every put, and costs no iterator. */
    private final PutObserver[] observers;

    private final Telemetry telemetry;

    /**
     * A book for one connection.
     *
     * @param connection its name, for the log
     * @param ledger where receipts are kept
     */
    public ReceiptBook(String connection, PutLedger ledger, List<PutObserver> observers, Telemetry telemetry) {
        this.connection = connection;
        this.ledger = ledger;
        this.observers = observers.toArray(PutObserver[]::new);
        this.telemetry = telemetry;
    }

    /** Where receipts are kept. */
    public PutLedger ledger() {
        return ledger;
    }

    /** Records a receipt and tells it; answers its number in the ledger, by which it is settled. */
    public long record(PutReceipt receipt) {
        long number = ledger.record(receipt);
        tell(receipt);
        return number;
    }

    /** The receipt after its unit of work has ended, recorded and told. */
    public PutReceipt settle(PutReceipt receipt, long number, PutState state) {
        // The ledger may have forgotten it by now.
        ledger.settle(number, state);
        PutReceipt settled = receipt.becoming(state);
        tell(settled);
        return settled;
    }

    private void tell(PutReceipt receipt) {
        telemetry.put(receipt);
        for (PutObserver observer : observers) {
            try {
                observer.onPut(receipt);
            } catch (RuntimeException e) {
                log.error("{}: put observer {} failed on {}", connection, observer, receipt, e);
            }
        }
    }
}
