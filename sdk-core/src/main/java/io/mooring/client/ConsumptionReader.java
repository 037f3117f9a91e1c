package io.mooring.client;

import io.mooring.ConnectionClosedException;
import io.mooring.CorrelationId;
import io.mooring.internal.link.Link;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Conversation;
import io.mooring.internal.mq.Delivery;
import io.mooring.internal.mq.Intake;
import io.mooring.observe.LogFields;
import io.mooring.observe.MdcScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a consumption: has the queue open on the present link, gets a message, has it handled, commits, and so on.
 *
 * <p>While it waits for a message it does not count as a use of the link, so a planned move does not wait for it; it looks
 * between waits whether the link was left. A message that came over a link that was left meanwhile is handled all the same.
 */
final class ConsumptionReader implements Runnable {
    /** So long it waits on the queue manager at once: within this time it notices that it is to stop or to move. */
    static final Duration SLICE = Duration.ofSeconds(1);

    /** Queues that the handler used in its unit of work are closed when it has not used them for so long. */
    private static final Duration UNUSED = Duration.ofSeconds(30);

    private static final long FIRST_DELAY_MILLIS = 50;
    private static final long LONGEST_DELAY_MILLIS = 5_000;

    /** What it has open: all of one link. */
    private record Held(Link link, Conversation conversation, Intake intake) {}

    private final Consumption consumption;
    private final Caller caller;
    private final String queue;
    private final ConsumeSettings settings;
    private final UnitOfWorkHandler handler;
    private final ConsumeLog log;

    /** Used by the thread that begins this, then by the one that runs it. */
    private @Nullable Held held;

    private volatile boolean inHand;

    /** Failures in a row: of the handler, and of the queue manager to give a message. */
    private int failures;

    private int refusals;

    ConsumptionReader(
            Consumption consumption,
            Caller caller,
            String queue,
            ConsumeSettings settings,
            UnitOfWorkHandler handler,
            ConsumeLog log) {
        this.consumption = consumption;
        this.caller = caller;
        this.queue = queue;
        this.settings = settings;
        this.handler = handler;
        this.log = log;
    }

    /** Whether it has a message that is not done with. */
    boolean hasMessageInHand() {
        return inHand;
    }

    /**
     * Opens the queue on whatever link there is, in the thread of the one who starts it.
     *
     * @throws io.mooring.MqException if the queue manager refuses that
     */
    void open() {
        while (held == null) {
            Link link = caller.link();
            try {
                open(link);
            } catch (CallFailure failure) {
                caller.keeper().noteFailure(link, failure);
                if (!failure.endsLink()) {
                    throw caller.refused("Opening " + queue + " to consume it", link, failure);
                }
            }
        }
    }

    @Override
    public void run() {
        try {
            for (Consumption.Phase phase = consumption.phase();
                    phase != Consumption.Phase.ENDING;
                    phase = consumption.phase()) {
                if (phase == Consumption.Phase.PAUSED) {
                    release();
                    consumption.awaitResume();
                } else {
                    step();
                }
            }
        } catch (ConnectionClosedException e) {
            // The client ends its consumptions first, but does not wait for ever: there is nothing more to be got.
            consumption.stopGetting();
        } catch (RuntimeException | Error e) {
            consumption.fail(e);
        } finally {
            release();
            consumption.readerEnded();
        }
    }

    private void step() {
        Held now = held;
        if (now != null && (now.link.isBroken() || now.link.isRetired())) {
            release();
            now = null;
        }
        Link link = now == null ? caller.keeper().await(SLICE.toNanos()) : now.link;
        if (link == null) {
            return;
        }
        try {
            get(now == null ? open(link) : now);
            refusals = 0;
        } catch (CallFailure failure) {
            caller.keeper().noteFailure(link, failure);
            release();
            if (!failure.endsLink()) {
                refused(link, failure);
            }
        }
    }

    private Held open(Link link) throws CallFailure {
        Conversation conversation = link.borrow();
        try {
            // What an earlier get has left open would count as one reader more.
            conversation.closeForInput(queue);
            Held opened = new Held(link, conversation, conversation.intake(queue));
            held = opened;
            return opened;
        } catch (CallFailure failure) {
            Caller.giveBack(link, conversation, !failure.endsLink());
            throw failure;
        }
    }

    /** Ends the conversation: whatever it had open is closed then, and a message in hand is backed out. */
    void release() {
        Held now = held;
        if (now != null) {
            now.link.discard(now.conversation);
            held = null;
        }
    }

    private void get(Held now) throws CallFailure {
        Delivery delivery = now.intake.get((int) SLICE.toMillis());
        if (delivery == null) {
            now.conversation.closeQueuesUnusedFor(UNUSED.toNanos());
            return;
        }
        inHand = true;
        boolean delayed;
        try {
            boolean poison = delivery.backoutCount() >= threshold(now.intake);
            Delivery taken = poison ? now.intake.getUntouched(delivery) : delivery;
            delayed = taken != null && handle(now, taken, poison);
        } finally {
            inHand = false;
            consumption.noteActivity();
            // An interrupt is meant for the handler that it came to, not for our next wait.
            boolean unused = Thread.interrupted();
        }
        if (delayed) {
            failures++;
            consumption.delay(delay(failures));
        } else {
            failures = 0;
        }
    }

    /** Returns whether to wait before the next message. */
    @SuppressWarnings("try") // The scope has only to be closed.
    private boolean handle(Held now, Delivery delivery, boolean poison) {
        boolean entered = now.link.enter();
        UnitOfWork work = new UnitOfWork(caller, now.link, now.conversation, usable -> {
            if (entered) {
                now.link.leave();
            }
            if (!usable) {
                release();
            }
        });
        work.noteGot(queue);
        CorrelationId correlation = delivery.correlationId();
        ConsumeTrouble.Message message =
                new ConsumeTrouble.Message(delivery.messageId(), correlation, delivery.backoutCount());
        try (MdcScope scope = MdcScope.with(LogFields.CONNECTION, caller.client())
                .and(LogFields.QUEUE_MANAGER, now.link.queueManager().value())
                .and(LogFields.QUEUE, queue)
                .and(LogFields.MESSAGE_ID, message.id().toString())
                .and(LogFields.CORRELATION_ID, correlation.isNone() ? null : correlation.toString())) {
            return poison ? setAside(now, delivery, work, message) : handOver(now, delivery, work, message);
        } finally {
            // Whatever happened, nothing of it is left when the next message is got.
            work.backOut();
            now.conversation.closeForInput(queue);
        }
    }

    private int threshold(Intake intake) {
        return intake.backoutThreshold() > 0 ? intake.backoutThreshold() : settings.backoutThreshold();
    }

    private boolean handOver(Held now, Delivery delivery, UnitOfWork work, ConsumeTrouble.Message message) {
        Throwable thrown = endOf(work, () -> handler.handle(delivery.message(), work));
        if (!work.isCommitted()) {
            return undone(now, work, message, thrown);
        }
        consumption.noteHandled();
        if (thrown != null) {
            log.thrownTooLate(message, thrown);
        }
        return false;
    }

    private boolean setAside(Held now, Delivery delivery, UnitOfWork work, ConsumeTrouble.Message message) {
        Throwable thrown = endOf(work, () -> PoisonMessages.setAside(queue, now.intake, work, delivery));
        if (thrown instanceof PoisonMessages.NoPlaceException noPlace) {
            work.backOut();
            consumption.fail(noPlace);
            return false;
        }
        if (!work.isCommitted()) {
            return undone(now, work, message, thrown);
        }
        caller.telemetry().requeued(queue, now.link.queueManager());
        tell(now.link, ConsumeTrouble.Kind.SET_ASIDE, message, work, null, "set aside");
        return false;
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Does the work and commits; returns what it threw. Whatever a handler throws, an error too, must not end the thread. */
    private static @Nullable Throwable endOf(UnitOfWork work, Work todo) {
        try {
            todo.run();
            if (work.isOpen()) {
                work.commit();
            }
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private boolean undone(Held now, UnitOfWork work, ConsumeTrouble.Message message, @Nullable Throwable thrown) {
        work.backOut();
        Throwable ending = work.failure();
        Throwable cause = ending == null ? thrown : ending;
        if (work.isInDoubt()) {
            tell(
                    now.link,
                    ConsumeTrouble.Kind.COMMIT_IN_DOUBT,
                    message,
                    work,
                    cause,
                    "the link was lost during the commit; either all is done, or it is delivered again");
            return false;
        }
        if (work.mayBeRunAgain()) {
            tell(
                    now.link,
                    ConsumeTrouble.Kind.LOST_WITH_LINK,
                    message,
                    work,
                    cause,
                    "the link was lost before the commit; it is delivered again");
            // Where the link is as good as before, it would come again at once.
            return !now.link.isBroken() && !now.link.isRetired();
        }
        tell(
                now.link,
                ConsumeTrouble.Kind.BACKED_OUT,
                message,
                work,
                cause,
                thrown == null
                        ? "backed out by its handler; it is delivered again"
                        : "backed out; it is delivered again");
        return true;
    }

    private void refused(Link link, CallFailure failure) {
        refusals++;
        ConsumeTrouble trouble = new ConsumeTrouble(
                ConsumeTrouble.Kind.REFUSED,
                queue,
                link.queueManager(),
                Optional.empty(),
                List.of(),
                Optional.of(caller.refused("The get from " + queue, link, failure)));
        if (Integer.bitCount(refusals) == 1) {
            log.trouble(trouble, "refused for the " + refusals + ". time in a row; asked again");
        }
        tellHook(trouble);
        consumption.delay(delay(refusals));
    }

    private void tell(
            Link link,
            ConsumeTrouble.Kind kind,
            ConsumeTrouble.Message message,
            UnitOfWork work,
            @Nullable Throwable cause,
            String words) {
        ConsumeTrouble trouble = new ConsumeTrouble(
                kind, queue, link.queueManager(), Optional.of(message), work.receipts(), Optional.ofNullable(cause));
        log.trouble(trouble, words);
        tellHook(trouble);
    }

    private void tellHook(ConsumeTrouble trouble) {
        try {
            settings.troubleHook().accept(trouble);
        } catch (RuntimeException e) {
            log.hookFailed(trouble, e);
        }
    }

    private static Duration delay(int failures) {
        return Duration.ofMillis(Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS << Math.min(failures - 1, 10)));
    }
}
