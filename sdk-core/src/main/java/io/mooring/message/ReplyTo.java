package io.mooring.message;

import io.mooring.QueueManagerName;
import java.util.Optional;

/**
 * Where replies to a message go.
 *
 * @param queue the reply queue, 1 to 48 characters
 * @param queueManager its queue manager; empty before a put: the queue manager that takes the message fills in its own
 *     name
 */
public record ReplyTo(String queue, Optional<QueueManagerName> queueManager) {
    /**
     * Checks the name of the queue.
     *
     * @throws IllegalArgumentException if it is blank or has more than 48 characters
     */
    public ReplyTo {
        if (queue.isBlank() || queue.length() > 48) {
            throw new IllegalArgumentException(
                    "Reply queue '" + queue + "' is not a queue name; give 1 to 48 characters.");
        }
    }
}
