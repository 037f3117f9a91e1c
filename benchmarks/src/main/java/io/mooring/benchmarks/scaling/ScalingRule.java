package io.mooring.benchmarks.scaling;

/** What decides in the simulation how many instances there are. */
interface ScalingRule {

    /** Always the same. */
    static ScalingRule always(int instances) {
        return new ScalingRule() {
            @Override
            public String name() {
                return "all " + instances + ", always";
            }

            @Override
            public int instances(int second, int depth, int readers, int ordered, long in, long out) {
                return instances;
            }
        };
    }

    /** As the table calls it. */
    String name();

    /**
     * Decides.
     *
     * @param second since the beginning
     * @param depth messages waiting and being worked on
     * @param readers instances that have the queue open
     * @param ordered instances that were asked for last
     * @param in messages put since the beginning
     * @param out messages got since the beginning
     */
    int instances(int second, int depth, int readers, int ordered, long in, long out);
}
