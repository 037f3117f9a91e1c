package io.mooring.embedded.channel;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Lets the thread of a socket wait a moment for the client's next segment before it goes to sleep in a read.
 *
 * <p>A client that calls in a loop sends its next call within some ten microseconds after an answer; to wake a thread that
 * sleeps takes as long again, more on virtual machines. Only the socket that was the last to be busy waits so: where several
 * are busy, the processor has better things to do. Safe for use by many threads.
 */
final class BusyWait {
    /** Long enough for most of the calls of a loop, short enough not to matter when there is none. */
    private static final long LONGEST_NANOS = 30_000;

    private volatile @Nullable Object busy;

    /**
     * Returns when something can be read, after a moment, or at once if another socket has been busy since the last time.
     *
     * @param socket whose input it is
     * @param input of a plain socket: with TLS nobody knows what is there before it is decrypted
     */
    @SuppressWarnings({"ThreadPriorityCheck", "ReferenceEquality"}) // a yield is a hint, and more is not meant
    void forMore(Object socket, InputStream input) throws IOException {
        if (busy != socket) {
            busy = socket;
            return;
        }
        long began = System.nanoTime();
        while (busy == socket && input.available() == 0 && System.nanoTime() - began < LONGEST_NANOS) {
            Thread.yield();
        }
    }
}
