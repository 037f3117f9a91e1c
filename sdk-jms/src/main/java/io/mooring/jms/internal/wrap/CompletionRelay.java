package io.mooring.jms.internal.wrap;

import io.mooring.PutReceipt;
import io.mooring.jms.JmsPutInDoubtException;
import io.mooring.jms.internal.send.Attempt;
import io.mooring.jms.internal.send.Target;
import io.mooring.jms.internal.send.UnitOfWorkSends;
import javax.jms.CompletionListener;
import javax.jms.JMSException;
import javax.jms.Message;
import org.jspecify.annotations.Nullable;

/** Makes the receipt of one asynchronous send, then calls the completion listener of the application. */
final class CompletionRelay implements CompletionListener {
    private final Companion companion;
    private final @Nullable UnitOfWorkSends unit;
    private final Attempt attempt;
    private final Target target;
    private final CompletionListener application;

    private CompletionRelay(
            Companion companion,
            @Nullable UnitOfWorkSends unit,
            Attempt attempt,
            Target target,
            CompletionListener application) {
        this.companion = companion;
        this.unit = unit;
        this.attempt = attempt;
        this.target = target;
        this.application = application;
    }

    /** A relay to a listener of the application; null stays null, for IBM's client to refuse. */
    static @Nullable CompletionListener to(
            @Nullable CompletionListener application,
            Companion companion,
            @Nullable UnitOfWorkSends unit,
            Attempt attempt,
            Target target) {
        return application == null ? null : new CompletionRelay(companion, unit, attempt, target, application);
    }

    /** The listener of the application behind what IBM's client holds. */
    static @Nullable CompletionListener behind(@Nullable CompletionListener found) {
        return found instanceof CompletionRelay relay ? relay.application : found;
    }

    @Override
    public void onCompletion(Message message) {
        PutReceipt inDoubt = companion.sends().returned(attempt, unit, target, message);
        if (inDoubt == null) {
            application.onCompletion(message);
        } else {
            application.onException(message, new JmsPutInDoubtException(inDoubt, null));
        }
    }

    @Override
    public void onException(Message message, Exception failure) {
        PutReceipt inDoubt = companion.sends().failed(attempt, unit, target, message, failure);
        boolean translated = inDoubt != null && failure instanceof JMSException;
        application.onException(message, translated ? Doubts.ofSend((JMSException) failure, inDoubt) : failure);
    }
}
