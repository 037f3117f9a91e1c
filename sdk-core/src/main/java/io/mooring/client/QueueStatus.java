package io.mooring.client;

import io.mooring.QueueManagerName;

/**
 * What the present queue manager said about one of its queues, at one moment.
 *
 * @param queue the name that was asked for
 * @param queueManager the queue manager that answered
 * @param depth how many messages are on it, with those of open units of work (CURDEPTH)
 * @param readers how many handles have it open for input (IPPROCS)
 * @param writers how many handles have it open for output (OPPROCS)
 * @param maxDepth how many messages it may hold (MAXDEPTH)
 * @param putAllowed whether puts are allowed
 * @param getAllowed whether gets are allowed
 */
public record QueueStatus(
        String queue,
        QueueManagerName queueManager,
        int depth,
        int readers,
        int writers,
        int maxDepth,
        boolean putAllowed,
        boolean getAllowed) {}
