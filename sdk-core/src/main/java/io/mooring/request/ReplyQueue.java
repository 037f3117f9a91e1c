package io.mooring.request;

/**
 * Where the replies of a requester come, and how they are told apart.
 *
 * <p>By default a reply has the request's message id as its correlation id, as most servers do it; {@link #passingIds()}
 * asks servers to pass ids through instead, which suits a queue that many instances share.
 *
 * @param kind what becomes of the queue, and who reads it
 * @param name the queue, or the model queue that it is made from, 1 to 48 characters
 * @param passesIds whether requests ask for their own ids in the reply
 */
public record ReplyQueue(Kind kind, String name, boolean passesIds) {
    private static final String DEFAULT_MODEL = "SYSTEM.DEFAULT.MODEL.QUEUE";

    /** What becomes of a reply queue, and who reads it. */
    public enum Kind {
        /** Made for one link, ends with it. */
        TEMPORARY,
        /** Made for one link, outlives it until its replies are fetched. */
        PERMANENT_DYNAMIC,
        /** Is there; only one requester reads it. */
        EXCLUSIVE,
        /** Is there; several requesters read it, each its own replies. */
        SHARED
    }

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is blank or has more than 48 characters
     */
    public ReplyQueue {
        if (name.isBlank() || name.length() > 48) {
            throw new IllegalArgumentException(
                    "Reply queue '" + name + "' is not a queue name; give 1 to 48 characters.");
        }
    }

    /** A temporary dynamic queue made from {@code SYSTEM.DEFAULT.MODEL.QUEUE}; see {@link #temporary(String)}. */
    public static ReplyQueue temporary() {
        return temporary(DEFAULT_MODEL);
    }

    /**
     * A temporary dynamic queue, made anew for each link.
     *
     * <p>It ends with its link: replies to requests that were put before a move are lost, and these requests time out. It
     * takes no persistent messages; a server that answers a persistent request with a persistent reply gets
     * MQRC_PERSISTENT_NOT_ALLOWED (2048).
     *
     * @param model a model queue with DEFTYPE(TEMPDYN)
     */
    public static ReplyQueue temporary(String model) {
        return new ReplyQueue(Kind.TEMPORARY, model, false);
    }

    /**
     * A permanent dynamic queue, made anew for each link; after a move its replies are fetched, and then it is deleted.
     *
     * @param model a model queue with DEFTYPE(PERMDYN)
     */
    public static ReplyQueue permanentDynamic(String model) {
        return new ReplyQueue(Kind.PERMANENT_DYNAMIC, model, false);
    }

    /** A queue that is there on each queue manager, and that only this requester reads: it takes whatever comes. */
    public static ReplyQueue exclusive(String queue) {
        return new ReplyQueue(Kind.EXCLUSIVE, queue, false);
    }

    /**
     * A queue that is there on each queue manager, and that several instances read: each takes its own replies only.
     *
     * <p>With ids as most servers do it, each instance looks at every reply on the queue, so that the instances together
     * look at all of them as often as there are instances; {@link #passingIds()} leaves the choice to the queue manager.
     */
    public static ReplyQueue shared(String queue) {
        return new ReplyQueue(Kind.SHARED, queue, false);
    }

    /**
     * This queue, with requests that ask servers to pass ids through: the reply has the request's message id and its
     * correlation id, which is the requester's own. For servers that honour MQRO_PASS_MSG_ID and MQRO_PASS_CORREL_ID.
     */
    public ReplyQueue passingIds() {
        return new ReplyQueue(kind, name, true);
    }

    /** Whether each link has a queue of its own. */
    public boolean isDynamic() {
        return kind == Kind.TEMPORARY || kind == Kind.PERMANENT_DYNAMIC;
    }
}
