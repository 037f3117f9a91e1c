package io.mooring.embedded;

/** What is built first, started, and closed in the end: a queue manager, or several as one. */
public interface Startable extends AutoCloseable {
    /**
     * Starts it; does nothing if it runs.
     *
     * @return itself
     * @throws java.io.UncheckedIOException if a port is in use
     */
    Startable start();

    /** Ends it as a crash would; the second time does nothing. */
    @Override
    void close();
}
