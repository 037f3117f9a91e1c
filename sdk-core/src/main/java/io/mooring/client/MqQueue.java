package io.mooring.client;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.internal.mq.GetRequest;
import io.mooring.internal.mq.QueueFacts;
import io.mooring.message.MqMessage;
import java.time.Duration;
import java.util.Optional;

/**
 * A queue by its name, on whatever queue manager its client is connected to.
 *
 * <p>Holds nothing open itself and need not be closed. May be used by any thread; each call has a conversation of its own
 * for as long as it takes, so calls of several threads do not wait for each other.
 *
 * <p>Every method but the constructor's getters throws {@link io.mooring.MqException} with the reason code when the queue
 * manager refuses the call, {@link io.mooring.ReconnectFailedException} once reconnection was given up, and {@link
 * io.mooring.ConnectionClosedException} after the client was closed.
 */
public final class MqQueue {
    private final String name;
    private final Caller caller;
    private final Consumptions consumptions;

    MqQueue(String name, Caller caller, Consumptions consumptions) {
        this.name = name;
        this.caller = caller;
        this.consumptions = consumptions;
    }

    /** The name that was asked for. */
    public String name() {
        return name;
    }

    /**
     * Puts a message, outside a unit of work: it is stored, and others can get it, when this returns.
     *
     * <p>While there is no link it waits for one. A put that the connection did not survive is never put again by Mooring.
     *
     * @return on which queue manager it is stored, by which id, since when
     * @throws io.mooring.PutInDoubtException if the link ended before the answer came: find out before you put it again
     */
    public PutReceipt put(MqMessage message) {
        return caller.put(name, message);
    }

    /** Gets the next message that is there, outside a unit of work; empty if there is none, or no link to ask over. */
    public Optional<MqMessage> get() {
        return get(Duration.ZERO);
    }

    /**
     * Gets the next message, outside a unit of work: it is gone from the queue when this returns, or when the link ends on
     * the way. Use a unit of work or a consumption for messages that must not be lost.
     *
     * <p>Waits on the queue manager, goes on there with the rest of the time after a move, and waits also while there is no
     * link.
     *
     * @param wait the longest wait, zero for none
     * @return empty if none could be had in that time
     */
    public Optional<MqMessage> get(Duration wait) {
        return Optional.ofNullable(caller.get(name, wait, GetRequest.next(0)));
    }

    /** Gets the message with this id, as {@link #get(Duration)} does. */
    public Optional<MqMessage> get(MessageId id, Duration wait) {
        return Optional.ofNullable(caller.get(name, wait, new GetRequest(false, 0, id, null)));
    }

    /** Gets the next message with this correlation id, as {@link #get(Duration)} does. */
    public Optional<MqMessage> get(CorrelationId id, Duration wait) {
        return Optional.ofNullable(caller.get(name, wait, GetRequest.correlated(id, 0)));
    }

    /**
     * Gets messages from now on and gives each to the handler, on one thread and so in their order.
     *
     * <p>When this returns the queue is open, and counts one reader more.
     *
     * @return to be closed; the client's close ends it too
     * @throws io.mooring.MqException if the queue cannot be opened on the present queue manager
     */
    public Consumption consume(MessageHandler handler) {
        return consume(ConsumeSettings.threads(1), handler);
    }

    /** As {@link #consume(MessageHandler)}, for a handler that puts in the unit of work of the message. */
    public Consumption consume(UnitOfWorkHandler handler) {
        return consume(ConsumeSettings.threads(1), handler);
    }

    /** As {@link #consume(MessageHandler)}, on several threads or with other settings. */
    public Consumption consume(ConsumeSettings settings, MessageHandler handler) {
        return consume(settings, (message, work) -> handler.handle(message));
    }

    /** As {@link #consume(UnitOfWorkHandler)}, on several threads or with other settings. */
    public Consumption consume(ConsumeSettings settings, UnitOfWorkHandler handler) {
        return consumptions.start(name, settings, handler);
    }

    /** Looks at the messages on the queue and leaves them there; close the browser. */
    public Browser browse() {
        return new Browser(name, caller);
    }

    /** Asks the queue manager about the queue, which must be a local one or an alias of one. */
    public QueueStatus inquire() {
        return caller.repeatable("The inquiry about " + name, conversation -> {
            QueueFacts facts = conversation.inquire(name);
            return new QueueStatus(
                    name,
                    conversation.queueManager(),
                    facts.depth(),
                    facts.readers(),
                    facts.writers(),
                    facts.maxDepth(),
                    facts.putAllowed(),
                    facts.getAllowed());
        });
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
