package io.mooring.client;

import io.mooring.internal.event.MoveHistory;
import io.mooring.message.MqMessage;
import io.mooring.request.ReplyQueue;
import io.mooring.request.StrayReply;
import java.util.function.BiConsumer;

/** Settings of a requester yet to be opened; see {@link MqClient#requesterBuilder}. Used by one thread. */
public final class RequesterBuilder {
    /** How many requests may be outstanding if nothing else is said. */
    public static final int DEFAULT_OUTSTANDING = 100_000;

    final String queue;
    final ReplyQueue replyQueue;
    final Caller caller;
    final MoveHistory moves;
    int mostOutstanding = DEFAULT_OUTSTANDING;
    BiConsumer<StrayReply, MqMessage> strays = (kind, reply) -> {};

    RequesterBuilder(String queue, ReplyQueue replyQueue, Caller caller, MoveHistory moves) {
        this.queue = queue;
        this.replyQueue = replyQueue;
        this.caller = caller;
        this.moves = moves;
    }

    /**
     * How many requests may be outstanding; a further one waits for a free place, as part of its time. Default: {@value
     * #DEFAULT_OUTSTANDING}.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public RequesterBuilder outstandingAtMost(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException(
                    requests + " outstanding requests at most; give 1 or more, each request is one.");
        }
        mostOutstanding = requests;
        return this;
    }

    /**
     * Takes replies for which no request waits: late, duplicate and unknown ones. Default: they are counted and logged.
     *
     * <p>Called on the thread that completes futures; what it throws is logged.
     */
    public RequesterBuilder onStrayReply(BiConsumer<StrayReply, MqMessage> handler) {
        strays = handler;
        return this;
    }

    /**
     * Opens the reply queue, and with it the requester.
     *
     * @throws io.mooring.MqException if the queue manager refuses to open the reply queue
     * @throws io.mooring.ConnectionClosedException if the client was closed
     */
    public Requester open() {
        Requester requester = new Requester(this);
        requester.open();
        return requester;
    }
}
