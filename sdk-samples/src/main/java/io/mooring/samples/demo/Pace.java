package io.mooring.samples.demo;

import java.time.Duration;

/**
 * How many, how fast, how long.
 *
 * @param clients programs that ask, on each side
 * @param every from one request of a client to the next
 * @param quietEvery the same when the day is over
 * @param handling what a server does for each request
 * @param replyWithin how long a client waits for a reply
 * @param rush requests that each client makes at once before a queue manager is killed
 * @param burst requests that each client makes at once to build a backlog
 * @param act how long each act goes on after what it is about
 * @param outage how long the killed queue manager is away
 * @param idle how long an instance has had nothing to do before it leaves
 * @param depthPerInstance messages that may wait for each instance
 * @param most instances
 */
record Pace(
        int clients,
        Duration every,
        Duration quietEvery,
        Duration handling,
        Duration replyWithin,
        int rush,
        int burst,
        Duration act,
        Duration outage,
        Duration idle,
        int depthPerInstance,
        int most) {
    /** Instances that run at first, and stay. */
    static final int FEWEST = 2;

    /** So long something that the demo waits for may take before it is called a broken promise. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    /** The demo as it is shown, about 40 seconds. */
    static Pace shown() {
        return new Pace(
                9,
                Duration.ofMillis(125),
                Duration.ofSeconds(6),
                Duration.ofMillis(20),
                Duration.ofSeconds(10),
                8,
                100,
                Duration.ofSeconds(4),
                Duration.ofMillis(2500),
                Duration.ofSeconds(2),
                80,
                6);
    }

    /** The same in a few seconds, for a look whether it works. */
    static Pace brief() {
        return new Pace(
                3,
                Duration.ofMillis(100),
                Duration.ofSeconds(3),
                Duration.ofMillis(20),
                Duration.ofSeconds(8),
                12,
                60,
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                25,
                4);
    }
}
