package io.mooring.jms.internal.send;

import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.internal.receipt.ReceiptBook;
import io.mooring.jms.internal.witness.Berth;
import io.mooring.jms.internal.witness.ConnectionWatch;
import io.mooring.reason.ReasonClass;
import io.mooring.reason.ReasonCode;
import io.mooring.receipt.PutLedger;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * Makes the receipt of each send over one connection from what came back with it, without asking the queue manager.
 *
 * <p>May be used by any thread. What an observer of the application throws is logged, and does not touch the send.
 */
public final class Sends {
    private final Clock clock;
    private final ConnectionWatch watch;
    private final ReceiptBook book;

    /** Receipts for one connection. */
    public Sends(Clock clock, ConnectionWatch watch, ReceiptBook book) {
        this.clock = clock;
        this.watch = watch;
        this.book = book;
    }

    /** A new unit of work after another, for a transacted session. */
    public UnitOfWorkSends unitOfWork() {
        return new UnitOfWorkSends(this);
    }

    /** Where receipts are kept. */
    public PutLedger ledger() {
        return book.ledger();
    }

    /** To be called before a send or a commit. */
    public Attempt begin() {
        return new Attempt(watch.berth(), watch.state().isUsable());
    }

    /**
     * A send has returned normally.
     *
     * @param unit the unit of work that it is in, null if it is in none
     * @return the receipt if the send is in doubt all the same, because no queue manager gave the message an id; else null
     */
    public @Nullable PutReceipt returned(
            Attempt attempt, @Nullable UnitOfWorkSends unit, Target target, Message message) {
        PutReceipt receipt = sent(attempt, unit, target, message);
        return receipt != null && isInDoubt(receipt, target) ? receipt : null;
    }

    /** Whether a send that has returned normally is in doubt, and not only because nobody waited for the answer. */
    public static boolean isInDoubt(PutReceipt receipt, Target target) {
        return receipt.state() == PutState.IN_DOUBT && (receipt.messageId().isNone() || target.answered());
    }

    /**
     * A send has returned normally.
     *
     * @param unit the unit of work that it is in, null if it is in none
     * @return its receipt; null if the message has no id
     */
    public @Nullable PutReceipt sent(Attempt attempt, @Nullable UnitOfWorkSends unit, Target target, Message message) {
        MessageId id = Ids.messageId(message);
        if (id == null) {
            return null;
        }
        if (id.isNone()) {
            return record(attempt.berth(), target, message, id, PutState.IN_DOUBT);
        }
        boolean made = id.maker() != MessageId.Maker.PROGRAM;
        if (!made && target.alwaysAnswered() && !Ids.cameBack(message)) {
            return record(attempt.berth(), target, message, id, PutState.IN_DOUBT);
        }
        // An id of the program's own does not say where it is; a send that a move held up went on after it.
        Berth berth = made ? watch.carrierOf(id, attempt.berth()) : watch.berth();
        if (unit == null) {
            return record(berth, target, message, id, target.answered() ? PutState.STORED : PutState.IN_DOUBT);
        }
        if (made && !attempt.berth().mayHaveMade(id)) {
            unit.sentAfterMove(watch.links());
        }
        PutReceipt receipt = receipt(berth, target, message, id, PutState.PENDING);
        unit.add(receipt, book.record(receipt), target.answered());
        return receipt;
    }

    /**
     * A send has failed.
     *
     * @param unit the unit of work that it is in, null if it is in none
     * @return the receipt if nobody knows whether the message was stored; null if it was not
     */
    public @Nullable PutReceipt failed(
            Attempt attempt, @Nullable UnitOfWorkSends unit, Target target, Message message, Throwable failure) {
        watch.failed(failure);
        Optional<ReasonCode> reason = ReasonCode.of(failure);
        if (unit != null) {
            if (reason.equals(Optional.of(ReasonCode.BACKED_OUT))) {
                unit.backedOut();
            }
            // Whatever else became of it ends with its unit of work, of which the commit tells.
            return null;
        }
        return leavesDoubt(attempt, reason)
                ? record(attempt.berth(), target, message, MessageId.NONE, PutState.IN_DOUBT)
                : null;
    }

    /**
     * A commit has failed.
     *
     * @return what was sent if nobody knows whether it was committed, and null if it was not, or may still be
     */
    public @Nullable List<PutReceipt> commitFailed(
            Attempt attempt, UnitOfWorkSends unit, Throwable failure, boolean rolledBack) {
        watch.failed(failure);
        Optional<ReasonCode> reason = ReasonCode.of(failure);
        if (rolledBack || reason.equals(Optional.of(ReasonCode.BACKED_OUT))) {
            unit.backedOut();
        } else if (leavesDoubt(attempt, reason)) {
            return unit.inDoubt();
        } else if (reason.map(ReasonCode::reasonClass).filter(Sends::isGone).isPresent()) {
            unit.backedOut();
        }
        return null;
    }

    PutReceipt settle(PutReceipt receipt, long number, PutState state) {
        return book.settle(receipt, number, state);
    }

    /** Whether the call may have reached a queue manager, and its outcome was lost. */
    private static boolean leavesDoubt(Attempt attempt, Optional<ReasonCode> reason) {
        ReasonClass kind = reason.map(ReasonCode::reasonClass).orElse(ReasonClass.UNKNOWN);
        return kind == ReasonClass.IN_DOUBT || (attempt.usable() && isGone(kind));
    }

    private static boolean isGone(ReasonClass kind) {
        return kind == ReasonClass.CONNECTION_GONE || kind == ReasonClass.RECONNECT_FAILED;
    }

    private PutReceipt record(Berth berth, Target target, Message message, MessageId id, PutState state) {
        PutReceipt receipt = receipt(berth, target, message, id, state);
        book.record(receipt);
        return receipt;
    }

    private PutReceipt receipt(Berth berth, Target target, Message message, MessageId id, PutState state) {
        return new PutReceipt(
                id,
                Ids.correlationId(message),
                target.name(),
                berth.queueManager(),
                clock.instant(),
                berth.epoch(),
                state);
    }
}
