package io.mooring.jms.internal.request;

import io.mooring.jms.Reply;
import io.mooring.jms.internal.send.Target;
import io.mooring.request.ReplyQueue;
import io.mooring.request.StrayReply;
import java.util.function.BiConsumer;
import javax.jms.ConnectionFactory;
import javax.jms.DeliveryMode;
import org.jspecify.annotations.Nullable;

/**
 * What a requester is told.
 *
 * @param queue where requests go: a queue's name, or IBM's URI of one
 * @param replyQueue where replies come
 * @param mostOutstanding how many requests may be outstanding
 * @param strays takes replies for which no request waits
 * @param persistent whether requests are, null for as the queue says
 * @param factory IBM's factory that the connection is made like
 */
public record RequestSettings(
        String queue,
        ReplyQueue replyQueue,
        int mostOutstanding,
        BiConsumer<StrayReply, Reply> strays,
        @Nullable Boolean persistent,
        ConnectionFactory factory) {
    private static final String SCHEME = "queue://";
    private static final String UNANSWERED = "putAsyncAllowed=1";

    /**
     * Checks the queue.
     *
     * @throws IllegalArgumentException if puts to it are not answered
     */
    public RequestSettings {
        if (queue.contains(UNANSWERED)) {
            throw new IllegalArgumentException(
                    "Requests to " + queue + " could be lost without a word; leave out " + UNANSWERED + ".");
        }
    }

    /** The queue's name, without queue manager and options. */
    String queueName() {
        return Target.queueName(queue);
    }

    /**
     * The queue with what the requester needs of it.
     *
     * @param withMessageIds whether requests have message ids of ours; the client then takes them from the message, and
     *     waits for the queue manager's answer whatever the queue says, since else nothing would tell that one was lost
     */
    String destination(boolean withMessageIds) {
        String uri = queue.startsWith(SCHEME) ? queue : SCHEME + "/" + queue;
        StringBuilder whole = new StringBuilder(uri);
        if (persistent == null && !uri.contains("persistence=")) {
            option(whole, "persistence=-1");
        }
        if (withMessageIds) {
            option(whole, "mdWriteEnabled=true");
            option(whole, "putAsyncAllowed=0");
        }
        return whole.toString();
    }

    private static void option(StringBuilder uri, String option) {
        uri.append(uri.indexOf("?") < 0 ? '?' : '&').append(option);
    }

    int deliveryMode() {
        return persistent == null || persistent ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT;
    }
}
