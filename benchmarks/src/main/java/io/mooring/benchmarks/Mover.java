package io.mooring.benchmarks;

/** A library in one of its uses, in a program that puts while its queue manager is lost. Used by one thread, closed by any. */
interface Mover {
    /** Where all messages are put. */
    String QUEUE = "BENCH.MOVES";

    /** A queue that stays empty, for a thread that waits there. */
    String EMPTY = "BENCH.EMPTY";

    /** What the program's connections are called. */
    String APPLICATION = "moving";

    /**
     * Puts a message.
     *
     * @return the name of the queue manager that has it; empty if the library does not say
     * @throws Exception if nobody can say whether it was put, or it was not
     */
    String put(byte[] body) throws Exception;

    /** Ends it; may take long where a call hangs. */
    void close() throws Exception;

    /** What the program does at the moment of the loss. */
    enum Doing {
        /** Nothing; its next put comes a little later. */
        RESTS,
        /** One put after the other, so that one is in flight. */
        PUTS
    }

    /**
     * Makes one.
     *
     * @param name for the table
     * @param doing what the program does when the queue manager is lost
     * @param slow whether each move takes seconds, so that fewer of them are made
     */
    record Kind(String name, Doing doing, boolean slow, Connecting connecting) {}

    /** Connects to any of some queue managers. */
    interface Connecting {
        Mover connect(String connectionNames, boolean persistent) throws Exception;
    }
}
