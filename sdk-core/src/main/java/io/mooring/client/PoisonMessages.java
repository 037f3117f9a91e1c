package io.mooring.client;

import io.mooring.MqException;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Delivery;
import io.mooring.internal.mq.Intake;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a message that was backed out too often where it is in nobody's way: on the backout queue of its queue, or else on the
 * dead-letter queue of its queue manager.
 */
final class PoisonMessages {
    private final String queue;
    private final UnitOfWork work;
    private final Delivery delivery;
    private final List<String> refusals = new ArrayList<>();
    private @Nullable CallFailure last;

    private PoisonMessages(String queue, UnitOfWork work, Delivery delivery) {
        this.queue = queue;
        this.work = work;
        this.delivery = delivery;
    }

    /** There is no place for a message; whoever gets it again and again must stop. */
    static final class NoPlaceException extends MqException {
        private static final long serialVersionUID = 1;

        NoPlaceException(String sentence, @Nullable CallFailure last) {
            super(sentence, last == null ? null : last.reason(), last == null ? null : last.getCause());
        }
    }

    /**
     * Puts the message there in the unit of work that it was got in, which is still to be committed.
     *
     * @throws NoPlaceException if it can be put to neither
     * @throws io.mooring.UnitOfWorkBackedOutException if the link is lost
     */
    static void setAside(String queue, Intake intake, UnitOfWork work, Delivery delivery) {
        PoisonMessages poison = new PoisonMessages(queue, work, delivery);
        String backoutQueue = intake.backoutQueue();
        if (poison.put(backoutQueue, "a backout queue (BOQNAME)", false)) {
            return;
        }
        String deadLetters = poison.deadLetterQueue();
        if (deadLetters != null && poison.put(deadLetters, "a dead-letter queue", true)) {
            return;
        }
        throw new NoPlaceException(
                "Message " + delivery.messageId() + " on " + queue + " of " + work.queueManager() + " was backed out "
                        + delivery.backoutCount() + " times and cannot be set aside: "
                        + String.join("; ", poison.refusals)
                        + ". It is still on " + queue + ". Make room for it, then consume again.",
                poison.last);
    }

    private @Nullable String deadLetterQueue() {
        try {
            return work.deadLetterQueue();
        } catch (CallFailure failure) {
            refused("the name of the dead-letter queue cannot be inquired", failure);
            return null;
        }
    }

    private boolean put(String target, String what, boolean behindHeader) {
        if (target.isEmpty()) {
            refusals.add("there is no " + what.substring(2));
            return false;
        }
        if (target.equals(queue)) {
            // It would come back with a backout count of zero, for ever.
            refusals.add(target + " is consumed itself");
            return false;
        }
        try {
            work.passOn(delivery, target, behindHeader);
            return true;
        } catch (CallFailure failure) {
            refused("it cannot be put to " + target, failure);
            return false;
        }
    }

    private void refused(String what, CallFailure failure) {
        last = failure;
        refusals.add(what + " (" + failure.reason() + ")");
    }
}
