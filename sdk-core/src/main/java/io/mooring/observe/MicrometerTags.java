package io.mooring.observe;

import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/** The keys of tags, and the sets that meters share. Keys that OpenTelemetry has are spelled as there. */
final class MicrometerTags {
    static final String SYSTEM = "messaging.system";
    static final String QUEUE = "messaging.destination.name";
    static final String OPERATION = "messaging.operation.name";
    static final String QUEUE_MANAGER = "mq.queue_manager";
    static final String FROM = "mq.from";
    static final String TO = "mq.to";
    static final String PLANNED = "mq.planned";
    static final String STATE = "mq.state";
    static final String OUTCOME = "mq.outcome";
    static final String KIND = "mq.kind";

    /** All meters have it. */
    static final Tags COMMON = Tags.of(SYSTEM, "ibmmq");

    private MicrometerTags() {}

    static Tags queue(String queueTag) {
        return COMMON.and(QUEUE, queueTag);
    }

    static Tags queueManager(String queueManagerTag) {
        return COMMON.and(QUEUE_MANAGER, queueManagerTag);
    }

    static Tags queueOn(String queueTag, String queueManagerTag) {
        return queueManager(queueManagerTag).and(QUEUE, queueTag);
    }

    /** A constant as it stands in a tag, such as {@code in_doubt}. */
    static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
