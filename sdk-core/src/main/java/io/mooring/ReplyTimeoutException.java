package io.mooring;

import java.time.Duration;
import java.util.List;

/**
 * No reply came in the time given.
 *
 * <p>Its message tells where the request was put and when, what happened to the connection since, and whether the queue
 * manager that holds the request could be asked. The request may have been served all the same.
 */
public final class ReplyTimeoutException extends MqException {
    private static final long serialVersionUID = 1;

    /** What is known at the deadline about the queue manager that the request was put to. */
    public enum Reach {
        /** The connection was still, or again, on it. */
        CONNECTED("The connection is on %s."),
        /** The connection had moved; it was reached directly, and the reply was not there. */
        REACHED("%s was asked directly and had no reply."),
        /** The connection had moved, and no attempt to reach it succeeded. */
        NOT_REACHED("%s has not been reachable since."),
        /** The connection had moved, and nobody tried to reach it. */
        NOT_TRIED("%s was not asked since."),
        /** The temporary reply queue ended with its link, and with it any reply that was on it or came later. */
        REPLY_QUEUE_GONE("The temporary reply queue on %s ended with its link.");

        private final String sentence;

        Reach(String sentence) {
            this.sentence = sentence;
        }
    }

    private final PutReceipt request;
    private final Duration timeout;
    private final Move[] moves;
    private final Reach reach;

    /**
     * The exception for this request.
     *
     * @param request the receipt of the request's put
     * @param timeout how long the reply was waited for
     * @param moves the moves of the connection since the put, the first one first
     * @param reach what is known about the queue manager that holds the request
     */
    public ReplyTimeoutException(PutReceipt request, Duration timeout, List<Move> moves, Reach reach) {
        super(sentence(request, timeout, moves, reach), null, null);
        this.request = request;
        this.timeout = timeout;
        this.moves = moves.toArray(Move[]::new);
        this.reach = reach;
    }

    /** The receipt of the request's put: its message id, queue, queue manager and instant. */
    public PutReceipt request() {
        return request;
    }

    /** How long the reply was waited for. */
    public Duration timeout() {
        return timeout;
    }

    /** The moves of the connection since the put, the first one first. */
    public List<Move> moves() {
        return List.of(moves);
    }

    /** What is known about the queue manager that holds the request. */
    public Reach reach() {
        return reach;
    }

    private static String sentence(PutReceipt request, Duration timeout, List<Move> moves, Reach reach) {
        StringBuilder text = new StringBuilder("No reply within ")
                .append(timeout)
                .append(": request ")
                .append(request.messageId())
                .append(" was put to ")
                .append(request.queue())
                .append(" on ")
                .append(request.queueManager())
                .append(" at ")
                .append(Sentences.instant(request.at()));
        for (Move move : moves) {
            text.append("; connection moved ").append(move);
        }
        return text.append(". ")
                .append(reach.sentence.replace("%s", request.queueManager().value()))
                .toString();
    }
}
