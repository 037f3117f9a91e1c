package io.mooring.benchmarks;

import java.util.function.Consumer;

/**
 * A library as an application would use it, connected to one queue manager: a contender. What is put goes to the first of two
 * queues, {@link #PUTS}, a transfer takes it from there to the second, {@link #GETS}, and that is where it is got from.
 */
interface Library {
    String PUTS = "BENCH.PUTS";
    String GETS = "BENCH.GETS";

    /** What one thread calls with; closed with the library. */
    Worker worker() throws Exception;

    /**
     * Gives each message that is or comes on the first queue to a consumer, as the library's users would have it, until closed.
     *
     * @param threads how many listen; so many calls of the consumer may happen at once
     */
    AutoCloseable listen(int threads, Consumer<byte[]> consumer) throws Exception;

    /** Disconnects. */
    void close() throws Exception;

    /** What one thread calls with. Used by one thread at a time. */
    interface Worker {
        /** Puts to the first queue, outside a unit of work; the queue manager has the message when this returns. */
        void put(byte[] body) throws Exception;

        /** Gets a message from the second queue, outside a unit of work. */
        byte[] get() throws Exception;

        /** Gets a message from the first queue and puts it to the second, in one unit of work. */
        byte[] transfer() throws Exception;
    }
}
