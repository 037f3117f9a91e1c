package io.mooring.samples.demo;

import java.util.List;

/**
 * The demo's queues, on each queue manager: two for each side, so that neither side gets what the other has put.
 *
 * @param requests of Mooring's clients
 * @param replies to them
 * @param rawRequests of the clients without Mooring
 * @param rawReplies to them
 */
record Queues(String requests, String replies, String rawRequests, String rawReplies) {
    /** The queues whose names begin with a prefix. */
    static Queues beginningWith(String prefix) {
        return new Queues(prefix + ".REQUEST", prefix + ".REPLY", prefix + ".RAW.REQUEST", prefix + ".RAW.REPLY");
    }

    /** All four. */
    List<String> all() {
        return List.of(requests, replies, rawRequests, rawReplies);
    }

    /** What an administrator types to define one of them. */
    static String definition(String queue) {
        return "DEFINE QLOCAL('" + queue + "') DEFPSIST(YES) MAXDEPTH(5000) SHARE DEFSOPT(SHARED)";
    }
}
