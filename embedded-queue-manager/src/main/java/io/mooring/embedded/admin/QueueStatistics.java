package io.mooring.embedded.admin;

import java.time.Duration;

/**
 * What happened on a queue since the last reset (RESET QSTATS).
 *
 * @param queue its name
 * @param highDepth the greatest depth
 * @param enqueued messages put
 * @param dequeued messages got
 * @param sinceReset how long ago the last reset was
 */
public record QueueStatistics(String queue, int highDepth, int enqueued, int dequeued, Duration sinceReset) {}
