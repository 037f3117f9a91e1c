package io.mooring.embedded.record;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import java.time.Instant;

/**
 * One call as it was answered.
 *
 * @param number counts the calls of the queue manager from 1
 * @param at when it was answered
 * @param verb which call
 * @param connection id of the connection that made it
 * @param application the application's name
 * @param queue the queue it was about, empty for none
 * @param completionCode 0, 1 warning, 2 failed
 * @param reasonCode 0 or why not
 * @param messageId of the message put or got, otherwise none
 */
public record RecordedCall(
        long number,
        Instant at,
        Verb verb,
        Byte24 connection,
        String application,
        String queue,
        int completionCode,
        int reasonCode,
        Byte24 messageId) {
    /** Whether the call was executed without complaint. */
    public boolean succeeded() {
        return completionCode == 0;
    }

    /** One line for a log. */
    @Override
    public String toString() {
        return "#" + number + " " + verb + (queue.isEmpty() ? "" : " " + queue) + " by " + application + ": "
                + (completionCode == 0 ? "ok" : Reason.describe(reasonCode));
    }
}
