package io.mooring.jms;

import io.mooring.request.ReplyQueue;
import io.mooring.request.StrayReply;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settings of a requester yet to be opened; see {@link MooringConnectionFactory#requesterBuilder}. Used by one thread. */
public final class RequesterBuilder {
    /** How many requests may be outstanding if nothing else is said. */
    public static final int DEFAULT_OUTSTANDING = 100_000;

    final String queue;
    final ReplyQueue replyQueue;
    private final Function<RequesterBuilder, Requester> opener;
    int mostOutstanding = DEFAULT_OUTSTANDING;
    BiConsumer<StrayReply, Reply> strays = (kind, reply) -> {};

    /** Null for as the queue says. */
    @Nullable
    Boolean persistent;

    RequesterBuilder(String queue, ReplyQueue replyQueue, Function<RequesterBuilder, Requester> opener) {
        if (queue.isBlank()) {
            throw new IllegalArgumentException("A requester without a queue to put its requests to; give its name.");
        }
        this.queue = queue;
        this.replyQueue = replyQueue;
        this.opener = opener;
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
    public RequesterBuilder onStrayReply(BiConsumer<StrayReply, Reply> handler) {
        strays = handler;
        return this;
    }

    /** Whether requests survive a restart of the queue manager; default: as the request queue says (DEFPSIST). */
    public RequesterBuilder persistent(boolean persistent) {
        this.persistent = persistent;
        return this;
    }

    /**
     * Connects, and opens the reply queue.
     *
     * @throws io.mooring.MqException if it cannot connect, or the queue manager refuses to open one of the queues
     */
    public Requester open() {
        return opener.apply(this);
    }
}
