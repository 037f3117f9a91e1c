package io.mooring.internal.mq;

/**
 * What a queue manager says about one of its local queues, at one moment.
 *
 * @param depth how many messages are on it, with those of open units of work (CURDEPTH)
 * @param readers how many handles have it open for input (IPPROCS)
 * @param writers how many handles have it open for output (OPPROCS)
 * @param maxDepth how many messages it may hold (MAXDEPTH)
 * @param putAllowed whether puts are allowed
 * @param getAllowed whether gets are allowed
 * @param backoutThreshold after how many backouts a message is to be set aside (BOTHRESH), 0 for never
 * @param backoutQueue where to (BOQNAME), empty for nowhere
 */
public record QueueFacts(
        int depth,
        int readers,
        int writers,
        int maxDepth,
        boolean putAllowed,
        boolean getAllowed,
        int backoutThreshold,
        String backoutQueue) {}
