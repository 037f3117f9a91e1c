package io.mooring.embedded.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A local queue at this moment (DISPLAY QSTATUS TYPE(QUEUE)).
 *
 * @param queue its name
 * @param depth messages on it, those put in an open unit of work included (CURDEPTH)
 * @param openInputCount handles that have it open for input (IPPROCS)
 * @param openOutputCount handles that have it open for output (OPPROCS)
 * @param uncommitted messages put or got in open units of work (UNCOM)
 * @param lastPut when a message was last put
 * @param lastGet when a message was last got
 * @param oldestMessageAge how long the oldest message has been there (MSGAGE)
 */
public record QueueStatus(
        String queue,
        int depth,
        int openInputCount,
        int openOutputCount,
        int uncommitted,
        Optional<Instant> lastPut,
        Optional<Instant> lastGet,
        Optional<Duration> oldestMessageAge) {}
