package io.mooring.scale;

/** What decides in the simulation how many instances there are. */
interface ScalingRule {

    /** As the table calls it. */
    String name();

    /**
     * Decides.
     *
     * @param second since midnight
     * @param depth messages waiting and being worked on
     * @param readers instances that have the queue open
     * @param ordered instances that were asked for last
     * @param in messages put since midnight
     * @param out messages got since midnight
     */
    int instances(int second, int depth, int readers, int ordered, long in, long out);
}
