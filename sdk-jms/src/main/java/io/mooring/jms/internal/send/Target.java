package io.mooring.jms.internal.send;

import io.mooring.jms.internal.ibm.IbmConnections;
import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.Queue;
import javax.jms.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Where messages are sent, in the words of a receipt.
 *
 * @param name the queue's name without queue manager and options; for a topic {@code topic://} and its name
 * @param answered whether a send waits for the queue manager's answer, as far as the destination says
 * @param alwaysAnswered whether it does whatever the queue says
 */
public record Target(String name, boolean answered, boolean alwaysAnswered) {
    private static final String QUEUE_SCHEME = "queue://";
    private static final String TOPIC_SCHEME = "topic://";
    private static final Target NOT_KNOWN = new Target("(not known)", true, false);

    /** The words for a destination; what it does not tell is left open. */
    public static Target of(@Nullable Destination destination) {
        if (destination == null) {
            return NOT_KNOWN;
        }
        boolean answered = !IbmConnections.sendsWithoutAnswer(destination);
        boolean always = IbmConnections.sendsWithAnswer(destination);
        try {
            // A class may be both; what it was made for shows in its name.
            String queue = destination instanceof Queue named ? named.getQueueName() : null;
            if (queue != null && !queue.startsWith(TOPIC_SCHEME)) {
                return new Target(checked(queueName(queue)), answered, always);
            }
            String topic = destination instanceof Topic named ? named.getTopicName() : null;
            return topic == null ? NOT_KNOWN : new Target(checked(topicName(topic)), answered, always);
        } catch (JMSException e) {
            return NOT_KNOWN;
        }
    }

    /** {@code queue://QM1/ORDERS?persistence=2} names the queue {@code ORDERS}. */
    public static String queueName(String uri) {
        if (!uri.startsWith(QUEUE_SCHEME)) {
            return uri;
        }
        String path = withoutOptions(uri.substring(QUEUE_SCHEME.length()));
        return path.substring(path.indexOf('/') + 1);
    }

    private static String topicName(String uri) {
        return uri.startsWith(TOPIC_SCHEME) ? withoutOptions(uri) : TOPIC_SCHEME + uri;
    }

    private static String withoutOptions(String uri) {
        int options = uri.indexOf('?');
        return options < 0 ? uri : uri.substring(0, options);
    }

    private static String checked(String name) {
        return name.isBlank() ? NOT_KNOWN.name() : name.strip();
    }
}
