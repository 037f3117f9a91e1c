package io.mooring.embedded.routing;

import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.QueueManagerAttributes;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.PutTimes;
import io.mooring.embedded.store.Queues;
import io.mooring.embedded.wire.structure.DeadLetterHeader;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages that come from another queue manager, and puts those that cannot be delivered on the dead-letter queue.
 * Safe for use by many threads.
 */
public final class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final String queueManager;
    private final Queues queues;
    private final Router router;
    private final Supplier<AttributeValues> attributes;
    private final InstantSource clock;
    private final PutTimes putTimes;

    /** The dead-letter handling of one queue manager. */
    public DeadLetters(
            String queueManager,
            Queues queues,
            Router router,
            Supplier<AttributeValues> attributes,
            InstantSource clock,
            PutTimes putTimes) {
        this.queueManager = queueManager;
        this.queues = queues;
        this.router = router;
        this.attributes = attributes;
        this.clock = clock;
        this.putTimes = putTimes;
    }

    /**
     * Puts a message that arrived for a queue of this queue manager there, or on the dead-letter queue.
     *
     * @return false if neither was possible
     */
    public boolean receive(String queue, Message message) {
        try {
            router.put(router.resolve(queue, "", 0), message, null);
            return true;
        } catch (MqiException refused) {
            return deadLetter(queue, message, refused.reasonCode());
        }
    }

    private boolean deadLetter(String queue, Message message, int reasonCode) {
        String deadLetterQueue = attributes.get().text(QueueManagerAttributes.DEADQ);
        LocalQueue target = queues.local(deadLetterQueue);
        if (target == null) {
            log.warn(
                    "{}: message {} cannot be put to {}: {}, and there is no dead-letter queue '{}'; it stays where it is",
                    queueManager,
                    message.descriptor().messageId(),
                    queue,
                    Reason.describe(reasonCode),
                    deadLetterQueue);
            return false;
        }
        PutTimes.PutTime now = putTimes.at(clock.millis());
        try {
            target.put(
                    new DeadLetterHeader(reasonCode, queue, queueManager)
                            .wrapped(message, queueManager, now.date(), now.time()),
                    null);
        } catch (MqiException refused) {
            log.warn(
                    "{}: message {} for {} ({}) cannot be put to the dead-letter queue {} either: {}; it stays where it is",
                    queueManager,
                    message.descriptor().messageId(),
                    queue,
                    Reason.describe(reasonCode),
                    deadLetterQueue,
                    Reason.describe(refused.reasonCode()));
            return false;
        }
        log.warn(
                "{}: message {} for {} was put to the dead-letter queue {}: {}",
                queueManager,
                message.descriptor().messageId(),
                queue,
                deadLetterQueue,
                Reason.describe(reasonCode));
        return true;
    }
}
