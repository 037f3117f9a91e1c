package io.mooring.samples.demo;

/** Makes requests and waits for their replies, on the thread that calls; writes each into its account. */
interface Asker {
    /** Makes so many requests, one after the other, and then waits until all have ended. */
    void ask(int count);

    /** A program that asks. */
    interface Shop extends AutoCloseable {
        /** One more that asks; for one thread. */
        Asker asker();

        @Override
        void close();
    }
}
