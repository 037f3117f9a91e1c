package io.mooring.embedded.mqsc;

import io.mooring.embedded.admin.AdministrationException;
import io.mooring.embedded.mqi.Reason;
import java.util.List;

/** Says in MQSC's messages why the queue manager refused a command. */
final class Refusals {
    private Refusals() {}

    /** The message that fits the reason, and below it the refusal's own sentence. */
    static List<String> lines(AdministrationException refusal, String name) {
        return List.of(firstLine(refusal.reason(), name), "   " + refusal.getMessage());
    }

    private static String firstLine(Reason reason, String name) {
        return switch (reason) {
            case UNKNOWN_OBJECT_NAME -> Message.OBJECT_NOT_FOUND.about(name);
            case PCF_CHANNEL_NOT_FOUND -> Message.CHANNEL_NOT_FOUND.about(name);
            case PCF_OBJECT_ALREADY_EXISTS, OBJECT_ALREADY_EXISTS -> Message.OBJECT_EXISTS.text();
            case PCF_CHANNEL_ALREADY_EXISTS -> Message.CHANNEL_EXISTS.text();
            case PCF_OBJECT_WRONG_TYPE, PCF_Q_WRONG_TYPE -> Message.OBJECT_HAS_DIFFERENT_TYPE.text();
            case PCF_OBJECT_OPEN, PCF_OBJECT_IN_USE, PCF_CHANNEL_IN_USE, OBJECT_IN_USE -> Message.OBJECT_IN_USE.text();
            case Q_NOT_EMPTY -> Message.QUEUE_NOT_EMPTY.text();
            case PCF_CHANNEL_NOT_ACTIVE, PCF_CHANNEL_CLOSED -> Message.CHANNEL_NOT_ACTIVE.about(name);
            case PCF_CHL_STATUS_NOT_FOUND -> Message.CHANNEL_STATUS_NOT_FOUND.text();
            case Q_MGR_NOT_AVAILABLE, Q_MGR_STOPPING -> Message.QUEUE_MANAGER_NOT_AVAILABLE.text();
            default -> Message.REFUSED.about(Reason.describe(reason.code()));
        };
    }
}
