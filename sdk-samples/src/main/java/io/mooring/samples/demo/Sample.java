package io.mooring.samples.demo;

import java.util.Map;

/**
 * How everything stood at one moment.
 *
 * @param seconds since the beginning
 * @param clients of Mooring that are connected, by queue manager
 * @param requests of Mooring's clients until now
 * @param replies to them until now
 * @param rawReplies to the clients without Mooring until now
 * @param depth requests that wait, on all queue managers that tell
 * @param readers handles that have the request queue open for input
 * @param running instances of the server program
 * @param wanted instances that are advised
 */
record Sample(
        double seconds,
        Map<String, Integer> clients,
        int requests,
        int replies,
        int rawReplies,
        long depth,
        int readers,
        int running,
        int wanted) {
    Sample {
        clients = Map.copyOf(clients);
    }
}
