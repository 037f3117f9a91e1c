package io.mooring.client;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.internal.link.Link;
import io.mooring.internal.receipt.ReceiptBook;
import io.mooring.message.MqMessage;
import io.mooring.receipt.PutLedger;
import java.time.Clock;

/** Makes the receipts of what is put over a link. */
final class Receipts {
    private final Clock clock;
    private final ReceiptBook book;

    Receipts(Clock clock, ReceiptBook book) {
        this.clock = clock;
        this.book = book;
    }

    PutLedger ledger() {
        return book.ledger();
    }

    /** The receipt of a put that has ended in this state, recorded. */
    PutReceipt of(Link link, String queue, MessageId id, MqMessage message, PutState state) {
        PutReceipt receipt = receipt(link, queue, id, message.correlationId(), state);
        book.record(receipt);
        return receipt;
    }

    /** The receipt of a put in a unit of work, recorded so that it can be settled. */
    Entry pending(Link link, String queue, MessageId id, CorrelationId correlation) {
        PutReceipt receipt = receipt(link, queue, id, correlation, PutState.PENDING);
        return new Entry(receipt, book.record(receipt));
    }

    /** The receipt of a put in a unit of work after that has ended. */
    PutReceipt settled(Entry entry, PutState state) {
        return book.settle(entry.receipt(), entry.number(), state);
    }

    private PutReceipt receipt(Link link, String queue, MessageId id, CorrelationId correlation, PutState state) {
        return new PutReceipt(id, correlation, queue, link.queueManager(), clock.instant(), link.epoch(), state);
    }

    /** A receipt and its number in the ledger. */
    record Entry(PutReceipt receipt, long number) {}
}
