package io.mooring.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The numbers of the messages that have to come, each of them once. Used by any number of threads. */
final class Checklist {
    private final AtomicIntegerArray seen;
    private final int bytes;
    private final CountDownLatch outstanding;
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();

    /** Expects the numbers from 0, in bodies of one length. */
    Checklist(int count, int bytes) {
        this.seen = new AtomicIntegerArray(count);
        this.bytes = bytes;
        this.outstanding = new CountDownLatch(count);
    }

    /** Ticks off a message. */
    void came(byte[] body) {
        long number = body.length < NumberedBody.LEAST_BYTES ? -1 : NumberedBody.numberOf(body, body.length);
        if (body.length != bytes || number < 0 || number >= seen.length()) {
            fault.compareAndSet(null, "a message came that nobody put: " + body.length + " bytes, number " + number);
        } else if (seen.getAndIncrement((int) number) > 0) {
            fault.compareAndSet(null, "message " + number + " came twice");
        }
        outstanding.countDown();
    }

    /** Waits until as many came as were expected; what else they were is told by {@link #requireComplete}. */
    void await(long seconds) throws InterruptedException {
        if (!outstanding.await(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    outstanding.getCount() + " of " + seen.length() + " messages did not come in " + seconds + " s");
        }
    }

    /** Fails unless each message came once. */
    void requireComplete() {
        String found = fault.get();
        if (found != null) {
            throw new IllegalStateException(found);
        }
        if (outstanding.getCount() > 0) {
            throw new IllegalStateException(outstanding.getCount() + " of " + seen.length() + " messages did not come");
        }
    }
}
