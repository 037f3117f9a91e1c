package io.mooring.client;

import io.mooring.CommitInDoubtException;
import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.MqException;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.UnitOfWorkBackedOutException;
import io.mooring.internal.link.Link;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Conversation;
import io.mooring.internal.mq.Delivery;
import io.mooring.internal.mq.GetRequest;
import io.mooring.message.MqMessage;
import io.mooring.message.ReplyTo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts and gets that take effect together at {@link #commit()}, or not at all.
 *
 * <p>It is on one queue manager from beginning to end, and does not survive its link: then everything is backed out, each
 * call says so with {@link UnitOfWorkBackedOutException}, and the work is to be done again in a new one ({@link
 * MqClient#inUnitOfWork} does that by itself). Closing without a commit backs out.
 *
 * <p>Used by one thread at a time. It has a conversation of its own; calls outside of it do not wait for it.
 */
public final class UnitOfWork implements AutoCloseable {
    private enum State {
        OPEN,
        COMMITTED,
        BACKED_OUT,
        IN_DOUBT
    }

    private final Caller caller;
    private final Link link;
    private final Conversation conversation;
    private final Ending ending;
    private final List<Receipts.Entry> puts = new ArrayList<>();

    /** The queue of each message that was got. */
    private final List<String> gets = new ArrayList<>();

    private State state = State.OPEN;
    private boolean mayBeRunAgain;
    private @Nullable MqException failure;

    /** What is done once a unit of work has ended, in whatever way. */
    @FunctionalInterface
    interface Ending {
        /** Takes the conversation back, which has no unit of work any more if it is usable, and leaves the link. */
        void ended(boolean usable);
    }

    /** Has the conversation for itself until it ends. */
    UnitOfWork(Caller caller, Link link, Conversation conversation, Ending ending) {
        this.caller = caller;
        this.link = link;
        this.conversation = conversation;
        this.ending = ending;
    }

    /** The queue manager that it is on. */
    public QueueManagerName queueManager() {
        return link.queueManager();
    }

    /**
     * Puts a message; others can get it after the commit.
     *
     * @return a receipt in state {@link PutState#PENDING}
     * @throws UnitOfWorkBackedOutException if the link is lost, and all of this with it
     * @throws MqException if the queue manager refuses this put; the unit of work goes on without it
     * @throws IllegalStateException if this has ended
     */
    public PutReceipt put(String queue, MqMessage message) {
        requireOpen();
        try {
            MessageId id = conversation.put(queue, message, true);
            Receipts.Entry entry = caller.receipts().pending(link, queue, id, message.correlationId());
            puts.add(entry);
            return entry.receipt();
        } catch (CallFailure failure) {
            throw failed("The put to " + queue, failure);
        }
    }

    /**
     * Puts a reply to where the request asked for it; with the ids that its report options ask for.
     *
     * @throws IllegalArgumentException if the request names no reply queue
     * @throws UnitOfWorkBackedOutException as for {@link #put}
     */
    public PutReceipt reply(MqMessage request, MqMessage reply) {
        requireOpen();
        ReplyTo replyTo = request.replyTo()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Message " + request.messageId() + " names no reply queue; nobody waits for a reply."));
        MqMessage answer = Replies.answering(request, reply);
        try {
            MessageId id = conversation.putTo(
                    replyTo.queue(), replyTo.queueManager().orElse(link.queueManager()), answer, true);
            Receipts.Entry entry = caller.receipts().pending(link, replyTo.queue(), id, answer.correlationId());
            puts.add(entry);
            return entry.receipt();
        } catch (CallFailure failure) {
            throw failed("The reply to " + replyTo.queue(), failure);
        }
    }

    /** Gets the next message that is there; it is back on the queue if this is backed out. */
    public Optional<MqMessage> get(String queue) {
        return get(queue, Duration.ZERO);
    }

    /**
     * Gets the next message; it is back on the queue if this is backed out.
     *
     * @param wait the longest wait, zero for none
     * @return empty if none came in that time
     * @throws UnitOfWorkBackedOutException if the link is lost, and all of this with it
     * @throws MqException if the queue manager refuses it; the unit of work goes on
     */
    public Optional<MqMessage> get(String queue, Duration wait) {
        return get(queue, wait, null, null);
    }

    /** Gets the message with this id, as {@link #get(String, Duration)} does. */
    public Optional<MqMessage> get(String queue, MessageId id, Duration wait) {
        return get(queue, wait, id, null);
    }

    /** Gets the next message with this correlation id, as {@link #get(String, Duration)} does. */
    public Optional<MqMessage> get(String queue, CorrelationId id, Duration wait) {
        return get(queue, wait, null, id);
    }

    private Optional<MqMessage> get(
            String queue, Duration wait, @Nullable MessageId messageId, @Nullable CorrelationId correlationId) {
        long end = System.nanoTime() + Caller.nanos(wait);
        while (true) {
            requireOpen();
            long left = Math.max(end - System.nanoTime(), 0);
            int millis = Caller.millis(left);
            try {
                MqMessage message = conversation.get(queue, new GetRequest(true, millis, messageId, correlationId));
                if (message != null) {
                    noteGot(queue);
                }
                if (message != null || end - System.nanoTime() <= 0) {
                    return Optional.ofNullable(message);
                }
            } catch (CallFailure failure) {
                throw failed("The get from " + queue, failure);
            }
            caller.keeper().throwIfOver();
        }
    }

    /** A message was got in it; if it is backed out, that message is on its queue again. */
    void noteGot(String queue) {
        gets.add(queue);
        caller.telemetry().got(queue, link.queueManager());
    }

    /**
     * Puts a message that was got in it onto another queue of the queue manager, as it came.
     *
     * @param behindHeader whether the queue is the dead-letter queue
     * @throws CallFailure if the queue manager refuses it; the unit of work goes on without it
     * @throws UnitOfWorkBackedOutException if the link is lost, and all of this with it
     */
    void passOn(Delivery delivery, String queue, boolean behindHeader) throws CallFailure {
        MessageId id = goingOn(
                "The put to " + queue, () -> behindHeader ? delivery.passToDeadLetters(queue) : delivery.passTo(queue));
        puts.add(caller.receipts().pending(link, queue, id, delivery.correlationId()));
    }

    /** The name of the queue manager's dead-letter queue, empty if it has none; fails as {@link #passOn} does. */
    String deadLetterQueue() throws CallFailure {
        return goingOn("The inquiry about the dead-letter queue", conversation::deadLetterQueue);
    }

    private interface Call<T> {
        T make() throws CallFailure;
    }

    /** A call whose refusal is for the caller to judge; a lost link ends all of this. */
    private <T> T goingOn(String what, Call<T> call) throws CallFailure {
        requireOpen();
        try {
            return call.make();
        } catch (CallFailure failed) {
            if (failed.endsLink() || failed.isInDoubt()) {
                throw failed(what, failed);
            }
            throw failed;
        }
    }

    /**
     * Makes all of it final.
     *
     * @return the receipts of its puts, now {@link PutState#STORED}, in the order of the puts
     * @throws CommitInDoubtException if the link ended before the answer came: all of it took effect, or nothing did
     * @throws UnitOfWorkBackedOutException if the link was lost before; nothing took effect
     */
    public List<PutReceipt> commit() {
        requireOpen();
        try {
            conversation.commit();
            return end(State.COMMITTED, PutState.STORED, true);
        } catch (CallFailure failed) {
            caller.keeper().noteFailure(link, failed);
            if (failed.isInDoubt()) {
                List<PutReceipt> receipts = end(State.IN_DOUBT, PutState.IN_DOUBT, false);
                throw remembered(
                        new CommitInDoubtException(link.queueManager(), receipts, failed.reason(), failed.getCause()));
            }
            throw lost(failed, failed.endsLink() || failed.isBackedOut());
        }
    }

    /** Undoes all of it; nothing, if it has ended. Whatever is wrong with the link, it is undone. */
    public void backOut() {
        if (state != State.OPEN) {
            return;
        }
        boolean usable = false;
        try {
            if (!link.isBroken()) {
                conversation.backOut();
                usable = true;
            }
        } catch (CallFailure failure) {
            // Without its conversation a unit of work is backed out, too.
            caller.keeper().noteFailure(link, failure);
        }
        end(State.BACKED_OUT, PutState.BACKED_OUT, usable);
    }

    /** What was put so far, each with what is known about it now, in the order of the puts. */
    public List<PutReceipt> receipts() {
        return puts.stream().map(Receipts.Entry::receipt).toList();
    }

    /** Backs out what was not committed. */
    @Override
    public void close() {
        backOut();
    }

    /** Whether it ended because its link did or the queue manager backed it out, so that the same work may yet succeed. */
    boolean mayBeRunAgain() {
        return mayBeRunAgain;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isCommitted() {
        return state == State.COMMITTED;
    }

    boolean isInDoubt() {
        return state == State.IN_DOUBT;
    }

    /** Why it ended without anybody asking for it, or in doubt; null if it did not. */
    @Nullable
    MqException failure() {
        return failure;
    }

    private RuntimeException failed(String what, CallFailure failed) {
        if (!failed.endsLink()) {
            boolean over = failed.isInDoubt() || failed.isBackedOut();
            return over ? lost(failed, true) : caller.refused(what, link, failed);
        }
        caller.keeper().noteFailure(link, failed);
        return lost(failed, true);
    }

    /** Whatever was in flight: without a commit it has no effect. */
    private UnitOfWorkBackedOutException lost(CallFailure failed, boolean again) {
        mayBeRunAgain = again;
        List<PutReceipt> receipts = end(State.BACKED_OUT, PutState.BACKED_OUT, false);
        return remembered(
                new UnitOfWorkBackedOutException(link.queueManager(), receipts, failed.reason(), failed.getCause()));
    }

    private <E extends MqException> E remembered(E exception) {
        failure = exception;
        return exception;
    }

    private void requireOpen() {
        switch (state) {
            case OPEN -> {
                if (link.isBroken()) {
                    mayBeRunAgain = true;
                    List<PutReceipt> receipts = end(State.BACKED_OUT, PutState.BACKED_OUT, false);
                    throw remembered(new UnitOfWorkBackedOutException(link.queueManager(), receipts, null, null));
                }
            }
            case COMMITTED -> throw new IllegalStateException("The unit of work was committed; begin another.");
            case BACKED_OUT -> throw new IllegalStateException("The unit of work was backed out; begin another.");
            case IN_DOUBT ->
                throw new IllegalStateException(
                        "The commit of the unit of work is in doubt; find out, then begin another.");
        }
    }

    private List<PutReceipt> end(State ended, PutState settled, boolean usable) {
        state = ended;
        ending.ended(usable);
        if (ended == State.BACKED_OUT) {
            gets.forEach(queue -> caller.telemetry().backedOut(queue, link.queueManager()));
        }
        puts.replaceAll(entry -> new Receipts.Entry(caller.receipts().settled(entry, settled), entry.number()));
        return receipts();
    }
}
