package io.mooring.scale;

/** What a monitor may ask for beside depth and readers. Each costs a command to the command server per queue and pass. */
public enum QueueDetail {
    /**
     * The age of the oldest message (PCF Inquire Queue Status). Needs queue monitoring (MONQ) on the queue manager; where
     * that is off the age is not known.
     */
    OLDEST_MESSAGE_AGE,

    /**
     * How many messages are put and got, from which the advisor measures rates (PCF Reset Queue Statistics). Each answer
     * sets the queue manager's counters back to zero: two monitors that count, or a monitor and another tool that resets,
     * take the numbers from each other. Use it where one poller per fleet is made sure.
     */
    MESSAGE_COUNTS
}
