package io.mooring.embedded.record;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Verb;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls, and keeps the latest ones while it is told to. Safe for use by many threads. */
public final class CallRecorder {
    private static final int KEPT = 10_000;

    private final Map<Verb, LongAdder> counts = new EnumMap<>(Verb.class);
    private final AtomicLong number = new AtomicLong();
    private final Deque<RecordedCall> calls = new ArrayDeque<>(); // guarded by itself
    private volatile boolean recording;

    /** Counts, but does not record yet. */
    public CallRecorder() {
        Arrays.stream(Verb.values()).forEach(verb -> counts.put(verb, new LongAdder()));
    }

    /** Begins to keep calls, the latest 10,000 of them; forgets those that it kept. */
    public void start() {
        synchronized (calls) {
            calls.clear();
        }
        recording = true;
    }

    /** Stops keeping calls; those that it kept can still be read. */
    public void stop() {
        recording = false;
    }

    /** The calls that were kept, oldest first. */
    public List<RecordedCall> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** How many calls of a verb were answered since the queue manager was built. */
    public long count(Verb verb) {
        LongAdder count = counts.get(verb);
        return count == null ? 0 : count.sum();
    }

    /** A call was answered. */
    public void answered(
            Verb verb,
            Byte24 connection,
            String application,
            String queue,
            int completionCode,
            int reason,
            Byte24 messageId) {
        LongAdder count = counts.get(verb);
        if (count != null) {
            count.increment();
        }
        if (recording) {
            synchronized (calls) {
                if (calls.size() == KEPT) {
                    calls.removeFirst();
                }
                calls.addLast(new RecordedCall(
                        number.incrementAndGet(),
                        Instant.now(),
                        verb,
                        connection,
                        application,
                        queue,
                        completionCode,
                        reason,
                        messageId));
            }
        }
    }
}
