package io.mooring.benchmarks;

/**
 * A library in one of the uses that are compared, not yet connected.
 *
 * @param name for the table
 * @param beside the name of the contestant that it is compared with: what is used without it; its own if it is a measure itself
 * @param connecting connects it
 */
record Contestant<T>(String name, String beside, Connecting<T> connecting) {
    /** Connects a library. */
    interface Connecting<T> {
        T connect(EmbeddedContender queueManager, Load load) throws Exception;
    }

    /** One that others are compared with. */
    static <T> Contestant<T> measure(String name, Connecting<T> connecting) {
        return new Contestant<>(name, name, connecting);
    }
}
