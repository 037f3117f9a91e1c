package io.mooring.jms.internal.respond;

import io.mooring.client.ConsumeSettings;
import io.mooring.client.ConsumeTrouble;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a responder answers.
 *
 * @param queue the queue of the requests
 * @param consuming threads, threshold and hook, with the limits that a native consumption has, too
 * @param backoutQueue where requests go that were backed out as often as the threshold says; empty to leave it to the queue
 * @param persistentReplies whether replies are persistent; empty for as the request is
 */
public record RespondSettings(
        String queue, ConsumeSettings consuming, Optional<String> backoutQueue, Optional<Boolean> persistentReplies) {
    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if one is blank or an address, or both are the same
     */
    public RespondSettings {
        requireName("queue of a responder", queue);
        backoutQueue.ifPresent(name -> requireName("backout queue", name));
        if (backoutQueue.filter(queue::equals).isPresent()) {
            throw new IllegalArgumentException("The backout queue " + queue
                    + " is the queue of the requests itself; give another, or they come for ever.");
        }
    }

    /** One thread, and all else as the queue says. */
    public static RespondSettings of(String queue) {
        return new RespondSettings(queue, ConsumeSettings.threads(1), Optional.empty(), Optional.empty());
    }

    /** These with so many threads. */
    public RespondSettings withThreads(int threads) {
        return with(new ConsumeSettings(threads, consuming.backoutThreshold(), consuming.troubleHook()));
    }

    /** These with this backout queue. */
    public RespondSettings withBackoutQueue(String name) {
        return new RespondSettings(queue, consuming, Optional.of(name), persistentReplies);
    }

    /** These with this threshold. */
    public RespondSettings withBackoutThreshold(int threshold) {
        return with(consuming.backoutThreshold(threshold));
    }

    /** These with this persistence of replies. */
    public RespondSettings withPersistentReplies(boolean persistent) {
        return new RespondSettings(queue, consuming, backoutQueue, Optional.of(persistent));
    }

    /** These with this hook. */
    public RespondSettings withTroubleHook(Consumer<ConsumeTrouble> hook) {
        return with(consuming.onTrouble(hook));
    }

    private RespondSettings with(ConsumeSettings changed) {
        return new RespondSettings(queue, changed, backoutQueue, persistentReplies);
    }

    private static void requireName(String what, String name) {
        if (name.isBlank() || name.contains(":")) {
            throw new IllegalArgumentException(
                    "The " + what + " is '" + name + "'; give the name of a queue, such as PRICE.REQUEST.");
        }
    }
}
