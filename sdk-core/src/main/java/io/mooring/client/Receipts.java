package io.mooring.client;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.internal.link.Link;
import io.mooring.message.MqMessage;
import io.mooring.observe.Telemetry;
import io.mooring.receipt.PutLedger;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes receipts, records them, and tells the observers. */
final class Receipts {
    private static final Logger log = LoggerFactory.getLogger(Receipts.class);

    private final String client;
    private final Clock clock;
    private final PutLedger ledger;
    private final PutObserver[] observers;
    private final Telemetry telemetry;

    Receipts(String client, Clock clock, PutLedger ledger, List<PutObserver> observers, Telemetry telemetry) {
        this.client = client;
        this.clock = clock;
        this.ledger = ledger;
        this.observers = observers.toArray(PutObserver[]::new);
        this.telemetry = telemetry;
    }

    PutLedger ledger() {
        return ledger;
    }

    /** The receipt of a put that has ended in this state, recorded. */
    PutReceipt of(Link link, String queue, MessageId id, MqMessage message, PutState state) {
        PutReceipt receipt = receipt(link, queue, id, message.correlationId(), state);
        ledger.record(receipt);
        tell(receipt);
        return receipt;
    }

    /** The receipt of a put in a unit of work, recorded so that it can be settled. */
    Entry pending(Link link, String queue, MessageId id, CorrelationId correlation) {
        PutReceipt receipt = receipt(link, queue, id, correlation, PutState.PENDING);
        long number = ledger.record(receipt);
        tell(receipt);
        return new Entry(receipt, number);
    }

    private PutReceipt receipt(Link link, String queue, MessageId id, CorrelationId correlation, PutState state) {
        return new PutReceipt(id, correlation, queue, link.queueManager(), clock.instant(), link.epoch(), state);
    }

    /** The receipt of a put in a unit of work after that has ended. */
    PutReceipt settled(Entry entry, PutState state) {
        // The ledger may have forgotten it by now.
        ledger.settle(entry.number(), state);
        PutReceipt receipt = entry.receipt().becoming(state);
        tell(receipt);
        return receipt;
    }

    private void tell(PutReceipt receipt) {
        telemetry.put(receipt);
        for (PutObserver observer : observers) {
            try {
                observer.onPut(receipt);
            } catch (RuntimeException e) {
                log.error("{}: put observer {} failed on {}", client, observer, receipt, e);
            }
        }
    }

    /** A receipt and its number in the ledger. */
    record Entry(PutReceipt receipt, long number) {}
}
